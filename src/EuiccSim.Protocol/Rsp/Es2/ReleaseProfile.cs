using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.ReleaseProfile, request. The response has a header and no more. SGP.22 v2.5 §5.3.4, §6.5.2.4.</summary>
[JsonMessage("releaseProfile")]
public sealed partial record ReleaseProfileRequest
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }
}
