using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.GetEUICCInfo for EUICCInfo1, command data: none. SGP.22 v2.5 §5.7.8.</summary>
[Asn1Sequence("[32]")] // 'BF20'
public sealed partial record GetEuiccInfo1Request : IEs10Request<EuiccInfo1>;

/// <summary>What a server must know before it authenticates (EUICCInfo1). SGP.22 v2.5 §5.7.8.</summary>
[Asn1Sequence("[32]")]
[ByField]
public sealed partial record EuiccInfo1
{
    /// <summary>The version of SGP.22 that is supported.</summary>
    [Tag("[2]")]
    public required VersionType Svn { get; init; }

    /// <summary>Key identifiers of the root CIs by which the eUICC verifies, most wanted first.</summary>
    [Tag("[9]")]
    public required SequenceOf<Octets> EuiccCiPKIdListForVerification { get; init; }

    /// <summary>Key identifiers of the root CIs under which the eUICC signs, most wanted first.</summary>
    [Tag("[10]")]
    public required SequenceOf<Octets> EuiccCiPKIdListForSigning { get; init; }
}
