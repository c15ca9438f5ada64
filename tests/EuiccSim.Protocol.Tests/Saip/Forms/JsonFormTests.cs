using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Tests.Vectors;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>JSON against what compilers of the published module wrote, and against texts that are wrong.</summary>
public sealed class JsonFormTests
{
    /// <summary>The vectors' values are JSON with the module's names and hexadecimal digits, made by asn1tools: our reader takes them as they are.</summary>
    [TestCase("saip-*.json")]
    [TestCase("observed-ts48.json")]
    public void The_values_of_the_vectors_become_their_octets(string pattern)
    {
        SharedData.Require("vectors/asn1");
        int count = 0;
        foreach (Vector vector in SharedData.Files("vectors/asn1", pattern).SelectMany(file => VectorFile.Load(file).Vectors))
        {
            if (Element(vector) is not { } json || vector.DecodeOnly) continue;
            Octets read = ProfileForms.Read(FormSamples.File($$"""{"profilePackage": [{{json}}]}"""), ProfileForm.Json);
            Octets expected = vector.CanonicalDer ?? vector.Der;
            Assert.That(WithoutTag(read), Is.EqualTo(WithoutTag(expected)), $"{vector.Type} {vector.Case}");
            count++;
        }
        Assert.That(count, Is.GreaterThan(50));
    }

    [TestCase("saip-*.json")]
    [TestCase("observed-ts48.json")]
    public void Every_element_in_the_vectors_returns_to_the_same_octets_from_each_form(string pattern)
    {
        SharedData.Require("vectors/asn1");
        foreach (Vector vector in SharedData.Files("vectors/asn1", pattern).SelectMany(file => VectorFile.Load(file).Vectors).Where(one => Element(one) is not null))
        {
            Octets element = Tagged(vector);
            foreach (ProfileForm form in FormSamples.Forms)
                Assert.That(ProfileForms.Read(ProfileForms.Write(element, form), form), Is.EqualTo(element), $"{vector.Type} {vector.Case} {form}");
        }
    }

    [TestCase("[{\"end\": {\"end-header\": {\"identification\": 2}}}]", "AA05A003810102", "an array alone")]
    [TestCase("[{\"pukCodes\": {\"puk-Header\": {\"identification\": 1}, \"pukCodes\": [{\"keyReference\": \"pukAppl1\", \"pukValue\": \"3132333435363738\"}]}}]",
        "A316A003810101A10F300D80010181083132333435363738", "a number by its name")]
    [TestCase("[{\"end\": {\"end-header\": {\"identification\": 2}}, \"octets\": \"AA0481A0038101\"}]", null, "octets of another length")]
    public void Other_ways_to_write(string text, string? hex, string why)
    {
        if (hex is null) Assert.That(() => ProfileForms.Read(FormSamples.File(text), ProfileForm.Json), Throws.TypeOf<ProfileTextException>(), why);
        else Assert.That(ProfileForms.Read(FormSamples.File(text), ProfileForm.Json).ToString(), Is.EqualTo(hex), why);
    }

    [TestCase("{", 1, 2, "no JSON")]
    [TestCase("[]", 1, 2, "here is none")]
    [TestCase("[{}]", 1, 3, "this object is empty")]
    [TestCase("[\n  {\"end\": {\"end-header\": {\"identification\": \"two\"}}}]", 2, 45, "and here is a text of 3 characters")]
    [TestCase("[\n  {\"end\": {\"end-header\": {\"mandated\": true}}}]", 2, 39, "mandated should be NULL, and here is true")]
    [TestCase("[{\"ä\": 1}]", 1, 3, "no alternative ä")]
    [TestCase("[{\"end\": {\"end-header\": {\"identification\": 2}}, \"mf\": {}}]", 1, 49, "mf comes after another one")]
    [TestCase("[{\"\\u001b[2J\": 1}]", 1, 3, "no alternative \uFFFD[2J")]
    [TestCase("[{\"octets\": \"00\"}]", 1, 13, "not one whole profile element")]
    [TestCase("{\"profile\": []}", 1, 2, "profilePackage")]
    [TestCase("[{\"header\": {\"profileType\": \"\\ud800\"}}]", 1, 29, "no character")]
    public void A_fault_is_told_with_its_place(string text, int line, int column, string words)
    {
        ProfileTextException fault = Assert.Throws<ProfileTextException>(() => ProfileForms.Read(FormSamples.File(text), ProfileForm.Json))!;
        Assert.That(fault.Reason, Does.Contain(words));
        Assert.That(fault.Place, Is.EqualTo(new TextPosition(line, column)), fault.Message);
    }

    /// <summary>A vector of an element as the JSON of one; null for other types.</summary>
    private static string? Element(Vector vector)
    {
        if (vector.Type == "ProfileElement") return vector.Value.GetRawText();
        return NameOf(vector.Type) is { } name ? $"{{{JsonSerializer.Serialize(name)}: {vector.Value.GetRawText()}}}" : null;
    }

    /// <summary>The alternative of a type: "PE-USIM" is usim.</summary>
    private static string? NameOf(string type) => s_alternatives.GetValueOrDefault(type).Name;

    private static Octets Tagged(Vector vector)
    {
        if (vector.Type == "ProfileElement") return vector.Der;
        int number = s_alternatives[vector.Type].Number;
        byte[] tag = number < 31 ? [(byte)(0xA0 | number)] : [0xBF, (byte)number];
        return Octets.Concat(Octets.Wrap(tag), WithoutTag(vector.Der));
    }

    private static Octets WithoutTag(Octets tlv) => tlv.Slice((tlv[0] & 0x1F) == 0x1F ? 2 : 1);

    private static readonly Dictionary<string, (string Name, int Number)> s_alternatives = new()
    {
        ["ProfileHeader"] = ("header", 0),
        ["PE-GenericFileManagement"] = ("genericFileManagement", 1),
        ["PE-PINCodes"] = ("pinCodes", 2),
        ["PE-PUKCodes"] = ("pukCodes", 3),
        ["PE-AKAParameter"] = ("akaParameter", 4),
        ["PE-CDMAParameter"] = ("cdmaParameter", 5),
        ["PE-SecurityDomain"] = ("securityDomain", 6),
        ["PE-RFM"] = ("rfm", 7),
        ["PE-Application"] = ("application", 8),
        ["PE-NonStandard"] = ("nonStandard", 9),
        ["PE-End"] = ("end", 10),
        ["PE-Dummy"] = ("rfu3", 13),
        ["PE-MF"] = ("mf", 16),
        ["PE-CD"] = ("cd", 17),
        ["PE-TELECOM"] = ("telecom", 18),
        ["PE-USIM"] = ("usim", 19),
        ["PE-OPT-USIM"] = ("opt-usim", 20),
        ["PE-ISIM"] = ("isim", 21),
        ["PE-OPT-ISIM"] = ("opt-isim", 22),
        ["PE-PHONEBOOK"] = ("phonebook", 23),
        ["PE-GSM-ACCESS"] = ("gsm-access", 24),
        ["PE-CSIM"] = ("csim", 25),
        ["PE-OPT-CSIM"] = ("opt-csim", 26),
        ["PE-EAP"] = ("eap", 27),
        ["PE-DF-5GS"] = ("df-5gs", 28),
        ["PE-DF-SAIP"] = ("df-saip", 29),
        ["PE-DF-SNPN"] = ("df-snpn", 30),
        ["PE-DF-5GPROSE"] = ("df-5gprose", 31),
        ["PE-IoT"] = ("iot", 32),
        ["PE-OPT-IoT"] = ("opt-iot", 33),
    };
}
