using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Rsp.Es12;

/// <summary>ES12.RegisterEvent (ES15 as well), JSON request: something waits for an eUICC. SGP.22 v2.5 §5.9.1, §6.5.2.13.</summary>
public sealed record RegisterEventJsonRequest : IEs9Json<RegisterEventJsonRequest>, IEs9Request
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

    /// <inheritdoc/>
    public static string Function => "registerEvent";

    /// <inheritdoc/>
    public static RegisterEventJsonRequest Read(Es9JsonReader json) => new()
    {
        Header = RequestHeader.Read(json),
        Eid = json.Eid("eid"),
        RspServerAddress = json.Text("rspServerAddress"),
        EventId = json.Text("eventId"),
        ForwardingIndicator = json.Boolean("forwardingIndicator"),
    };

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
        Header.Write(json);
        json.Text("eid", Eid.Digits);
        json.Text("rspServerAddress", RspServerAddress);
        json.Text("eventId", EventId);
        json.Boolean("forwardingIndicator", ForwardingIndicator);
    }
}

/// <summary>ES12.RegisterEvent, JSON response after success: no data beside the header.</summary>
public sealed record RegisterEventJsonResponse : IEs9Json<RegisterEventJsonResponse>
{
    /// <inheritdoc/>
    public static RegisterEventJsonResponse Read(Es9JsonReader json) => new();

    /// <inheritdoc/>
    public void Write(Es9JsonWriter json)
    {
    }
}
