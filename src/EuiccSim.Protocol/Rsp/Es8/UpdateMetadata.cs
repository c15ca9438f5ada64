using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>ES6.UpdateMetadata: the operator changes the metadata of its profile over the air. SGP.22 v2.5 §5.4.1.</summary>
[Asn1Sequence("[42]")] // 'BF2A'
public sealed partial record UpdateMetadataRequest
{
    /// <summary>Who provides the service, up to 32 characters.</summary>
    [Tag("[17]")]
    [Size(0, 32)]
    public string? ServiceProviderName { get; init; }

    /// <summary>A short description, up to 64 characters.</summary>
    [Tag("[18]")]
    [Size(0, 64)]
    public string? ProfileName { get; init; }

    /// <summary>The format of the icon.</summary>
    [Tag("[19]")]
    public IconType? IconType { get; init; }

    /// <summary>The icon, up to 1024 octets; none to remove it.</summary>
    [Tag("[20]")]
    [Size(0, 1024)]
    public Octets? Icon { get; init; }

    /// <summary>The policy rules.</summary>
    [Tag("[25]")]
    public PprIds? ProfilePolicyRules { get; init; }

    /// <summary>Data of a service, which the eUICC keeps.</summary>
    [Tag("[34]")]
    public SequenceOf<VendorSpecificData>? ServiceSpecificDataStoredInEuicc { get; init; }
}
