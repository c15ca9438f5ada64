using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Which revocation lists are taken. SGP.22 v2.5 §4.6, §5.7.12.</summary>
public sealed class LoadCrlTests
{
    private const string Ok = "BF3502A000" + "9000";

    internal static RevocationListTemplate Template { get; } = new() { ThisUpdate = TestEuicc.Now.AddDays(-1), Number = 5 };

    [Test]
    public void A_list_is_loaded_again_and_again()
    {
        TestEuicc card = new();
        Assert.That((Load(card, Template), Load(card, Template), Load(card, Template with { Number = 6 })), Is.EqualTo((Ok, Ok, Ok)));
    }

    [Test]
    public void A_list_may_be_empty_or_long_and_come_in_many_blocks()
    {
        TestEuicc card = new();
        RevocationListTemplate full = Template with { Revoked = SequenceOf.From(Enumerable.Range(0x1000, 1000).Select(Entry)) };
        Assert.That((Load(card, Template), Load(card, full)), Is.EqualTo((Ok, Ok)));
    }

    [Test]
    public void Parts_come_in_any_order_and_the_missing_ones_are_named()
    {
        TestEuicc card = new();
        RevocationListTemplate part = Template with { TotalParts = 3 };
        // A0 { A0 { 02 01 nn … } }: the numbers that are missing.
        Assert.That(Load(card, part with { Part = 2 }), Is.EqualTo("BF350AA008A006" + "020101" + "020103" + "9000"));
        Assert.That(Load(card, part with { Part = 2 }), Is.EqualTo("BF350AA008A006" + "020101" + "020103" + "9000"), "twice the same");
        Assert.That(Load(card, part with { Part = 1 }), Is.EqualTo("BF3507A005A003" + "020103" + "9000"));
        Assert.That(Load(card, part with { Part = 3 }), Is.EqualTo(Ok));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        static TestCaseData Case(string name, LoadCrlResponseError error, CertificateList list) => new TestCaseData(list, error).SetName(name);
        const LoadCrlResponseError Format = LoadCrlResponseError.InvalidCRLFormat;
        RspPki pki = TestEuicc.Pki;
        CertificateList good = Issue(Template);
        yield return Case("a list that another key signed", LoadCrlResponseError.InvalidSignature, Template.Issue(pki.Ci, pki.EumKey!));
        yield return Case("a list with a damaged signature", LoadCrlResponseError.InvalidSignature, new(BoundPackage.Damage(good.Encoded, -1)));
        yield return Case("a list of an unknown CI", LoadCrlResponseError.VerificationKeyNotFound,
            Template.Issue(BadCertificates.Foreign.Ci, BadCertificates.Foreign.CiKey!));
        yield return Case("a list of the EUM", LoadCrlResponseError.VerificationKeyNotFound, Template.Issue(pki.Eum, pki.EumKey!));
        yield return Case("a list of the CI's key under another name", LoadCrlResponseError.VerificationKeyNotFound, Template.Issue(Renamed(), pki.CiKey!));
        yield return Case("no list at all", Format, new(Octets.FromHex("3000")));
        yield return Case("a certificate", Format, new(pki.DpAuth.Encoded));
        yield return Case("a list without a number", Format, Issue(Template with { Number = null }));
        yield return Case("a list that names no key", Format, Issue(Template with { NamesIssuerKey = false }));
        yield return Case("a list with an unknown critical extension", Format, Issue(Template with { UnknownCriticalExtension = new("2.999.99") }));
        yield return Case("a list for other issuers", Format, Issue(Template with { DistributionPoint = "http://a", IsIndirect = true }));
        yield return Case("a part of an unknown number", Format, Issue(Template with { Part = 1 }));
        yield return Case("a number of parts and no part", Format, Issue(Template with { TotalParts = 1 }));
        yield return Case("the fourth of three parts", Format, Issue(Template with { TotalParts = 3, Part = 4 }));
        yield return Case("256 parts", Format, Issue(Template with { TotalParts = 256, Part = 1 }));
        yield return Case("a delta list in parts", Format, Issue(Template with { BaseNumber = 4, TotalParts = 1, Part = 1 }));
        yield return Case("a delta list without its base", LoadCrlResponseError.BaseCrlMissing, Issue(Template with { BaseNumber = 4 }));
        yield return Case("a list of tomorrow", LoadCrlResponseError.UndefinedError, Issue(Template with { ThisUpdate = TestEuicc.Now.AddDays(1) }));
    }

    [TestCaseSource(nameof(Refused))]
    public void A_bad_list_is_refused(CertificateList list, LoadCrlResponseError error)
    {
        TestEuicc card = new();
        CardState before = card.State;
        Assert.That(Load(card, list), Is.EqualTo($"BF350381" + $"01{(int)error:X2}" + "9000"));
        Assert.That(card.State, Is.SameAs(before));
    }

