using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Protocol.Rsp.Es12;

/// <summary>ES12.DeleteEvent (ES15 as well), JSON request: nothing waits any more. SGP.22 v2.5 §5.9.2, §6.5.2.14.</summary>
[JsonMessage("deleteEvent")]
public sealed partial record DeleteEventRequest
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The eUICC.</summary>
    public required Eid Eid { get; init; }

    /// <summary>The event, as it was registered.</summary>
    public required string EventId { get; init; }
}

/// <summary>ES12.DeleteEvent, JSON response after success: no data beside the header.</summary>
[JsonMessage]
public sealed partial record DeleteEventResponse;
