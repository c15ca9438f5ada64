using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Tests.Install;

/// <summary>Rules that can be told with a card only: each is broken alone, and the card says its identifier.</summary>
public sealed class CardRuleTests
{
    private static readonly PeHeader s_mandated = TestPackages.Head(7);

    private static IEnumerable<TestCaseData> Rows()
    {
        yield return Row("element-supported", With(new ProfileElement.NonStandard(new() { NonStandardHeader = s_mandated, IssuerID = new("2.999.1"), Content = Octets.FromHex("01") })));
        yield return Row("header-version-understood", Small(header => header with { MajorVersion = 3 }), new() { AdditionalProfilePackageVersions = [] });
        yield return Row("header-service-supported", Small(header => header with { EuiccMandatoryServices = new() { Contactless = true } }));
        yield return Row("header-runtime-supported", Small(header => header with { EuiccMandatoryServices = new() { Multos = true } }));
        yield return Row("header-library-there", Small(header => header with { EuiccMandatoryAids = [new() { Aid = Octets.FromHex("A000000001"), Version = Octets.FromHex("0100") }] }));
        yield return Row("header-iccid-metadata", TestPackages.Small(), metadata: TestPackages.Metadata(TestPackages.SecondIccid));
        yield return Row("card-memory", TestPackages.Built, new() { NonVolatileMemory = 2000 });
        yield return Row("aka-test-profile-key", TestPackages.Built, metadata: TestPackages.Metadata() with { ProfileClass = ProfileClass.Test });
        // Three directories in one another, the MF counted.
        const string df = "620F" + "82027821" + "83027F21" + "8B032F060E" + "C600";
        string steps = df + "80027F21" + df.Replace("7F21", "5F21", StringComparison.Ordinal);
        yield return Row("directory-levels", With(Asn1Codec.Decode<ProfileElement>(Octets.FromHex(Tlv("A1", "A0058000810107" + Tlv("A1", Tlv("30", steps)))))), new() { DirectoryLevels = 2 });
    }

    [TestCaseSource(nameof(Rows))]
    public void A_card_says_which_rule_is_broken(string id, Octets package, EuiccProperties properties, StoreMetadataRequest? metadata)
    {
        CardState card = new TestEuicc(euicc: TestEuicc.Configuration with { Properties = properties }).State;
        InstallationFault? fault = metadata is null ? InstallationCheck.Check(card, package) : InstallationCheck.Check(card, package, metadata);
        Assert.That(fault?.Element?.RuleId, Is.EqualTo(id));
        Assert.That(ProfileRules.Find(id)!.NeedsCard);
        Assert.That(ProfileLinter.Lint(package).Findings.Where(finding => finding.Rule.Status is not null && finding.Severity == RuleSeverity.Error), Is.Empty, "no other rule of the installer");
    }

    /// <summary>The others are those of CardFit, for cards of which no more is known than what they tell.</summary>
    [Test]
    public void Each_rule_has_a_row() => Assert.That(
        Rows().Select(row => (string)row.Arguments[0]!).Concat(["card-iccid", "card-minor-version"]), Is.EquivalentTo(ProfileRules.All.Where(rule => rule.NeedsCard).Select(rule => rule.Id)));

    private static TestCaseData Row(string id, Octets package, EuiccProperties? properties = null, StoreMetadataRequest? metadata = null) =>
        new TestCaseData(id, package, properties ?? new(), metadata).SetArgDisplayNames(id);

    private static Octets Small(Func<ProfileHeader, ProfileHeader> change) => TestPackages.Package(
        new ProfileElement.Header(change(((ProfileElement.Header)TestPackages.Header()).Value)), TestPackages.Mf(), TestPackages.End(99));

    private static Octets With(ProfileElement element) => TestPackages.Package(TestPackages.Header(), TestPackages.Mf(), element, TestPackages.End(99));

    private static string Tlv(string tag, string value) => $"{tag}{value.Length / 2:X2}{value}";
}
