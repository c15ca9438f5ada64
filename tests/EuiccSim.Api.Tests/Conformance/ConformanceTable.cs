using System.Globalization;
using System.Text;
using EuiccSim.Tests;

namespace EuiccSim.Api.Tests.Conformance;

/// <summary>The last part of docs/conformance.md, made of the manifest.</summary>
internal static class ConformanceTable
{
    private const string Heading = "## ";

    /// <summary>A page with the part made anew.</summary>
    internal static string PutInto(string page, ConformanceManifest manifest)
    {
        int begin = page.IndexOf($"\n{Heading}{manifest.Standard},", StringComparison.Ordinal);
        return page[..(begin + 1)] + Write(manifest);
    }

    private static string Write(ConformanceManifest manifest)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            {Heading}{manifest.Standard}, case by case

            From here on, this page is made from [conformance/sgp23.json](../conformance/sgp23.json) by a test of `tests/EuiccSim.Api.Tests`; do not edit it by
            hand. Titles are ours, the clauses are those of SGP.23; where none is known, a group stands in its place. Nothing here is a certification.

            | side | cases | with tests | disabled |
            |---|---|---|---|

            """);
        foreach (string side in Sides(manifest))
        {
            ConformanceCase[] cases = Of(manifest, side);
            int disabled = cases.Count(one => one.Disabled is not null);
            text.Append(CultureInfo.InvariantCulture, $"| {side} | {cases.Length} | {cases.Length - disabled} | {disabled} |\n");
        }
        foreach (string side in Sides(manifest))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {side}\n\n| case | what | tests, or why there is none |\n|---|---|---|\n");
            foreach (ConformanceCase one in Of(manifest, side))
                text.Append(CultureInfo.InvariantCulture, $"| {one.Id} | {one.Title} | {Evidence(one)} |\n");
        }
        return text.Replace("\r\n", "\n").ToString();
    }

    private static string Evidence(ConformanceCase one) =>
        one.Disabled is { } reason ? $"disabled: {reason}" : string.Join("<br>", one.Tests.Select(name => $"`{Short(name)}`"));

    /// <summary>Without what all names begin with.</summary>
    private static string Short(string name) => name.Replace("EuiccSim.", "", StringComparison.Ordinal).Replace(".Tests.", ": ", StringComparison.Ordinal);

    private static IEnumerable<string> Sides(ConformanceManifest manifest) => manifest.Cases.Select(one => one.Side).Distinct();

    private static ConformanceCase[] Of(ConformanceManifest manifest, string side) => [.. manifest.Cases.Where(one => one.Side == side)];
}
