using System.Net.Sockets;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.Tracing;

/// <summary>Runs what crosses a connection one after the other, and shows it to the sinks with its time.</summary>
internal sealed class TraceRecorder(IEnumerable<ITraceSink> sinks, TimeProvider time, Action<ITraceSink, Exception>? sinkFailed) : IDisposable
{
    private readonly List<ITraceSink> _sinks = [.. sinks];
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Runs something, and shows the records that its result makes, or the failure.</summary>
    /// <param name="command">The command that a failure is shown with; null for a reset.</param>
    /// <param name="run">What to run.</param>
    /// <param name="describe">The records, from the time of the beginning and how long it took.</param>
    /// <param name="cancellationToken">Ends the wait for the one before; what runs has its own.</param>
    internal async ValueTask<T> RunAsync<T>(
        Octets? command, Func<ValueTask<T>> run, Func<T, DateTimeOffset, TimeSpan, IEnumerable<TraceEvent>> describe, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset begin = time.GetUtcNow();
            long start = time.GetTimestamp();
            T result;
            try
            {
                result = await run().ConfigureAwait(false);
            }
            catch (Exception e) when (e is TransportException or OperationCanceledException)
            {
                await ShowAsync(new TraceEvent.Unanswered(begin, command, FaultWords.Of(e))).ConfigureAwait(false);
                throw;
            }
            foreach (TraceEvent record in describe(result, begin, time.GetElapsedTime(start))) await ShowAsync(record).ConfigureAwait(false);
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>No token: what has crossed is written whole, also when nobody waits for it any more.</summary>
    private async ValueTask ShowAsync(TraceEvent record)
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
                sinkFailed?.Invoke(sink, e);
            }
        }
    }
}
