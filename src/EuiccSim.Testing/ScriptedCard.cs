using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Testing;

/// <summary>
/// A card that is a recorded trace: it answers what was answered then, and insists on the commands of then. With it a client can be
/// tested against a card that is not there.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class ScriptedCard : ICardConnection
{
    private readonly IReadOnlyList<TraceEvent> _trace;

    /// <summary>A card that plays these records, in their order. What did not cross the line to the card is passed over, and not counted.</summary>
    public ScriptedCard(IReadOnlyList<TraceEvent> trace) =>
        _trace = [.. trace.Where(one => one is TraceEvent.Reset or TraceEvent.Apdu or TraceEvent.Unanswered)];

    /// <summary>The number of records that were played.</summary>
    public int Position { get; private set; }

    /// <summary>True if the client did all that the recorded one did.</summary>
    public bool IsAtEnd => Position == _trace.Count;

    /// <summary>Answers the recorded ATR.</summary>
    /// <exception cref="ReplayException">The recorded client did not reset the card here.</exception>
    /// <exception cref="TransportException">The recorded reset failed.</exception>
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TraceEvent record = Next(null);
        return record switch
        {
            TraceEvent.Reset reset => new(Played(reset.Atr)),
            TraceEvent.Unanswered { Command: null } failure => throw Failed(failure),
            _ => throw Wrong("the client resets the card, where the trace has a command", CommandOf(record), null),
        };
    }

    /// <summary>Answers what was recorded.</summary>
    /// <exception cref="ReplayException">The recorded client sent something else here, or nothing any more.</exception>
    /// <exception cref="TransportException">The recorded command got no answer.</exception>
    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TraceEvent record = Next(command);
        if (CommandOf(record) is not { } recorded) throw Wrong("the client sends a command, where the trace has a reset", null, command);
        if (ReplayDifference.Between(Position, "command", recorded, recorded, command) is { } difference) throw new ReplayException(difference);
        return record is TraceEvent.Apdu exchange ? new(Played(exchange.Response)) : throw Failed((TraceEvent.Unanswered)record);
    }

    /// <summary>Does nothing.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TraceEvent Next(Octets? command) =>
        IsAtEnd ? throw Wrong("the client goes on, where the trace ends", null, command) : _trace[Position];

    private Octets Played(Octets answer)
    {
        Position++;
        return answer;
    }

    private TransportException Failed(TraceEvent.Unanswered failure)
    {
        Position++;
        return new(failure.Reason);
    }

    private ReplayException Wrong(string reason, Octets? recorded, Octets? actual) =>
        new(new(Position, "command", recorded ?? actual, recorded, actual, reason));

    private static Octets? CommandOf(TraceEvent record) => record switch
    {
        TraceEvent.Apdu exchange => exchange.Command,
        TraceEvent.Unanswered failure => failure.Command,
        _ => null,
    };
}
