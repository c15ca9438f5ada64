using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.GetEUICCInfo for EUICCInfo2, command data: none. SGP.22 v2.5 §5.7.8.</summary>
[Asn1Sequence("[34]")] // 'BF22'
public sealed partial record GetEuiccInfo2Request : IEs10Request<EuiccInfo2>;

/// <summary>What an eUICC is and can do (EUICCInfo2). SGP.22 v2.5 §5.7.8.</summary>
[Asn1Sequence("[34]")]
[ByField]
public sealed partial record EuiccInfo2
{
    /// <summary>The version of the profile package's standard that is supported.</summary>
    [Tag("[1]")]
    public required VersionType ProfileVersion { get; init; }

    /// <summary>The version of SGP.22 that is supported.</summary>
    [Tag("[2]")]
    public required VersionType Svn { get; init; }

    /// <summary>The firmware's version.</summary>
    [Tag("[3]")]
    public required VersionType EuiccFirmwareVer { get; init; }

    /// <summary>Free memory and number of applications: TLVs as in ETSI TS 102 226 §8.2.1.7.2.</summary>
    [Tag("[4]")]
    public required Octets ExtCardResource { get; init; }

    /// <summary>What profiles may ask for.</summary>
    [Tag("[5]")]
    public required UiccCapability UiccCapability { get; init; }

    /// <summary>The version of ETSI TS 102 241 that is supported.</summary>
    [Tag("[6]")]
    public VersionType? Ts102241Version { get; init; }

    /// <summary>The version of GlobalPlatform's card specification that is supported.</summary>
    [Tag("[7]")]
    public VersionType? GlobalplatformVersion { get; init; }

    /// <summary>Options of SGP.22 that are supported.</summary>
    [Tag("[8]")]
    public required RspCapability RspCapability { get; init; }

    /// <summary>Key identifiers of the root CIs by which the eUICC verifies, most wanted first.</summary>
    [Tag("[9]")]
    public required SequenceOf<Octets> EuiccCiPKIdListForVerification { get; init; }

    /// <summary>Key identifiers of the root CIs under which the eUICC signs, most wanted first.</summary>
    [Tag("[10]")]
    public required SequenceOf<Octets> EuiccCiPKIdListForSigning { get; init; }

    /// <summary>The eUICC's category.</summary>
    [Tag("[11]")]
    public EuiccCategory? EuiccCategory { get; init; }

    /// <summary>Policy rules that no profile may set.</summary>
    [Tag("[25]")]
    public PprIds? ForbiddenProfilePolicyRules { get; init; }

    /// <summary>The version of the protection profile.</summary>
    public required VersionType PpVersion { get; init; }

    /// <summary>The accreditation number of the production site, up to 64 characters (the standard's spelling).</summary>
    [Size(0, 64)]
    public required string SasAcreditationNumber { get; init; }

    /// <summary>Where to find the letter of approval.</summary>
    [Tag("[12]")]
    public CertificationDataObject? CertificationDataObject { get; init; }

    /// <summary>Properties of the tamper resistant element.</summary>
    [Tag("[13]")]
    public TreProperties? TreProperties { get; init; }

    /// <summary>The product's reference (Platform_Label).</summary>
    [Tag("[14]")]
    public string? TreProductReference { get; init; }

    /// <summary>More versions of the profile package's standard that are supported.</summary>
    [Tag("[15]")]
    public SequenceOf<VersionType>? AdditionalEuiccProfilePackageVersions { get; init; }
}

/// <summary>Where to find the letter of approval (GlobalPlatform DLOA). SGP.22 v2.5 §5.7.8.</summary>
[Asn1Sequence]
public sealed partial record CertificationDataObject
{
    /// <summary>Platform_Label.</summary>
    public required string PlatformLabel { get; init; }

    /// <summary>The registrar's discovery address.</summary>
    public required string DiscoveryBaseURL { get; init; }
}
