using EuiccSim.Protocol.Editing;

namespace EuiccSim.Cli.Profiles;

/// <summary>Where two packages differ. Of keys and PINs it tells only that they do, unless they were asked for.</summary>
internal sealed record PackageDifferences(IReadOnlyList<ProfileDifference> All) : VerbResult
{
    internal override CommandFailure? Failure => All.Count == 0
        ? null
        : new(ExitCode.SaidNo, "diff", "different", $"The packages differ in {All.Count} place{(All.Count == 1 ? "" : "s")}.");

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("differences", All, difference => difference.WriteMembers(json));

    internal override void Show(IAnsiConsole console)
    {
        if (All.Count == 0) console.Line("The same.");
        else Show(console, All);
    }

    /// <summary>By element; below each place what the first has, and what the second.</summary>
    internal static void Show(IAnsiConsole console, IReadOnlyList<ProfileDifference> all)
    {
        foreach (IGrouping<string, ProfileDifference> element in all.GroupBy(one => one.Element))
        {
            if (element.Key.Length > 0) console.Line(element.Key);
            foreach (ProfileDifference one in element)
            {
                string where = one.Path.Length == 0 ? one.What : one.What.Length == 0 ? one.Path : $"{one.Path}: {one.What}";
                console.Line($"{(element.Key.Length > 0 ? "  " : "")}{where}");
                if (one.A is { Length: > 0 } a) console.Line($"    - {Short(a)}");
                if (one.B is { Length: > 0 } b) console.Line($"    + {Short(b)}");
            }
        }
    }

    private static string Short(string text) => text.Length > Longest ? $"{text[..(Longest - 1)]}…" : text;

    // With what stands before it, 60 columns.
    private const int Longest = 54;
}
