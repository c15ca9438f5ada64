using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>ES8+.InitialiseSecureChannel: opens the channel under which a profile is installed. SGP.22 v2.5 §5.5.1.</summary>
[Asn1Sequence("[35]")] // 'BF23'
public sealed partial record InitialiseSecureChannelRequest
{
    /// <summary>What the channel is for.</summary>
    [Tag("[2]")]
    public required RemoteOpId RemoteOpId { get; init; }

    /// <summary>The session.</summary>
    [Tag("[0]")]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The keys to agree on.</summary>
    [Tag("[6]")]
    public required ControlRefTemplate ControlRefTemplate { get; init; }

    /// <summary>The one-time public key of the SM-DP+, 65 octets, uncompressed ('5F49').</summary>
    [Tag("[APPLICATION 73]")]
    public required Octets SmdpOtpk { get; init; }

    /// <summary>
    /// The SM-DP+'s signature over the TLVs before it and the TLV '5F49' of the eUICC's one-time public key, 64 octets ('5F37').
    /// </summary>
    [Tag("[APPLICATION 55]")]
    public required Octets SmdpSign { get; init; }
}

/// <summary>The remote operation. SGP.22 v2.5 §5.5.1. On the wire it has the tag '82'.</summary>
public enum RemoteOpId
{
    /// <summary>Install a Bound Profile Package.</summary>
    InstallBoundProfilePackage = 1,
}

/// <summary>The keys to agree on, as in GlobalPlatform's card specification §6.4.2.3 (amendment F). SGP.22 v2.5 §5.5.1.</summary>
[Asn1Sequence]
public sealed partial record ControlRefTemplate
{
    /// <summary>Key type: '88' for AES.</summary>
    [Tag("[0]")]
    [Size(1)]
    public required Octets KeyType { get; init; }

    /// <summary>Key length in octets: '10'.</summary>
    [Tag("[1]")]
    [Size(1)]
    public required Octets KeyLen { get; init; }

    /// <summary>Host identifier, 1 to 16 octets.</summary>
    [Tag("[4]")]
    [Size(1, 16)]
    public required Octets HostId { get; init; }
}
