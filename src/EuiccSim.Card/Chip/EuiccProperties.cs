using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Chip;

/// <summary>The constant part of EUICCInfo2. SGP.22 v2.5 §5.7.8.</summary>
public sealed record EuiccProperties
{
    /// <summary>
    /// The version of profile packages that the chip understands. Packages of another major version are refused, unless
    /// <see cref="AdditionalProfilePackageVersions"/> has it; a higher minor version of the same is taken.
    /// </summary>
    public VersionType ProfileVersion { get; init; } = new(2, 3, 1);

    /// <summary>
    /// More versions of profile packages that the chip understands. Those of another major version than <see cref="ProfileVersion"/> are told
    /// as additionalEuiccProfilePackageVersions.
    /// </summary>
    public SequenceOf<VersionType> AdditionalProfilePackageVersions { get; init; } = BothMajorVersions;

    /// <summary>The version of SGP.22 that the chip follows.</summary>
    public VersionType Svn { get; init; } = new(2, 5, 0);

    /// <summary>The version of the chip's own software.</summary>
    public VersionType EuiccFirmwareVer { get; init; } = new(0, 1, 0);

    /// <summary>
    /// What a Profile may ask for in its header. The GSMA test profiles (TS.48) ask for Java Card and for GET IDENTITY too: packages that do
    /// are installed, their applications are kept and not run, and GET IDENTITY is answered "not supported".
    /// </summary>
    public UiccCapability UiccCapability { get; init; } =
        UiccCapability.UsimSupport | UiccCapability.IsimSupport | UiccCapability.CsimSupport | UiccCapability.AkaMilenage
        | UiccCapability.AkaTuak128 | UiccCapability.AkaTuak256 | UiccCapability.UsimTestAlgorithm | UiccCapability.Javacard
        | UiccCapability.BerTlvFileSupport | UiccCapability.GetIdentity | UiccCapability.ProfileAX25519 | UiccCapability.ProfileBP256;

    /// <summary>What the RSP functions can do.</summary>
    public RspCapability RspCapability { get; init; } =
        RspCapability.AdditionalProfile | RspCapability.CrlSupport | RspCapability.TestProfileSupport;

    /// <summary>
    /// The version of TS 102 241 (Java Card API), told beside <see cref="UiccCapability.Javacard"/> and never without it; null for 9.2.0.
    /// Applications are kept and not run, whatever this says.
    /// </summary>
    public VersionType? Ts102241Version { get; init; }

    /// <summary>The version of the GlobalPlatform Card Specification.</summary>
    public VersionType? GlobalplatformVersion { get; init; } = new(2, 3, 0);

    /// <summary>The category of the chip by SGP.21; null where none is claimed.</summary>
    public EuiccCategory? EuiccCategory { get; init; }

    /// <summary>Profile Policy Rules that no Profile may have here.</summary>
    public PprIds? ForbiddenProfilePolicyRules { get; init; }

    /// <summary>The version of the Protection Profile (SGP.25); 0.0.0, for the chip is not evaluated by any.</summary>
    public VersionType PpVersion { get; init; } = new(0, 0, 0);

    /// <summary>The accreditation of the production site. The default is none of the GSMA's.</summary>
    public string SasAccreditationNumber { get; init; } = "EUICCSIM-TEST";

    /// <summary>
    /// Non-volatile memory, in octets, for Profiles with their metadata and nicknames, objects of BER-TLV files, revocation lists and the
    /// default SM-DP+ address. What is left of it stands in EUICCInfo2.
    /// </summary>
    public int NonVolatileMemory { get; init; } = 1024 * 1024;

    /// <summary>
    /// Non-volatile memory that is set aside for notifications, in octets, so that a card full of Profiles can still tell what happens to
    /// them. A function that would have more to tell than fits is refused.
    /// </summary>
    public int NotificationMemory { get; init; } = DefaultNotificationMemory;

    /// <summary>
    /// How many notifications can wait. None is ever dropped: a function that would have one more to tell is refused instead, until some
    /// are delivered and removed.
    /// </summary>
    public int MaximumNotifications { get; init; } = DefaultMaximumNotifications;

    /// <summary>How many directories may lie in one another, the MF counted, up to 64. A package that nests more is refused.</summary>
    public int DirectoryLevels { get; init; } = DefaultDirectoryLevels;

    /// <summary>Volatile memory, in octets.</summary>
    public int VolatileMemory { get; init; } = 32 * 1024;

    /// <summary>True if the chip announces a major version of profile packages, as base or as additional version.</summary>
    internal bool Understands(int majorVersion) =>
        ProfileVersion.Major == majorVersion || AdditionalProfilePackageVersions.Any(version => version.Major == majorVersion);

    internal static SequenceOf<VersionType> BothMajorVersions { get; } = [new(2, 3, 1), new(3, 3, 1)];

    internal static VersionType DefaultTs102241Version { get; } = new(9, 2, 0);

    internal const int DefaultDirectoryLevels = 16;
    internal const int DefaultMaximumNotifications = 1000;

    // 2,000 octets for each of them: two certificates, a signature, an address.
    internal const int DefaultNotificationMemory = 2 * 1024 * 1024;
}
