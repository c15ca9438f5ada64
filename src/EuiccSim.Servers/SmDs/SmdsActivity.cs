using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.SmDs;

/// <summary>Something that happened at the SM-DS.</summary>
/// <param name="Time">When.</param>
public abstract record SmdsActivity(DateTimeOffset Time)
{
    /// <summary>What happened, in words for a person. EventIDs, which are all that one needs to ask for a profile, are not in it.</summary>
    public string Describe() => this switch
    {
        Registered { Event: var record } => $"{record.Owner} registered an event for {record.Eid}.",
        Deleted { Event: var record } => $"{record.Owner} deleted an event for {record.Eid}.",
        Retrieved retrieved => $"{retrieved.Eid} was told of {retrieved.Count} events.",
        Refused refused => $"{refused.Function} was refused: {refused.StatusCode}.",
        NotAllowed { Function: var function } => $"{function} was refused: no accepted certificate.",
        RootFailed failed => $"{failed.Function} at the root failed: {failed.Reason}.",
        _ => ToString(),
    };

    /// <summary>An event was registered.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Event">The event.</param>
    public sealed record Registered(DateTimeOffset Time, EventRecord Event) : SmdsActivity(Time);

    /// <summary>An event was deleted by its owner.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Event">The event.</param>
    public sealed record Deleted(DateTimeOffset Time, EventRecord Event) : SmdsActivity(Time);

    /// <summary>An eUICC was told of its events.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Eid">The eUICC.</param>
    /// <param name="Count">How many events.</param>
    public sealed record Retrieved(DateTimeOffset Time, Eid Eid, int Count) : SmdsActivity(Time);

    /// <summary>A function was refused.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">The function.</param>
    /// <param name="StatusCode">What the other side was told.</param>
    public sealed record Refused(DateTimeOffset Time, string Function, StatusCode StatusCode) : SmdsActivity(Time);

    /// <summary>A client without an accepted certificate asked for ES12 or ES15.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">What it asked for.</param>
    public sealed record NotAllowed(DateTimeOffset Time, string Function) : SmdsActivity(Time);

    /// <summary>The root SM-DS could not be asked, or refused.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">What was asked.</param>
    /// <param name="Reason">Why it failed.</param>
    public sealed record RootFailed(DateTimeOffset Time, string Function, string Reason) : SmdsActivity(Time);
}
