using System.Globalization;
using System.Text;
using System.Xml;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Linting;

/// <summary>A report as JUnit XML, which CI systems read: a test case for each rule, in the order of the catalogue.</summary>
public static class JUnitReport
{
    /// <summary>Writes one suite.</summary>
    /// <param name="report">The report.</param>
    /// <param name="suite">The suite's name: the package's file.</param>
    /// <param name="failOn">From which severity on a finding is a failure; what is below stands in system-out.</param>
    /// <param name="ignored">Rules that were not asked for; they are skipped.</param>
    /// <param name="hasCard">False if no card was asked: what needs one is skipped.</param>
    /// <returns>XML in UTF-8.</returns>
    public static Octets Write(LintReport report, string suite, RuleSeverity failOn, IReadOnlyCollection<string> ignored, bool hasCard)
    {
        ILookup<ProfileRule, LintFinding> findings = report.Findings.ToLookup(finding => finding.Rule);
        bool Fails(ProfileRule rule) => rule.Severity >= failOn && findings.Contains(rule);
        bool IsSkipped(ProfileRule rule) => ignored.Contains(rule.Id) || (rule.NeedsCard && !hasCard && !findings.Contains(rule));
        using MemoryStream buffer = new();
        using (XmlWriter xml = XmlWriter.Create(buffer, new() { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Printable(suite));
            Number(xml, "tests", ProfileRules.All.Count);
            Number(xml, "failures", ProfileRules.All.Count(Fails));
            Number(xml, "errors", 0);
            Number(xml, "skipped", ProfileRules.All.Count(IsSkipped));
            foreach (ProfileRule rule in ProfileRules.All) Case(xml, rule, [.. findings[rule]], Fails(rule), IsSkipped(rule));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return Octets.Wrap(buffer.ToArray());
    }

    private static void Case(XmlWriter xml, ProfileRule rule, LintFinding[] findings, bool fails, bool isSkipped)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "euiccsim.profile.check");
        xml.WriteAttributeString("name", rule.Id);
        string text = Printable(string.Join('\n', findings.Select(finding => finding.ToString())));
        if (isSkipped) xml.WriteElementString("skipped", "");
        else if (fails)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", StandardName.Of(rule.Severity));
            xml.WriteAttributeString("message", Printable(rule.Statement));
            xml.WriteString(text);
            xml.WriteEndElement();
        }
        else if (findings.Length > 0) xml.WriteElementString("system-out", text);
        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>XML has no place for control characters, which names in a package may have.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => c == '\n' || (XmlConvert.IsXmlChar(c) && !char.IsControl(c)) ? c : '\uFFFD'));
}
