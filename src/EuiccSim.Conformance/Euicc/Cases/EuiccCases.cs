using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc.Cases.Download;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>The cases for eUICCs, SGP.23 §4.2 and §5.2.</summary>
internal static class EuiccCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. SelectionCases.All,
        .. PrepareDownloadCases.All,
        .. ChallengeCases.All,
        .. LoadCrlCases.All,
        .. RevocationCases.All,
        .. ForeignServerCases.AuthenticateServer,
        .. AuthenticateServerCases.All,
        .. ServerCertificateCases.All,
        .. SessionRuleCases.All,
        .. CancelSessionCases.All,
        .. EnableCases.All,
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        .. SelectionCases.Absent,
        .. PrepareDownloadCases.Absent,
        .. LoadCrlCases.Absent,
        .. ServerCertificateCases.Absent,
    ];
}
