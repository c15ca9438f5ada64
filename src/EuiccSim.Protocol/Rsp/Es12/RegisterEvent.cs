using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es12;

/// <summary>ES12.RegisterEvent (ES15 as well), JSON request: something waits for an eUICC. SGP.22 v2.5 §5.9.1, §6.5.2.13.</summary>
[JsonMessage("registerEvent")]
public sealed partial record RegisterEventRequest
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The eUICC.</summary>
    public required Eid Eid { get; init; }

    /// <summary>The host name of the server where it waits: the SM-DP+, or over ES15 the SM-DS that asks.</summary>
    public required string RspServerAddress { get; init; }

    /// <summary>The event: what the LPA will give that server as MatchingID.</summary>
    public required string EventId { get; init; }

    /// <summary>True for the SM-DS to announce the event to its root; never over ES15.</summary>
    public required bool ForwardingIndicator { get; init; }
}

/// <summary>ES12.RegisterEvent, JSON response after success: no data beside the header.</summary>
[JsonMessage]
public sealed partial record RegisterEventResponse;
