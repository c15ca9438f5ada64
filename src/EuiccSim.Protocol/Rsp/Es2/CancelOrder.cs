using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es2;

/// <summary>ES2+.CancelOrder, request. The response has a header and no more. SGP.22 v2.5 §5.3.3, §6.5.2.3.</summary>
[JsonMessage("cancelOrder")]
public sealed partial record CancelOrderRequest
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The profile.</summary>
    public required Iccid Iccid { get; init; }

    /// <summary>The eUICC that it was ordered for; needed if there is one.</summary>
    public Eid? Eid { get; init; }

    /// <summary>The order's MatchingID; null not to have it compared.</summary>
    public string? MatchingId { get; init; }

    /// <summary>finalProfileStatusIndicator: true for "Available", the profile goes back into stock; false for "Unavailable".</summary>
    [JsonName("finalProfileStatusIndicator")]
    [JsonWords("Available", "Unavailable")]
    public required bool KeepInStock { get; init; }
}
