namespace EuiccSim.Tests;

/// <summary>The table of ES10's functions in docs/functions.md.</summary>
internal static class FunctionsTable
{
    /// <summary>Function, section, what the card does, what the LPA does, notes; in the order of the page.</summary>
    internal static IReadOnlyList<string[]> Es10 { get; } =
    [
        .. File.ReadAllLines(Clone.PathOf("docs", "functions.md"))
            .Where(line => line.StartsWith("| ES10", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];
}
