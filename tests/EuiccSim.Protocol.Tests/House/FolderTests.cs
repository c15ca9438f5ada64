using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests.House;

namespace EuiccSim.Protocol.Tests.House;

/// <summary>Which folder of Protocol may know of which: the standards' layers, from octets up to messages. Of Rsp each interface is a room.</summary>
public sealed class FolderTests
{
    private static readonly ProjectFolders s_protocol = new(typeof(Octets).Assembly,
        folder => folder.StartsWith("Rsp/", StringComparison.Ordinal) ? folder : folder.Split('/')[0]);

    private static readonly Dictionary<string, string[]> s_mayKnow = new()
    {
        ["Words"] = [],
        ["Asn1"] = ["Words"],
        ["Json"] = [],
        ["Apdu"] = ["Asn1"],
        ["Coding"] = ["Asn1"],
        ["Crypto"] = ["Asn1"],
        ["Identifiers"] = ["Asn1", "Words"],
        ["Saip"] = ["Apdu", "Asn1", "Coding", "Crypto", "Identifiers"],
        ["Uicc"] = ["Apdu", "Asn1", "Coding", "Identifiers", "Saip", "Words"],
        ["Editing"] = ["Asn1", "Coding", "Crypto", "Identifiers", "Saip", "Uicc", "Words"],
        ["Personalising"] = ["Asn1", "Crypto", "Editing", "Identifiers", "Json", "Linting", "Saip", "Uicc", "Words"],
        ["Linting"] = ["Asn1", "Identifiers", "Saip", "Uicc"],
        ["Inspection"] = ["Asn1", "Identifiers", "Saip", "Uicc", "Words"],
        ["Recognition"] = ["Asn1", "Saip"],
        ["Messages"] =
        [
            "Apdu", "Asn1", "Crypto", "Json", "Rsp/Common", "Rsp/Es2", "Rsp/Es8", "Rsp/Es9", "Rsp/Es10", "Rsp/Es10b", "Rsp/Es10c", "Rsp/Es11", "Rsp/Es12",
            "Recognition", "Rsp/Json", "Saip",
        ],
        ["Events"] = ["Asn1", "Rsp/Es9", "Rsp/Es11", "Rsp/Es12", "Rsp/Json", "Uicc"],
        ["Rsp/Common"] = ["Asn1", "Identifiers", "Words"],
        ["Rsp/Json"] = ["Asn1", "Identifiers", "Words"],
        ["Rsp/Es2"] = ["Asn1", "Identifiers", "Rsp/Es9", "Rsp/Json"],
        ["Rsp/Es8"] = ["Asn1", "Identifiers", "Rsp/Common"],
        ["Rsp/Es10a"] = ["Asn1", "Rsp/Common"],
        ["Rsp/Es10b"] = ["Asn1", "Identifiers", "Rsp/Common", "Saip"],
        ["Rsp/Es10c"] = ["Asn1", "Identifiers", "Rsp/Common"],
        ["Rsp/Es10"] = ["Asn1", "Rsp/Common", "Rsp/Es8", "Rsp/Es10a", "Rsp/Es10b", "Rsp/Es10c"],
        ["Rsp/Es11"] = ["Asn1", "Identifiers", "Rsp/Json"],
        ["Rsp/Es9"] = ["Asn1", "Identifiers", "Rsp/Es8", "Rsp/Es10b", "Rsp/Es11", "Rsp/Json"],
        ["Rsp/Es12"] = ["Asn1", "Identifiers", "Rsp/Es9", "Rsp/Json"],
    };

    [Test]
    public void Each_folder_refers_to_the_folders_that_it_may_know_and_to_each_of_them() => Assert.That(
        s_protocol.Arrows.Select(arrow => $"{arrow.From} -> {arrow.To}"),
        Is.EquivalentTo(s_mayKnow.SelectMany(one => one.Value.Select(to => $"{one.Key} -> {to}"))));

    [Test]
    public void Every_type_is_in_a_room() => Assert.That(s_protocol.Unplaced, Is.Empty);

    [Test]
    public void No_folder_refers_to_itself_through_others() => Assert.That(s_protocol.InCircles(), Is.Empty);

    [Test]
    public void Every_folder_is_looked_at() => Assert.That(s_protocol.OfTypes.Values.Distinct(), Is.EquivalentTo(s_mayKnow.Keys));

    /// <summary>The tests above see what they look for.</summary>
    [Test]
    public void Known_references_are_found()
    {
        Assert.That(s_protocol.References, Does.Contain(("EuiccSim.Protocol.Crypto.EcPublicKey", "EuiccSim.Protocol.Asn1.Octets")), "a property");
        Assert.That(s_protocol.References, Does.Contain(("EuiccSim.Protocol.Crypto.Bsp", "EuiccSim.Protocol.Asn1.TlvHeader")), "a call");
        Assert.That(s_protocol.References, Does.Contain(("EuiccSim.Protocol.Rsp.Es9.AuthenticateClientRequest", "EuiccSim.Protocol.Rsp.Es10b.AuthenticateServerResponse")), "a type argument");
        Assert.That(s_protocol.References, Does.Contain(("EuiccSim.Protocol.Crypto.EcdsaSignature", "EuiccSim.Protocol.Asn1.Asn1ContentException")), "a throw");
    }
}
