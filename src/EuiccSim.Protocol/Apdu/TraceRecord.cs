using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>One thing that crossed a connection to a card, octet for octet: PINs and keys that crossed it stand in it.</summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public abstract record TraceRecord
{
    private TraceRecord(DateTimeOffset time) => Time = time;

    /// <summary>When the terminal began.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The terminal reset the card, and the card answered.</summary>
    /// <param name="Time">When the terminal began.</param>
    /// <param name="Atr">The answer to reset.</param>
    public sealed record Reset(DateTimeOffset Time, Octets Atr) : TraceRecord(Time);

    /// <summary>A command to the card, and the card's answer.</summary>
    /// <param name="Time">When the command left.</param>
    /// <param name="Command">The command APDU.</param>
    /// <param name="Response">The response APDU.</param>
    /// <param name="Elapsed">How long the answer took.</param>
    public sealed record Exchange(DateTimeOffset Time, Octets Command, Octets Response, TimeSpan Elapsed) : TraceRecord(Time);

    /// <summary>No answer came.</summary>
    /// <param name="Time">When the terminal began.</param>
    /// <param name="Command">The command APDU; null for a reset.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Failure(DateTimeOffset Time, Octets? Command, string Reason) : TraceRecord(Time);
}
