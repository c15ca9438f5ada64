using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es12;

/// <summary>ES12.DeleteEvent (ES15 as well), JSON request: nothing waits any more. SGP.22 v2.5 §5.9.2, §6.5.2.14.</summary>
public sealed record DeleteEventJsonRequest : IEs9Json<DeleteEventJsonRequest>, IEs9Request
{
    /// <summary>Who asks.</summary>
    public required RequestHeader Header { get; init; }

    /// <summary>The eUICC.</summary>
    public required Eid Eid { get; init; }

    /// <summary>The event, as it was registered.</summary>
    public required string EventId { get; init; }

    /// <inheritdoc/>
    public static string Function => "deleteEvent";

    /// <inheritdoc/>
    public static DeleteEventJsonRequest Read(Es9JsonReader json) => new()
    {
        Header = RequestHeader.Read(json),
        Eid = json.Eid("eid"),
        EventId = json.Text("eventId"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.Text("eid", Eid.Digits);
        json.Text("eventId", EventId);
    }
}

/// <summary>ES12.DeleteEvent, JSON response after success: no data beside the header.</summary>
public sealed record DeleteEventJsonResponse : IEs9Json<DeleteEventJsonResponse>
{
    /// <inheritdoc/>
    public static DeleteEventJsonResponse Read(Es9JsonReader json) => new();

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
    }
}
