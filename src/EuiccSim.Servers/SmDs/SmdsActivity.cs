using System.Globalization;
using System.Text.Json;
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
        Refused it => $"{it.Function} refused: {it.StatusCode} ({it.StatusCode.Description}){(it.Detail is null ? "" : $": {it.Detail}")}{(it.Eid is { } eid ? $" [EID {eid.Digits}]" : "")}",
        RequestRejected it => string.Create(CultureInfo.InvariantCulture, $"{it.Function} answered with HTTP {it.HttpStatus}: {it.Reason}"),
        ConnectionRefused it => $"connection of {it.Client} refused: {it.Reason}",
        NotAllowed it => $"{it.Function} answered with HTTP 403: {it.Reason}",
        RootFailed failed => $"{failed.Function} at the root failed: {failed.Reason}.",
        _ => ToString(),
    };

    /// <summary>The kind of activity, "refused".</summary>
    public string ToName() => char.ToLowerInvariant(GetType().Name[0]) + GetType().Name[1..];

    /// <summary>Writes it as members of the object that is open. EventIDs are not in it.</summary>
    public void WriteMembers(Utf8JsonWriter json) => SmdsActivityJson.Write(json, this);

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
    public sealed record Refused(DateTimeOffset Time, string Function, StatusCode StatusCode) : SmdsActivity(Time)
    {
        /// <summary>The eUICC, as far as it is known; it need not have proven to be it.</summary>
        public Eid? Eid { get; init; }

        /// <summary>What is the matter, where the code does not say all; null otherwise.</summary>
        public string? Detail { get; init; }
    }

    /// <summary>A request that no function answers: malformed, with the wrong headers, or to a path where nothing is.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">The function, or the path where it is none.</param>
    /// <param name="HttpStatus">The HTTP status of the answer.</param>
    /// <param name="Reason">What is wrong; the client is told the same.</param>
    public sealed record RequestRejected(DateTimeOffset Time, string Function, int HttpStatus, string Reason) : SmdsActivity(Time);

    /// <summary>A connection that came to no request: a client certificate that is not accepted, or what is no TLS.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Client">The client's address and port.</param>
    /// <param name="Reason">What is wrong. The client is told no more than an alert of TLS.</param>
    public sealed record ConnectionRefused(DateTimeOffset Time, string Client, string Reason) : SmdsActivity(Time);

    /// <summary>A client without an accepted certificate asked for ES12 or ES15.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">What it asked for.</param>
    public sealed record NotAllowed(DateTimeOffset Time, string Function) : SmdsActivity(Time)
    {
        /// <summary>What is wrong with the certificate; the client is told the same.</summary>
        public string Reason { get; init; } = "";
    }

    /// <summary>The root SM-DS could not be asked, or refused.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Function">What was asked.</param>
    /// <param name="Reason">Why it failed.</param>
    public sealed record RootFailed(DateTimeOffset Time, string Function, string Reason) : SmdsActivity(Time);
}
