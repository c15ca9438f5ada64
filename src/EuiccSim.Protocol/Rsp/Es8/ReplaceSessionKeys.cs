using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>ES8+.ReplaceSessionKeys: the keys under which the profile was protected beforehand. SGP.22 v2.5 §5.5.4.</summary>
[Asn1Sequence("[38]")] // 'BF26'
public sealed partial record ReplaceSessionKeysRequest
{
    /// <summary>The new initial MAC chaining value, 16 octets.</summary>
    public required Octets InitialMacChainingValue { get; init; }

    /// <summary>The key for encryption (PPK-ENC), 16 octets.</summary>
    public required Octets PpkEnc { get; init; }

    /// <summary>The key for MACs (PPK-MAC), 16 octets.</summary>
    public required Octets PpkCmac { get; init; }
}
