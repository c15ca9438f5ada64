using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>Each rule is broken alone by a package of its own; what keeps all rules is told of nothing.</summary>
internal sealed class ProfileLinterTests
{
    private static IEnumerable<TestCaseData> Rows => RuleRows.All.Select(row => new TestCaseData(row.Id, row.Package).SetArgDisplayNames(row.Id));

    [TestCaseSource(nameof(Rows))]
    public void A_rule_is_broken_alone(string id, Octets package)
    {
        LintReport report = ProfileLinter.Lint(package);
        Assert.That(report.Findings.Select(finding => finding.Rule.Id).Distinct(), Is.EqualTo(new[] { id }), report.ToString());
        Assert.That(report.Findings[0].ToString(), Does.StartWith($"{StandardName.Of(ProfileRules.Find(id)!.Severity)} {id}: "));
    }

    [Test]
    public void Packages_that_keep_all_rules_are_told_of_nothing()
    {
        Assert.That(ProfileLinter.Lint(RulePackages.Full().Write()).ToString(), Is.EqualTo("nothing to say"));
        Assert.That(ProfileLinter.Lint(RulePackages.Bare().Write()).ToString(), Is.EqualTo("nothing to say"));
        Assert.That(ProfileLinter.Lint(RulePackages.Full().Application().Write()).ToString(), Is.EqualTo("nothing to say"));
    }

    /// <summary>TS 31.102 §4.2.47: bits 1 to 3 enable FDN, BDN and ACL.</summary>
    [TestCase("01", 2)]
    [TestCase("02", 6)]
    [TestCase("04", 35)]
    public void Each_bit_of_EF_EST_has_its_service(string enabled, int service) => Assert.That(
        ProfileLinter.Lint(RulePackages.Full().Set(PeKind.Usim, "ef-est", enabled).Ust(-service).Write()).Findings.Select(finding => (finding.Rule.Id, finding.Message[finding.Message.LastIndexOf(':')..])),
        Is.EqualTo(new[] { ("est-services", $": service {service} is not") }));

    /// <summary>What can be told with a card only has its rows in the tests of the card.</summary>
    [Test]
    public void Each_rule_has_a_row() =>
        Assert.That(RuleRows.All.Select(row => row.Id), Is.EquivalentTo(ProfileRules.All.Where(rule => !rule.NeedsCard).Select(rule => rule.Id)));

    [Test]
    public void There_are_more_than_a_hundred_rules_with_all_that_a_person_needs()
    {
        Assert.That(ProfileRules.All, Has.Count.GreaterThan(110));
        foreach (ProfileRule rule in ProfileRules.All)
        {
            Assert.That(rule.Id, Does.Match("^[a-z0-9]+(-[a-z0-9]+)+$"));
            Assert.That(rule.Statement, Does.Match("^[^.]?.*[^.]$"), rule.Id);
            Assert.That(rule.Help, Does.EndWith("."), rule.Id);
            Assert.That(ProfileRules.Find(rule.Id), Is.SameAs(rule));
        }
    }
}
