using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>ES8+.StoreMetadata: what a profile says about itself. SGP.22 v2.5 §5.5.3.</summary>
[Asn1Sequence("[37]")] // 'BF25'
[ByField]
public sealed partial record StoreMetadataRequest
{
    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>Who provides the service, up to 32 characters.</summary>
    [Tag("[17]")]
    [Size(0, 32)]
    public required string ServiceProviderName { get; init; }

    /// <summary>A short description, up to 64 characters.</summary>
    [Tag("[18]")]
    [Size(0, 64)]
    public required string ProfileName { get; init; }

    /// <summary>The format of the icon.</summary>
    [Tag("[19]")]
    public IconType? IconType { get; init; }

    /// <summary>An icon of 64 by 64 pixels, up to 1024 octets.</summary>
    [Tag("[20]")]
    [Size(0, 1024)]
    public Octets? Icon { get; init; }

    /// <summary>What the profile is for.</summary>
    [Tag("[21]")]
    [Default(ProfileClass.Operational)]
    public ProfileClass ProfileClass { get; init; } = ProfileClass.Operational;

    /// <summary>Whom to tell about which events.</summary>
    [Tag("[22]")]
    public SequenceOf<NotificationConfigurationInformation>? NotificationConfigurationInfo { get; init; }

    /// <summary>The operator that owns the profile.</summary>
    [Tag("[23]")]
    public OperatorId? ProfileOwner { get; init; }

    /// <summary>The policy rules.</summary>
    [Tag("[25]")]
    public PprIds? ProfilePolicyRules { get; init; }

    /// <summary>Data of a service, which the eUICC keeps.</summary>
    [Tag("[34]")]
    public SequenceOf<VendorSpecificData>? ServiceSpecificDataStoredInEuicc { get; init; }

    /// <summary>Data of a service, for the LPA only.</summary>
    [Tag("[35]")]
    public SequenceOf<VendorSpecificData>? ServiceSpecificDataNotStoredInEuicc { get; init; }

    /// <summary>
    /// Reads metadata that a server sends for a person to look at. What is only shown is no reason to give a profile up: a name that is not
    /// UTF-8 is replaced by its octets, "(not UTF-8: 436166E9)", a missing one by "(absent)"; what is too long is taken as it is, and other
    /// parts that cannot be read are left out. <see cref="Asn1Codec.DecodeByField{T}"/> says what is wrong.
    /// </summary>
    /// <param name="encoded">The TLV 'BF25'.</param>
    /// <exception cref="Asn1ContentException">
    /// They are no metadata, or what decides something cannot be read: the ICCID, the policy rules or their owner.
    /// </exception>
    public static StoreMetadataRequest ForDisplay(Octets encoded) => LenientMetadata.Decode(encoded);
}
