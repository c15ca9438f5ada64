using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.GetEID, command data. SGP.22 v2.5 §5.7.20.</summary>
[Asn1Sequence("[62]")] // 'BF3E'
public sealed partial record GetEuiccDataRequest : IEs10Request<GetEuiccDataResponse>
{
    /// <summary>The tag asked for: '5A' for the EID, and no other ('5C').</summary>
    [Tag("[APPLICATION 28]")]
    [Size(1)]
    public Octets TagList { get; init; } = EidTag;

    /// <summary>The tag of the EID, '5A'.</summary>
    public static Octets EidTag { get; } = Octets.FromHex("5A");
}

/// <summary>ES10c.GetEID, response data.</summary>
[Asn1Sequence("[62]")]
public sealed partial record GetEuiccDataResponse
{
    /// <summary>The EID ('5A').</summary>
    [Tag("[APPLICATION 26]")]
    public required Eid EidValue { get; init; }
}
