using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>The device that holds the eUICC. SGP.22 v2.5 §4.2.</summary>
[Asn1Sequence]
public sealed partial record DeviceInfo
{
    /// <summary>Type allocation code: 8 digits in 4 octets, the first in the low half.</summary>
    [Size(4)]
    public required Octets Tac { get; init; }

    /// <summary>What the device can do.</summary>
    public required DeviceCapabilities DeviceCapabilities { get; init; }

    /// <summary>IMEI in 8 octets, coded as the TAC.</summary>
    [Size(8)]
    public Octets? Imei { get; init; }
}

/// <summary>The highest release that a device supports in full, for each technology it has. SGP.22 v2.5 §4.2.</summary>
[Asn1Sequence]
public sealed partial record DeviceCapabilities
{
    /// <summary>GSM.</summary>
    public VersionType? GsmSupportedRelease { get; init; }

    /// <summary>UTRAN.</summary>
    public VersionType? UtranSupportedRelease { get; init; }

    /// <summary>cdma2000 1X.</summary>
    public VersionType? Cdma2000onexSupportedRelease { get; init; }

    /// <summary>cdma2000 HRPD.</summary>
    public VersionType? Cdma2000hrpdSupportedRelease { get; init; }

    /// <summary>cdma2000 eHRPD.</summary>
    public VersionType? Cdma2000ehrpdSupportedRelease { get; init; }

    /// <summary>E-UTRAN with an EPC.</summary>
    public VersionType? EutranEpcSupportedRelease { get; init; }

    /// <summary>Contactless (NFC).</summary>
    public VersionType? ContactlessSupportedRelease { get; init; }

    /// <summary>Certificate revocation lists of the RSP.</summary>
    public VersionType? RspCrlSupportedVersion { get; init; }

    /// <summary>NR with an EPC.</summary>
    public VersionType? NrEpcSupportedRelease { get; init; }

    /// <summary>NR with a 5GC.</summary>
    public VersionType? Nr5gcSupportedRelease { get; init; }

    /// <summary>E-UTRAN with a 5GC.</summary>
    public VersionType? Eutran5gcSupportedRelease { get; init; }

    /// <summary>The specification version of the LPA; not defined in v2.5.</summary>
    public VersionType? LpaSvn { get; init; }

    /// <summary>Classes of the card application toolkit; not defined in v2.5.</summary>
    public CatSupportedClasses? CatSupportedClasses { get; init; }

    /// <summary>The form of the eUICC; not defined in v2.5.</summary>
    public int? EuiccFormFactorType { get; init; }

    /// <summary>More features.</summary>
    public DeviceAdditionalFeatureSupport? DeviceAdditionalFeatureSupport { get; init; }
}

/// <summary>More features of a device. SGP.22 v2.5 §4.2.</summary>
[Asn1Sequence]
public sealed partial record DeviceAdditionalFeatureSupport
{
    /// <summary>Network access identifiers.</summary>
    public VersionType? NaiSupport { get; init; }
}
