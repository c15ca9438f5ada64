using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Data that an SM-DP+ keeps in the ISD-P; at most 128 octets with tag and length. SGP.22 v2.5 §5.5.2.</summary>
[Asn1Sequence]
public sealed partial record DpProprietaryData
{
    /// <summary>An object identifier of the SM-DP+ that made the profile.</summary>
    public required ObjectIdentifier DpOid { get; init; }
}
