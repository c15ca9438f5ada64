using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc.Cases;
using EuiccSim.Conformance.Lpas.Cases;
using EuiccSim.Conformance.Servers.Cases;

namespace EuiccSim.Conformance;

/// <summary>The catalogue of cases: runs, the pages of the documentation and the tests are made of it.</summary>
public static class ConformanceSuite
{
    /// <summary>All cases, by sides, in the order of SGP.23's clauses; what has no clause stands behind.</summary>
    public static IReadOnlyList<ConformanceCase> Cases { get; } =
        [.. ((IEnumerable<ConformanceCase>)[.. EuiccCases.All, .. ServerCases.All, .. LpaCases.All]).OrderBy(one => one.Side).ThenBy(one => Place(one.Clause), StringComparer.Ordinal)];

    /// <summary>The cases of SGP.23 that no run decides, with the reason.</summary>
    public static IReadOnlyList<AbsentCase> Absent { get; } = [.. EuiccCases.Absent, .. ServerCases.Absent, .. LpaCases.Absent];

    // "4.2.10" stands behind "4.2.9", and letters behind digits.
    private static string Place(string clause) => string.Join('.', clause.Split('.').Select(part => part.PadLeft(MostDigits, '0')));

    private const int MostDigits = 8;

    /// <summary>The cases of one side.</summary>
    public static IEnumerable<ConformanceCase> Of(Side side) => Cases.Where(one => one.Side == side);

    /// <summary>Finds cases by their id, by a clause ("4.2.21") or by the beginning of an id that ends in '*'.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>None, where nothing fits.</returns>
    public static IEnumerable<ConformanceCase> Find(string text) => Cases.Where(one => text.EndsWith('*')
        ? one.Id.StartsWith(text[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(one.Id, text, StringComparison.OrdinalIgnoreCase) || string.Equals(one.Clause, text, StringComparison.OrdinalIgnoreCase));
}
