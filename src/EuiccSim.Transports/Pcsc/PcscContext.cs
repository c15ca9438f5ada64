using System.Runtime.CompilerServices;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>The PC/SC readers of this machine. winscard.dll on Windows, PCSC.framework on macOS, pcsc-lite elsewhere.</summary>
/// <threadsafety>Safe for use by many threads, each for itself: one that waits does not hold up others.</threadsafety>
public sealed class PcscContext : IDisposable
{
    private readonly IPcscNative _native;
    private readonly CancellationTokenSource _closing = new();

    internal PcscContext(IPcscNative native) => _native = native;

    /// <summary>Makes sure that the PC/SC service is there.</summary>
    /// <exception cref="PcscException">The library is not installed, or the service does not run.</exception>
    public static PcscContext Open()
    {
        IPcscNative native = PcscLibrary.OfThisSystem();
        NativeContext.Open(native).Dispose();
        return new(native);
    }

    /// <summary>All readers and what is in them, in the order of the service.</summary>
    /// <exception cref="PcscException">The service is gone.</exception>
    public Task<SequenceOf<PcscReader>> ListReadersAsync(CancellationToken cancellationToken = default) => Task.Run(ListReaders, cancellationToken).WaitAsync(cancellationToken);

    /// <summary>
    /// What happens to readers and cards, beginning with those that are there. Goes on over restarts of the service, and ends by
    /// <see cref="OperationCanceledException"/>, also when this object is disposed of.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="PcscException">The service is not there at the beginning.</exception>
    public async IAsyncEnumerable<PcscEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        await foreach (PcscEvent happened in new ReaderWatch(_native).RunAsync(ending.Token).ConfigureAwait(false))
            yield return happened;
    }

    /// <summary>Waits until a reader is there.</summary>
    /// <param name="reader">Its name; any reader if null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The name of the reader.</returns>
    /// <exception cref="PcscException">The service is not there.</exception>
    public async Task<string> WaitForReaderAsync(string? reader = null, CancellationToken cancellationToken = default)
    {
        await foreach (PcscEvent happened in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened is PcscEvent.ReaderAdded added && (reader is null || added.Reader == reader)) return added.Reader;
        }
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until a card is there that answers to reset.</summary>
    /// <param name="reader">The name of the reader; any, also one that is plugged in meanwhile, if null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reader with the card.</returns>
    /// <exception cref="PcscException">The service is not there.</exception>
    public async Task<PcscReader> WaitForCardAsync(string? reader = null, CancellationToken cancellationToken = default)
    {
        await foreach (PcscEvent happened in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened is PcscEvent.CardInserted { Atr.IsEmpty: false } card && (reader is null || card.Reader == reader))
                return new(card.Reader, true, card.Atr);
        }
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Connects to the card in a reader.</summary>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="options">How to connect; shared, with any protocol, if null.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PcscException">No such reader, no card in it, or another program has it for itself.</exception>
    public Task<PcscConnection> ConnectAsync(string reader, PcscConnectOptions? options = null, CancellationToken cancellationToken = default) =>
        PcscConnection.OpenAsync(_native, reader, options ?? new(), cancellationToken);

    /// <summary>Ends all watches and waits. Connections stay.</summary>
    public void Dispose() => _closing.Cancel();

    private SequenceOf<PcscReader> ListReaders()
    {
        using NativeContext context = NativeContext.Open(_native);
        while (true)
        {
            uint result = context.ListReaders(out string[] names);
            if (result != Scard.Success) throw new PcscException("No list of the readers", result);
            if (names.Length == 0) return [];
            ReaderStatus[] readers = [.. names.Select(name => new ReaderStatus(name, Scard.StateUnaware))];
            result = context.GetStatusChange(0, readers);
            // A reader has gone between the two calls.
            if (result == Scard.UnknownReader) continue;
            if (result is not (Scard.Success or Scard.Timeout)) throw new PcscException("No state of the readers", result);
            return SequenceOf.From(readers.Select(Describe));
        }
    }

    private static PcscReader Describe(ReaderStatus status) =>
        new(status.Name, status.Has(Scard.StatePresent), Octets.Wrap(status.Atr))
        {
            IsExclusive = status.Has(Scard.StateExclusive),
            IsInUse = status.Has(Scard.StateInUse),
            IsMute = status.Has(Scard.StateMute),
        };
}
