using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary>Where two packages differ. Of keys and PINs it tells only that they do.</summary>
internal sealed record PackageDifferences(IReadOnlyList<PackageDifference> All) : VerbResult
{
    internal override CommandFailure? Failure => All.Count == 0
        ? null
        : new(ExitCode.SaidNo, "diff", "different", $"The packages differ in {All.Count} place{(All.Count == 1 ? "" : "s")}.");

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("differences", All, difference => difference.WriteMembers(json));

    internal override void Show(IAnsiConsole console)
    {
        if (All.Count == 0) console.Line("The same.");
        else console.Write(Tables.Of("element", "where", "first", "second", "").Rows(All, one => [one.Element, one.Path, Short(one.A), Short(one.B), one.What]));
    }

    private static string? Short(string? octets) => octets is { Length: > Longest } ? $"{octets[..Longest]}… ({octets.Length / 2} octets)" : octets;

    private const int Longest = 64;
}
