using System.Text.Json;
using EuiccSim.Cli.Output;
using Spectre.Console;

namespace EuiccSim.Cli.Profiles;

/// <summary>Where two packages differ. Of keys and PINs it tells only that they do.</summary>
internal sealed record PackageDifferences(IReadOnlyList<PackageDifference> All) : VerbResult
{
    internal override CommandFailure? Failure => All.Count == 0
        ? null
        : new(ExitCode.SaidNo, "diff", "different", $"The packages differ in {All.Count} place{(All.Count == 1 ? "" : "s")}.");

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartArray("differences");
        foreach (PackageDifference difference in All)
        {
            json.WriteStartObject();
            json.WriteString("element", difference.Element);
            json.WriteString("path", difference.Path);
            json.WriteString("a", difference.A);
            json.WriteString("b", difference.B);
            json.WriteString("what", difference.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal override void Show(IAnsiConsole console)
    {
        if (All.Count == 0)
        {
            console.Line("The same.");
            return;
        }
        Table table = Tables.Of("element", "where", "first", "second", "");
        foreach (PackageDifference difference in All)
            table.Row(difference.Element, difference.Path, Short(difference.A), Short(difference.B), difference.What);
        console.Write(table);
    }

    private static string? Short(string? octets) => octets is { Length: > Longest } ? $"{octets[..Longest]}… ({octets.Length / 2} octets)" : octets;

    private const int Longest = 64;
}
