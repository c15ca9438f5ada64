using System.Globalization;
using System.Text;
using System.Xml;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Conformance.Reports;

/// <summary>A report as JUnit XML, which CI systems read: a test case for each case, what does not apply is skipped, what is inconclusive is an error.</summary>
public static class ReportJUnit
{
    /// <summary>Writes one suite.</summary>
    /// <returns>XML in UTF-8.</returns>
    public static Octets Write(RunReport report, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= new();
        using MemoryStream buffer = new();
        using (XmlWriter xml = XmlWriter.Create(buffer, new() { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Printable(report.Target, options));
            xml.WriteAttributeString("timestamp", report.Began.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
            Seconds(xml, report.Elapsed);
            Number(xml, "tests", report.Cases.Count);
            Number(xml, "failures", report.Count(Verdict.Fail));
            Number(xml, "errors", report.Count(Verdict.Error) + report.Count(Verdict.Inconclusive));
            Number(xml, "skipped", report.Count(Verdict.NotApplicable));
            foreach (CaseResult result in report.Cases) Case(xml, result, options);
            if (report.LeftBehind.Count > 0) xml.WriteElementString("system-err", Printable(string.Join('\n', report.LeftBehind), options));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return Octets.Wrap(buffer.ToArray());
    }

    private static void Case(XmlWriter xml, CaseResult result, ReportOptions options)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"euiccsim.conformance.{StandardName.Of(result.Case.Side)}.{result.Case.Clause}");
        xml.WriteAttributeString("name", $"{result.Case.Id} {result.Case.Title}");
        Seconds(xml, result.Elapsed);
        string why = Printable(result.Why ?? "", options);
        if (result.Verdict is not Verdict.Pass)
        {
            xml.WriteStartElement(result.Verdict switch { Verdict.Fail => "failure", Verdict.NotApplicable => "skipped", _ => "error" });
            xml.WriteAttributeString("message", why);
            if (result.Verdict is not Verdict.NotApplicable)
            {
                xml.WriteAttributeString("type", ReportJson.NameOf(result.Verdict));
                xml.WriteString(Printable(EvidenceOf(result), options));
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>The steps with the titles of what crossed the wire.</summary>
    private static string EvidenceOf(CaseResult result)
    {
        StringBuilder text = new();
        TraceDecoder decoder = new();
        foreach (CaseStep step in result.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.Text}\n");
            foreach (TraceEntry entry in step.Exchange.Select(decoder.Decode))
                text.Append(CultureInfo.InvariantCulture, $"  {entry.Title}{(entry.Status is { } status ? $": {status}" : "")}\n");
        }
        return text.ToString();
    }

    private static void Number(XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    private static void Seconds(XmlWriter xml, TimeSpan time) => xml.WriteAttributeString("time", time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>XML has no place for control characters, which names on a card may have.</summary>
    private static string Printable(string text, ReportOptions options)
    {
        string shown = options.IsMasked ? ReportMask.Of(text) : text;
        return string.Concat(shown.Select(c => c == '\n' || (XmlConvert.IsXmlChar(c) && !char.IsControl(c)) ? c : '\uFFFD'));
    }
}
