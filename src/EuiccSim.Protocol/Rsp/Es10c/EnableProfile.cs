using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.EnableProfile, command data. SGP.22 v2.5 §5.7.16.</summary>
[Asn1Sequence("[49]")] // 'BF31'
public sealed partial record EnableProfileRequest : IEs10Request<EnableProfileResponse>
{
    /// <summary>The profile to enable.</summary>
    public required ProfileIdentifier ProfileIdentifier { get; init; }

    /// <summary>True if the eUICC shall ask the device for a REFRESH.</summary>
    public required bool RefreshFlag { get; init; }

    /// <summary>The port to enable it on, from 1 on, which chips with several ports want to be told; null in SGP.22 v2. SGP.22 v3 §5.7.16.</summary>
    public int? TargetEsimPort { get; init; }
}

/// <summary>ES10c.EnableProfile, response data.</summary>
[Asn1Sequence("[49]")]
public sealed partial record EnableProfileResponse
{
    /// <summary>The outcome.</summary>
    public required EnableResult EnableResult { get; init; }
}

/// <summary>Outcome of ES10c.EnableProfile.</summary>
public enum EnableResult
{
    /// <summary>Done, or about to be done after the REFRESH.</summary>
    Ok = 0,

    /// <summary>There is no such profile.</summary>
    IccidOrAidNotFound = 1,

    /// <summary>It is enabled already.</summary>
    ProfileNotInDisabledState = 2,

    /// <summary>A policy rule of the enabled profile forbids it.</summary>
    DisallowedByPolicy = 3,

    /// <summary>While a test profile is enabled, only the profile before it may be enabled again.</summary>
    WrongProfileReenabling = 4,

    /// <summary>A proactive command is under way.</summary>
    CatBusy = 5,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}
