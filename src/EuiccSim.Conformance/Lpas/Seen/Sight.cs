using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Conformance.Lpas.Seen;

/// <summary>Something that an LPA did at the card or at a server, as it met these from outside. Match it by its cases.</summary>
/// <param name="Time">When.</param>
internal abstract record Sight(DateTimeOffset Time)
{
    /// <summary>As it stands in a report.</summary>
    internal abstract TraceEvent ToTrace();

    /// <summary>The card was reset.</summary>
    internal sealed record Reset(DateTimeOffset Time, Octets Atr) : Sight(Time)
    {
        internal override TraceEvent ToTrace() => new TraceEvent.Reset(Time, Atr);
    }

    /// <summary>A command to the card, and what came back.</summary>
    internal sealed record Apdu(DateTimeOffset Time, Octets Command, Octets Response) : Sight(Time)
    {
        internal override TraceEvent ToTrace() => new TraceEvent.Apdu(Time, Command, Response);
    }

    /// <summary>A command, or a reset, to which nothing came back.</summary>
    internal sealed record Unanswered(DateTimeOffset Time, Octets? Command, string Reason) : Sight(Time)
    {
        internal override TraceEvent ToTrace() => new TraceEvent.Unanswered(Time, Command, Reason);
    }

    /// <summary>A request to a server, and what was answered.</summary>
    internal sealed record Http(DateTimeOffset Time, HttpPost Post, HttpReply Reply) : Sight(Time)
    {
        internal override TraceEvent ToTrace() =>
            new TraceEvent.Http(Time, new("es9plus", Post.Server, Post.Function, Post.Body, Reply.Status, Reply.Body)) { Party = Post.Server };
    }
}

/// <summary>Writes down what an LPA does, on whatever thread it happens.</summary>
/// <param name="time">The clock.</param>
internal sealed class Witness(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Sight> _sights = [];

    internal DateTimeOffset Now => time.GetUtcNow();

    internal void Add(Sight one)
    {
        lock (_lock) _sights.Add(one);
    }

    /// <summary>What was seen since this was asked last.</summary>
    internal IReadOnlyList<Sight> Take()
    {
        lock (_lock)
        {
            Sight[] taken = [.. _sights];
            _sights.Clear();
            return taken;
        }
    }
}
