using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Reports;

/// <summary>A case that two reports do not agree about.</summary>
/// <param name="Id">The case.</param>
/// <param name="Before">What the first has; null where the case did not run.</param>
/// <param name="After">What the second has.</param>
public sealed record ReportDifference(string Id, SavedVerdict? Before, SavedVerdict? After)
{
    /// <summary>Compares two reports: a firmware before and after its update, for example. How long a case took does not count, nor the words of a reason.</summary>
    /// <returns>None if they agree, in the order of the first, what is new at the end.</returns>
    public static SequenceOf<ReportDifference> Between(SavedReport before, SavedReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return SequenceOf.From(before.Cases.Keys.Union(after.Cases.Keys, StringComparer.OrdinalIgnoreCase)
            .Select(id => new ReportDifference(id, before.Cases.GetValueOrDefault(id), after.Cases.GetValueOrDefault(id)))
            .Where(one => one.Before?.Verdict != one.After?.Verdict));
    }
}
