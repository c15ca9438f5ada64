using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.GetEUICCChallenge, command data: none. SGP.22 v2.5 §5.7.7.</summary>
[Asn1Sequence("[46]")] // 'BF2E'
public sealed partial record GetEuiccChallengeRequest : IEs10Request<GetEuiccChallengeResponse>;

/// <summary>ES10b.GetEUICCChallenge, response data.</summary>
[Asn1Sequence("[46]")]
public sealed partial record GetEuiccChallengeResponse
{
    /// <summary>16 random octets.</summary>
    [Size(16)]
    public required Octets EuiccChallenge { get; init; }
}
