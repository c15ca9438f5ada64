using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>ES10b.GetRAT, command data: none. SGP.22 v2.5 §5.7.22.</summary>
[Asn1Sequence("[67]")] // 'BF43'
public sealed partial record GetRatRequest : IEs10Request<GetRatResponse>;

/// <summary>ES10b.GetRAT, response data.</summary>
[Asn1Sequence("[67]")]
public sealed partial record GetRatResponse
{
    /// <summary>The Rules Authorisation Table, in the order in which it applies.</summary>
    public required SequenceOf<ProfilePolicyAuthorisationRule> Rat { get; init; }
}

/// <summary>Who may use which policy rules. SGP.22 v2.5 §2.9.2.</summary>
[Asn1Sequence]
public sealed partial record ProfilePolicyAuthorisationRule
{
    /// <summary>The policy rules.</summary>
    public required PprIds PprIds { get; init; }

    /// <summary>The operators; wildcards are possible.</summary>
    public required SequenceOf<OperatorId> AllowedOperators { get; init; }

    /// <summary>On which condition.</summary>
    public required PprFlags PprFlags { get; init; }
}

/// <summary>On which condition a policy rule may be used.</summary>
[Flags]
public enum PprFlags : ulong
{
    /// <summary>The user must consent.</summary>
    ConsentRequired = 1UL << 0,
}
