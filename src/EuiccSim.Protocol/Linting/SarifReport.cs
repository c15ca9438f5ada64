using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Linting;

/// <summary>A report as SARIF 2.1.0 (OASIS), which code hosts and CI systems show.</summary>
public static class SarifReport
{
    /// <summary>Writes one run with all rules and the findings.</summary>
    /// <param name="report">The report.</param>
    /// <param name="file">The path of the package's file, from where CI runs.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static Octets Write(LintReport report, string file)
    {
        string artifact = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json);
            json.WriteObjects("results", report.Findings, finding => Result(json, finding, artifact));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Octets.Wrap(buffer.ToArray());
    }

    private static void Tool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "euiccsim");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version!.ToString(3));
        json.WriteString("informationUri", HelpPage);
        json.WriteObjects("rules", ProfileRules.All, rule =>
        {
            json.WriteString("id", rule.Id);
            Text(json, "shortDescription", rule.Statement);
            Text(json, "fullDescription", rule.Section.Length == 0 ? $"{rule.Statement}." : $"{rule.Statement} ({rule.Section}).");
            Text(json, "help", rule.Help);
            json.WriteString("helpUri", $"{HelpPage}#{rule.Id}");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", StandardName.Of(rule.Severity));
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, LintFinding finding, string artifact)
    {
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ProfileRules.IndexOf(finding.Rule));
        json.WriteString("level", StandardName.Of(finding.Severity));
        Text(json, "message", finding.Message);
        json.WriteObjects("locations", new[] { finding }, one =>
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", artifact);
            json.WriteEndObject();
            json.WriteEndObject();
            if (one.Number is not { } number) return;
            json.WriteObjects("logicalLocations", new[] { one.File ?? one.KindName }, name =>
            {
                json.WriteString("name", name);
                json.WriteString("fullyQualifiedName", $"element {number} ({one.KindName}){(one.File is null ? "" : $"/{one.File}")}");
                json.WriteString("kind", one.File is null ? "element" : "member");
            });
        });
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // docs/profile-rules.md at the project's address, ProjectHome of Directory.Build.props.
    private const string HelpPage = "https://euiccsim.example/docs/profile-rules.md";
}
