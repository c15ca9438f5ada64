using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc.Cases.Download;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>The cases for eUICCs, SGP.23 §4.2 and §5.2.</summary>
internal static class EuiccCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. SelectionCases.All,
        .. SecureChannelCases.All,
        .. ConfigureIsdpCases.All,
        .. StoreMetadataCases.All,
        .. MetadataErrorCases.All,
        .. SessionKeyCases.All,
        .. ElementCases.All,
        .. ElementErrorCases.All,
        .. ProtectionCases.All,
        .. PrepareDownloadCases.All,
        .. LoadPackageCases.All,
        .. LoadInterruptionCases.All,
        .. ChallengeCases.All,
        .. LoadCrlCases.All,
        .. RevocationCases.All,
        .. ForeignServerCases.AuthenticateServer,
        .. AuthenticateServerCases.All,
        .. ServerCertificateCases.All,
        .. SessionRuleCases.All,
        .. CancelSessionCases.All,
        .. EnableCases.All,
        .. RetryCases.All,
        .. PolicyRuleCases.All,
        .. ChannelCases.All,
        .. StoreDataCases.All,
        .. CommandCases.All,
        .. ResponseCases.All,
        .. AddressCases.All,
        .. InfoCases.All,
        .. InfoFieldCases.All,
        .. ListNotificationCases.All,
        .. RetrieveNotificationCases.All,
        .. RemoveNotificationCases.All,
        .. SequenceNumberCases.All,
        .. ProfilesInfoCases.All,
        .. ProfilesInfoTagCases.All,
        .. EnableRefusalCases.All,
        .. TestProfileCases.All,
        .. DisableCases.All,
        .. DeleteCases.All,
        .. MemoryResetCases.All,
        .. MemoryResetOptionCases.All,
        .. MemoryResetKeptCases.All,
        .. IdentityCases.All,
        .. NicknameCases.All,
        .. RatCases.All,
        .. FileStructureCases.All,
        .. DeletionProcessCases.All,
        .. EnablingProcessCases.All,
        .. DisablingProcessCases.All,
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        .. SelectionCases.Absent,
        .. UpdateMetadataCases.Absent,
        .. SecureChannelCases.Absent,
        .. StoreMetadataCases.Absent,
        .. PrepareDownloadCases.Absent,
        .. LoadInterruptionCases.Absent,
        .. LoadCrlCases.Absent,
        .. ServerCertificateCases.Absent,
        .. InfoCases.Absent,
        .. EnableCases.Absent,
        .. RatCases.Absent,
        .. EnablingProcessCases.Absent,
    ];
}
