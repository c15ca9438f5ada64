using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Rsp.Es10b;

/// <summary>What is signed or relayed leaves as it came, also where it is BER and not DER, or has components of a later version.</summary>
internal sealed class RelayedValuesTests
{
    [TestCase("30088001" + "0A" + "010100" + "0500", TestName = "An unknown component")]
    [TestCase("3081068001" + "0A" + "010100", TestName = "A length in the long form")]
    [TestCase("30808001" + "0A" + "010100" + "0000", TestName = "An indefinite length")]
    [TestCase("30068001" + "0A" + "010101", TestName = "A BOOLEAN of 01")]
    public void Signed_octets_are_kept(string smdpSigned2)
    {
        string content = smdpSigned2 + "5F370105" + "3000";
        Octets request = Octets.FromHex("BF21" + (content.Length / 2).ToString("X2") + content);
        PrepareDownloadRequest decoded = Asn1Codec.Decode<PrepareDownloadRequest>(request);
        Assert.That(decoded.SmdpSigned2.Value.TransactionId, Is.EqualTo(TransactionId.Parse("0A")));
        Assert.That(decoded.SmdpSigned2.Encoded, Is.EqualTo(Octets.FromHex(smdpSigned2)));
        Assert.That(Asn1Codec.Encode(decoded), Is.EqualTo(request));
    }

    [Test]
    public void Context_parameters_go_into_what_the_eUICC_signs_as_they_came()
    {
        // deviceInfo with an unknown component at its end, and a length in the long form around it
        Octets parameters = Octets.FromHex("A08111" + "A10F" + "800435290611" + "A100" + "8F0501020304" + "05");
        Signed<CtxParams1> received = Asn1Codec.Decode<Signed<CtxParams1>>(parameters);
        Octets encoded = Asn1Codec.Encode(new EuiccSigned1
        {
            TransactionId = TransactionId.Parse("0A"),
            ServerAddress = "a.b",
            ServerChallenge = Octets.Of(new byte[16]),
            EuiccInfo2 = Info2,
            CtxParams1 = received,
        });
        Assert.That(encoded.ToString(), Does.EndWith(parameters.ToString()));
        Assert.That(Asn1Codec.Decode<EuiccSigned1>(encoded).CtxParams1.Encoded, Is.EqualTo(parameters));
    }

    [Test]
    public void A_revocation_list_gets_its_own_tag_back()
    {
        LoadCrlRequest request = Asn1Codec.Decode<LoadCrlRequest>(Octets.FromHex("BF3508A006" + "020101" + "040100"));
        Assert.That(request.Crl.Encoded, Is.EqualTo(Octets.FromHex("3006" + "020101" + "040100")));
        Assert.That(Asn1Codec.Encode(request), Is.EqualTo(Octets.FromHex("BF3508A006" + "020101" + "040100")));
    }

    private static EuiccInfo2 Info2 { get; } = new()
    {
        ProfileVersion = new(2, 3, 1),
        Svn = new(2, 5),
        EuiccFirmwareVer = new(1, 0),
        ExtCardResource = Octets.Empty,
        UiccCapability = UiccCapability.UsimSupport,
        RspCapability = RspCapability.AdditionalProfile,
        EuiccCiPKIdListForVerification = [],
        EuiccCiPKIdListForSigning = [],
        PpVersion = new(1, 0),
        SasAcreditationNumber = "",
    };
}
