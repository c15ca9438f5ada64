using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Events;

/// <summary>
/// Something that happened between the parties of remote provisioning, as cards, traces and worlds tell of it. Octets are what crossed the wire: PINs
/// and keys that crossed it stand in them. Who knows of more (a card its states, a world its servers) has events of its own made of this.
/// </summary>
/// <param name="Time">When; the zero of time where whoever tells of it has no clock.</param>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public abstract record TraceEvent(DateTimeOffset Time)
{
    /// <summary>Where: the name of a device, the address of a server; empty where there is one card only.</summary>
    public string Party { get; init; } = "";

    /// <summary>A card was reset, and answered.</summary>
    /// <param name="Time">When the terminal began; told by the card, when it answered.</param>
    /// <param name="Atr">The answer to reset.</param>
    public sealed record Reset(DateTimeOffset Time, Octets Atr) : TraceEvent(Time);

    /// <summary>A command to a card, and its answer.</summary>
    /// <param name="Time">When the command left; told by the card, when it answered.</param>
    /// <param name="Command">The command APDU.</param>
    /// <param name="Response">The response APDU.</param>
    /// <param name="Elapsed">How long the answer took; zero where that was not measured.</param>
    public sealed record Apdu(DateTimeOffset Time, Octets Command, Octets Response, TimeSpan Elapsed = default) : TraceEvent(Time);

    /// <summary>No answer came from a card.</summary>
    /// <param name="Time">When the terminal began.</param>
    /// <param name="Command">The command APDU; null for a reset.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Unanswered(DateTimeOffset Time, Octets? Command, string Reason) : TraceEvent(Time);

    /// <summary>A card performed an ES10 function. The APDUs that carried it have events of their own.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Request">What was asked.</param>
    /// <param name="Response">What came of it.</param>
    public sealed record Es10(DateTimeOffset Time, IAsn1Encodable Request, IAsn1Encodable Response) : TraceEvent(Time);

    /// <summary>A card lost power, and is dark until it is reset.</summary>
    /// <param name="Time">When.</param>
    public sealed record PowerLost(DateTimeOffset Time) : TraceEvent(Time);

    /// <summary>A terminal performed what its card asked for.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Command">The proactive command.</param>
    /// <param name="Response">What the terminal is about to tell the card of it.</param>
    public sealed record Proactive(DateTimeOffset Time, ProactiveCommand Command, TerminalResponse Response) : TraceEvent(Time);

    /// <summary>A server answered a call.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Call">The call, with both bodies.</param>
    public sealed record Http(DateTimeOffset Time, HttpCall Call) : TraceEvent(Time);
}
