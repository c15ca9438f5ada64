using System.Text.Json;
using System.Xml.Linq;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using static EuiccSim.Protocol.Tests.Linting.RulePackages;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>What becomes of findings: text, SARIF 2.1.0 (its required members, §3.13 and after), JUnit.</summary>
internal sealed class LintReportTests
{
    private static readonly LintReport s_report = ProfileLinter.Lint(Octets.Concat(
        Full().Set(PeKind.Usim, "ef-acc", "0001").Services(list => list with { DnsResolution = true })[..^1].Write(), "AB00".Hex(), Full()[^1..].Write()));

    [Test]
    public void The_worst_comes_first_with_element_and_file() => Assert.That(s_report.ToString(), Is.EqualTo("""
        warning header-version-services: element 1 (header): the services are those of the version: dns-resolution and what follows it came with SAIP 3
        warning acc-class: element 7 (usim), ADF.USIM/EF.ACC: EF.ACC has one of the classes 0 to 9, that of the IMSI's last digit: 0001
        note element-reserved: element 21 (rfu1): reserved elements are not used
        2 warnings, 1 note
        """.ReplaceLineEndings("\n")));

    [Test]
    public void What_is_not_asked_for_is_left_out_and_what_a_card_says_is_put_in_once()
    {
        LintReport less = s_report.Without(["acc-class", "element-reserved"]);
        Assert.That((less.Findings.Count, less.IsBelow(RuleSeverity.Warning), less.IsBelow(RuleSeverity.Error)), Is.EqualTo((1, false, true)));
        ProfileFault said = ProfileChecks.Check(ProfilePackage.Read(Full()[1..].Write()))[0];
        LintReport with = less.With(said);
        Assert.That(with.Findings[0].Rule.Id, Is.EqualTo("order-header-first"));
        Assert.That(with.With(said).Findings, Has.Count.EqualTo(2));
    }

    [Test]
    public void Sarif_has_the_members_that_the_standard_requires()
    {
        using JsonDocument document = JsonDocument.Parse(SarifReport.Write(s_report, "packages/a b.der").Memory);
        JsonElement log = document.RootElement, run = log.GetProperty("runs")[0], driver = run.GetProperty("tool").GetProperty("driver");
        Assert.That(log.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
        Assert.That(driver.GetProperty("name").GetString(), Is.EqualTo("euiccsim"));
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Assert.That(rules.Select(rule => rule.GetProperty("id").GetString()), Is.EqualTo(ProfileRules.All.Select(rule => rule.Id)));
        foreach (JsonElement rule in rules)
        {
            foreach (string text in new[] { "shortDescription", "fullDescription", "help" }) Assert.That(rule.GetProperty(text).GetProperty("text").GetString(), Is.Not.Empty);
            Assert.That(Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute));
            Assert.That(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), Is.AnyOf("error", "warning", "note"));
        }
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.That(results, Has.Length.EqualTo(3));
        foreach (JsonElement result in results)
        {
            Assert.That(rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString(), Is.EqualTo(result.GetProperty("ruleId").GetString()));
            Assert.That(result.GetProperty("message").GetProperty("text").GetString(), Is.Not.Empty);
            string? uri = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString();
            Assert.That(uri, Is.EqualTo("packages/a%20b.der"));
        }
        JsonElement place = results[1].GetProperty("locations")[0].GetProperty("logicalLocations")[0];
        Assert.That((results[1].GetProperty("level").GetString(), place.GetProperty("name").GetString(), place.GetProperty("fullyQualifiedName").GetString()),
            Is.EqualTo(("warning", "ADF.USIM/EF.ACC", "element 7 (usim)/ADF.USIM/EF.ACC")));
    }

    [TestCase(RuleSeverity.Error, 0)]
    [TestCase(RuleSeverity.Warning, 2)]
    [TestCase(RuleSeverity.Note, 3)]
    public void JUnit_has_a_case_for_each_rule_and_a_failure_for_what_is_bad_enough(RuleSeverity failOn, int failures)
    {
        XElement suite = XDocument.Parse(System.Text.Encoding.UTF8.GetString(JUnitReport.Write(s_report, "a.der", failOn, ["imsi-coding"], hasCard: false).Span)).Root!.Element("testsuite")!;
        XElement[] cases = [.. suite.Elements("testcase")];
        Assert.That(cases.Select(one => (string?)one.Attribute("name")), Is.EqualTo(ProfileRules.All.Select(rule => rule.Id)));
        Assert.That(((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, cases.Count(one => one.Element("failure") is not null)), Is.EqualTo((cases.Length, failures, failures)));
        Assert.That(cases.Count(one => one.Element("system-out") is not null), Is.EqualTo(3 - failures));
        Assert.That(cases.Count(one => one.Element("skipped") is not null), Is.EqualTo((int)suite.Attribute("skipped")!).And.EqualTo(1 + ProfileRules.All.Count(rule => rule.NeedsCard)));
    }

    /// <summary>Whatever is in a package, the reports are whole.</summary>
    [Test]
    public void Control_characters_do_no_harm()
    {
        LintReport report = ProfileLinter.Lint(Full().Set(PeKind.Isim, "ef-impi", 0, "8003010B7F").Write());
        Assert.That(report.Findings.Single().Rule.Id, Is.EqualTo("impi-coding"));
        Assert.That(() => XDocument.Parse(System.Text.Encoding.UTF8.GetString(JUnitReport.Write(report, "\u0001.der", RuleSeverity.Note, [], hasCard: true).Span)), Throws.Nothing);
        using JsonDocument sarif = JsonDocument.Parse(SarifReport.Write(report, "a.der").Memory);
        Assert.That(sarif.RootElement.GetProperty("runs").GetArrayLength(), Is.EqualTo(1));
    }
}
