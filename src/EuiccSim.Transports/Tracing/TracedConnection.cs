using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

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
    private readonly List<ITraceSink> _sinks;
    private readonly TimeProvider _time;
    private readonly Action<ITraceSink, Exception>? _sinkFailed;
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>A connection that is watched.</summary>
    /// <param name="inner">The connection to the card.</param>
    /// <param name="sinks">Where the records go.</param>
    /// <param name="time">The clock of the records.</param>
    /// <param name="sinkFailed">Told once of a sink that cannot write any more.</param>
    public TracedConnection(
        ICardConnection inner, IEnumerable<ITraceSink> sinks, TimeProvider time, Action<ITraceSink, Exception>? sinkFailed = null)
    {
        _inner = inner;
        _sinks = [.. sinks];
        _time = time;
        _sinkFailed = sinkFailed;
    }

    /// <inheritdoc/>
    public ValueTask<Octets> ResetAsync(CancellationToken ct) => WatchAsync(null, ct);

    /// <inheritdoc/>
    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken ct) => WatchAsync(command, ct);

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async ValueTask<Octets> WatchAsync(Octets? command, CancellationToken ct)
    {
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            DateTimeOffset begin = _time.GetUtcNow();
            long start = _time.GetTimestamp();
            try
            {
                Octets answer = await PassOnAsync(command, ct).ConfigureAwait(false);
                TimeSpan elapsed = _time.GetElapsedTime(start);
                await ShowAsync(command is { } sent ? new TraceRecord.Exchange(begin, sent, answer, elapsed) : new TraceRecord.Reset(begin, answer)).ConfigureAwait(false);
                return answer;
            }
            catch (Exception e) when (e is TransportException or OperationCanceledException)
            {
                await ShowAsync(new TraceRecord.Failure(begin, command, e.Message)).ConfigureAwait(false);
                throw;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private ValueTask<Octets> PassOnAsync(Octets? command, CancellationToken ct) =>
        command is { } octets ? _inner.TransmitAsync(octets, ct) : _inner.ResetAsync(ct);

    /// <summary>No token: what has crossed is written whole, also when nobody waits for it any more.</summary>
    private async ValueTask ShowAsync(TraceRecord record)
    {
        for (int i = _sinks.Count - 1; i >= 0; i--)
        {
            ITraceSink sink = _sinks[i];
            try
            {
                await sink.WriteAsync(record, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                _sinks.RemoveAt(i);
                _sinkFailed?.Invoke(sink, e);
            }
        }
    }
}
