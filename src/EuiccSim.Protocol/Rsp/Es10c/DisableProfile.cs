using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.DisableProfile, command data. SGP.22 v2.5 §5.7.17.</summary>
[Asn1Sequence("[50]")] // 'BF32'
public sealed partial record DisableProfileRequest : IEs10Request<DisableProfileResponse>
{
    /// <summary>The profile to disable.</summary>
    public required ProfileIdentifier ProfileIdentifier { get; init; }

    /// <summary>True if the eUICC shall ask the device for a REFRESH.</summary>
    public required bool RefreshFlag { get; init; }
}

/// <summary>ES10c.DisableProfile, response data.</summary>
[Asn1Sequence("[50]")]
public sealed partial record DisableProfileResponse
{
    /// <summary>The outcome.</summary>
    public required DisableResult DisableResult { get; init; }
}

/// <summary>Outcome of ES10c.DisableProfile.</summary>
public enum DisableResult
{
    /// <summary>Done, or about to be done after the REFRESH.</summary>
    Ok = 0,

    /// <summary>There is no such profile.</summary>
    IccidOrAidNotFound = 1,

    /// <summary>It is not enabled.</summary>
    ProfileNotInEnabledState = 2,

    /// <summary>A policy rule of the profile forbids it.</summary>
    DisallowedByPolicy = 3,

    /// <summary>A proactive command is under way.</summary>
    CatBusy = 5,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}
