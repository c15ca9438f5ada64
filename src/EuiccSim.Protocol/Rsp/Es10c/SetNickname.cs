using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.SetNickname, command data. SGP.22 v2.5 §5.7.21.</summary>
[Asn1Sequence("[41]")] // 'BF29'
public sealed partial record SetNicknameRequest : IEs10Request<SetNicknameResponse>
{
    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The user's name for it, up to 64 characters; empty to remove it.</summary>
    [Tag("[16]")]
    [Size(0, 64)]
    public required string ProfileNickname { get; init; }
}

/// <summary>ES10c.SetNickname, response data.</summary>
[Asn1Sequence("[41]")]
public sealed partial record SetNicknameResponse
{
    /// <summary>The outcome.</summary>
    public required SetNicknameResult SetNicknameResult { get; init; }
}

/// <summary>Outcome of ES10c.SetNickname.</summary>
public enum SetNicknameResult
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>There is no such profile.</summary>
    IccidNotFound = 1,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}
