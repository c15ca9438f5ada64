using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>What f2, f3, f4 and f5 make of a RAND. TS 33.102 §6.3.</summary>
/// <param name="Res">The response RES: 4 to 32 octets.</param>
/// <param name="Ck">The cipher key CK: 16 octets (32 with TUAK, if so configured).</param>
/// <param name="Ik">The integrity key IK: 16 octets (32 with TUAK, if so configured).</param>
/// <param name="Ak">The anonymity key AK: 6 octets.</param>
public readonly record struct AkaResponse(Octets Res, Octets Ck, Octets Ik, Octets Ak)
{
    /// <summary>No value: CK and IK must not end in a log by accident.</summary>
    public override string ToString() => nameof(AkaResponse);
}
