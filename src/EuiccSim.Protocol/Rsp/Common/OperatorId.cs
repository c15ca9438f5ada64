using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>An operator, or a pattern for operators in the Rules Authorisation Table. SGP.22 v2.5 §2.9.2.3, §5.5.3.</summary>
[Asn1Sequence]
public sealed partial record OperatorId
{
    /// <summary>Mobile country and network code, 3 octets as in 3GPP TS 24.008; 'E' stands for any digit in a pattern.</summary>
    [Size(3)]
    public required Octets MccMnc { get; init; }

    /// <summary>Group identifier level 1, as in EF.GID1.</summary>
    public Octets? Gid1 { get; init; }

    /// <summary>Group identifier level 2, as in EF.GID2.</summary>
    public Octets? Gid2 { get; init; }
}
