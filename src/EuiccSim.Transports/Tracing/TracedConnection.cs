using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing;

/// <summary>Passes everything on to another connection and shows it to sinks, in the order in which it crossed.</summary>
/// <remarks>
/// Watching changes nothing: a sink that can no longer write is told to <c>sinkFailed</c> and left out from then on, and the card never
/// notices. Disposing closes the connection; the sinks belong to who made them, and may serve several connections one after the other.
/// </remarks>
/// <threadsafety>Safe for use by many threads; commands run one after the other.</threadsafety>
public sealed class TracedConnection : ICardConnection
{
    private readonly ICardConnection _inner;
    private readonly TraceRecorder _recorder;

    /// <summary>A connection that is watched.</summary>
    /// <param name="inner">The connection to the card.</param>
    /// <param name="sinks">Where the records go.</param>
    /// <param name="time">The clock of the records.</param>
    /// <param name="sinkFailed">Told once of a sink that cannot write any more.</param>
    public TracedConnection(
        ICardConnection inner, IEnumerable<ITraceSink> sinks, TimeProvider time, Action<ITraceSink, Exception>? sinkFailed = null)
    {
        _inner = inner;
        _recorder = new(sinks, time, sinkFailed);
    }

    /// <inheritdoc/>
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) =>
        _recorder.RunAsync(null, () => _inner.ResetAsync(cancellationToken), static (atr, begin, _) => [new TraceEvent.Reset(begin, atr)], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => _recorder.RunAsync(
        command, () => _inner.TransmitAsync(command, cancellationToken), (answer, begin, elapsed) => [new TraceEvent.Apdu(begin, command, answer, elapsed)], cancellationToken);

    /// <summary>Closes the connection. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await LetGo.QuietlyAsync(_inner.DisposeAsync).ConfigureAwait(false);
        _recorder.Dispose();
    }
}