    [Test]
    public void An_older_list_than_the_loaded_one_is_refused_at_its_distribution_point()
    {
        TestEuicc card = new();
        Load(card, Template);
        Assert.That(Load(card, Template with { Number = 4 }), Is.EqualTo("BF3503810105" + "9000"));
        Assert.That(Load(card, Template with { Number = 4, DistributionPoint = "http://ci.test.example.com/CRL-A.crl" }), Is.EqualTo(Ok));
        Assert.That(Load(card, Template with { Number = 1, DistributionPoint = "http://ci.test.example.com/CRL-B.crl" }), Is.EqualTo(Ok));
        Assert.That(Load(card, Template with { Number = 3, DistributionPoint = "http://ci.test.example.com/CRL-A.crl" }),
            Is.EqualTo("BF3503810105" + "9000"));
    }

    [Test]
    public void One_list_does_not_come_in_two_and_in_three_parts()
    {
        TestEuicc card = new();
        Load(card, Template with { TotalParts = 3, Part = 1 });
        Assert.That(Load(card, Template with { TotalParts = 2, Part = 2 }), Is.EqualTo("BF3503810102" + "9000"));
    }

    [Test]
    public void A_delta_list_needs_its_base_whole_and_of_the_same_distribution_point()
    {
        TestEuicc card = new();
        RevocationListTemplate delta = Template with { Number = 7, BaseNumber = 5 };
        Load(card, Template with { Number = 4 });
        Assert.That(Load(card, delta), Is.EqualTo("BF3503810106" + "9000"), "too old a base");
        Load(card, Template with { TotalParts = 2, Part = 1 });
        Assert.That(Load(card, delta), Is.EqualTo("BF3503810106" + "9000"), "half a base");
        Load(card, Template with { TotalParts = 2, Part = 2 });
        Assert.That(Load(card, delta with { DistributionPoint = "http://a" }), Is.EqualTo("BF3503810106" + "9000"), "elsewhere");
        Assert.That(Load(card, delta), Is.EqualTo(Ok));
        Assert.That(Load(card, Template with { Number = 6 }), Is.EqualTo("BF3503810105" + "9000"), "the delta made it number 7");
    }

    [Test]
    public void A_list_that_does_not_fit_in_memory_is_refused_and_the_old_one_stays()
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = 120 } });
        Assert.That(Load(card, Template with { Revoked = [Entry(0x100)] }), Is.EqualTo(Ok));
        RevocationListTemplate long_ = Template with { Number = 6, Revoked = SequenceOf.From(Enumerable.Range(0x200, 20).Select(Entry)) };
        Assert.That(Load(card, long_), Is.EqualTo("BF3503810103" + "9000"));
        Assert.That(Load(card, Template), Is.EqualTo(Ok), "number 5 is still the freshest");
    }

    [Test]
    public void A_list_takes_memory_until_a_shorter_one_replaces_it()
    {
        TestEuicc card = new();
        int empty = card.State.FreeMemory;
        Load(card, Template with { Revoked = SequenceOf.From(Enumerable.Range(0x1000, 100).Select(Entry)) });
        int full = card.State.FreeMemory;
        Load(card, Template with { Number = 6 });
        Assert.That(empty - full, Is.GreaterThan(200));
        Assert.That(card.State.FreeMemory, Is.GreaterThan(full).And.LessThan(empty));
    }

    [Test]
    public void Without_a_clock_a_list_of_tomorrow_is_as_good_as_any() =>
        Assert.That(Load(new TestEuicc(hasClock: false), Template with { ThisUpdate = TestEuicc.Now.AddDays(1) }), Is.EqualTo(Ok));

    [Test]
    public void Without_the_option_the_function_is_not_known()
    {
        EuiccProperties properties = new() { RspCapability = RspCapability.AdditionalProfile };
        Assert.That(Load(new TestEuicc(euicc: TestEuicc.Configuration with { Properties = properties }), Template), Is.EqualTo("6A88"));
    }

    [TestCase("BF3500")]
    [TestCase("BF3502A001")]
    [TestCase("BF3504A0023001")]
    public void A_request_that_holds_no_list_is_6A80(string command) => Assert.That(new TestEuicc().Es10(command), Is.EqualTo("6A80"));

    internal static string Load(TestEuicc card, RevocationListTemplate template) => Load(card, Issue(template));

    internal static RevokedCertificate Entry(RspCertificate certificate) => new(certificate.SerialNumber, TestEuicc.Now.AddDays(-2));

    internal static CertificateList Issue(RevocationListTemplate template) => template.Issue(TestEuicc.Pki.Ci, TestEuicc.Pki.CiKey!);

    private static string Load(TestEuicc card, CertificateList list) =>
        card.Es10(Asn1Codec.Encode(new LoadCrlRequest { Crl = list }).ToString());

    private static RevokedCertificate Entry(int serialNumber) => new(Octets.FromHex($"{serialNumber:X4}"), TestEuicc.Now.AddDays(-2));

    private static RspCertificate Renamed()
    {
        CertificateTemplate template = CertificateTemplates.Ci(Octets.FromHex("01"), TestEuicc.Now) with
        {
            Subject = [new(AttributeTypeAndValue.CommonName, "Another CI")],
        };
        return template.Issue(TestEuicc.Pki.CiKey!.PublicKey, issuer: null, TestEuicc.Pki.CiKey!);
    }
}
