using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>The cases for eUICCs, SGP.23 §4.2 and §5.2.</summary>
internal static class EuiccCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. SelectionCases.All,
        .. ChallengeCases.All,
        .. EnableCases.All,
    ];

    internal static IEnumerable<AbsentCase> Absent => [.. SelectionCases.Absent];
}
