using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10c;

/// <summary>ES10c.eUICCMemoryReset, command data. SGP.22 v2.5 §5.7.19.</summary>
[Asn1Sequence("[52]")] // 'BF34'
public sealed partial record EuiccMemoryResetRequest : IEs10Request<EuiccMemoryResetResponse>
{
    /// <summary>What to delete.</summary>
    [Tag("[2]")]
    public required ResetOptions ResetOptions { get; init; }
}

/// <summary>What a memory reset deletes.</summary>
[Flags]
public enum ResetOptions : ulong
{
    /// <summary>All operational profiles.</summary>
    DeleteOperationalProfiles = 1UL << 0,

    /// <summary>Test profiles that were installed in the field.</summary>
    DeleteFieldLoadedTestProfiles = 1UL << 1,

    /// <summary>The default SM-DP+ address.</summary>
    ResetDefaultSmdpAddress = 1UL << 2,
}

/// <summary>ES10c.eUICCMemoryReset, response data.</summary>
[Asn1Sequence("[52]")]
public sealed partial record EuiccMemoryResetResponse
{
    /// <summary>The outcome.</summary>
    public required ResetResult ResetResult { get; init; }
}

/// <summary>Outcome of ES10c.eUICCMemoryReset.</summary>
public enum ResetResult
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>There was nothing to delete.</summary>
    NothingToDelete = 1,

    /// <summary>A proactive command is under way.</summary>
    CatBusy = 5,

    /// <summary>Not done, for another reason.</summary>
    UndefinedError = 127,
}
