using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Tests;

/// <summary>The catalogue of cases as a part of docs/conformance.md, and as conformance/sgp23.json for programs.</summary>
internal static class CataloguePage
{
    private const string Heading = "## SGP.23 v2, case by case";

    private static readonly (Side Side, string Name)[] s_sides = [(Side.Euicc, "eUICC"), (Side.Smdp, "SM-DP+"), (Side.Smds, "SM-DS"), (Side.Lpa, "LPA")];

    /// <summary>A page with the part made anew.</summary>
    internal static string PutInto(string page) => page[..page.IndexOf(Heading, StringComparison.Ordinal)] + Write();

    /// <summary>The manifest.</summary>
    internal static string WriteManifest()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("standard", "SGP.23 v2");
            json.WriteStartArray("cases");
            foreach (ConformanceCase one in ConformanceSuite.Cases)
            {
                json.WriteStartObject();
                json.WriteString("id", one.Id);
                json.WriteString("side", NameOf(one.Side));
                json.WriteString("title", one.Title);
                json.WriteString("section", one.Section);
                json.WriteString("effect", StandardName.Of(one.Effect));
                json.WriteStartArray("needs");
                foreach (string need in one.Needs) json.WriteStringValue(need);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("absent");
            foreach (AbsentCase one in ConformanceSuite.Absent)
            {
                json.WriteStartObject();
                json.WriteString("id", one.Id);
                json.WriteString("side", NameOf(one.Side));
                json.WriteString("title", one.Title);
                json.WriteString("reason", one.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static string Write()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            {Heading}

            From here on, this page is made from the catalogue of cases by a test of `tests/EuiccSim.Conformance.Tests`; do not edit it by hand. Titles are ours, the clauses are
            those of SGP.23; where none is known, a group stands in its place. The last part of an id is a number of SGP.23's (`#3`) where one is known, and a word of ours (`/fresh`)
            otherwise. [conformance-runs.md](conformance-runs.md) says how to run them. Nothing here is a certification.

            | side | cases | absent |
            |---|---|---|

            """);
        foreach ((Side side, string name) in s_sides)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {ConformanceSuite.Of(side).Count()} | {ConformanceSuite.Absent.Count(one => one.Side == side)} |\n");
        foreach ((Side side, string name) in s_sides)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {name}\n\n| case | what | requirement | effect | needs |\n|---|---|---|---|---|\n");
            foreach (ConformanceCase one in ConformanceSuite.Of(side))
                text.Append(CultureInfo.InvariantCulture, $"| {one.Id} | {one.Title} | {one.Section} | {StandardName.Of(one.Effect)} | {string.Join(", ", one.Needs)} |\n");
        }
        text.Append("\n### Not decided by any run\n\n| case | side | what | why |\n|---|---|---|---|\n");
        foreach (AbsentCase one in ConformanceSuite.Absent) text.Append(CultureInfo.InvariantCulture, $"| {one.Id} | {NameOf(one.Side)} | {one.Title} | {one.Reason} |\n");
        return text.Replace("\r\n", "\n").ToString();
    }

    private static string NameOf(Side side) => s_sides.First(one => one.Side == side).Name;
}
