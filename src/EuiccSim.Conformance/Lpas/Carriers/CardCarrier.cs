using EuiccSim.Conformance.Lpas.Commands;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Conformance.Lpas.Carriers;

/// <summary>Brings the card of a run to where an LPA looks for one, until it is disposed of.</summary>
internal abstract class CardCarrier : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _serving = Task.CompletedTask;

    /// <summary>Where the card is: "127.0.0.1:40001", "/dev/pts/3"; null for standard input and output, and in a reader.</summary>
    internal string? Device { get; private protected init; }

    /// <summary>The name of the reader that the card is in; null elsewhere.</summary>
    internal string? Reader { get; private protected set; }

    /// <summary>Where the card is, in words for a person.</summary>
    internal string Place => Reader is null ? $"at {Device}" : $"in the reader '{Reader}'";

    /// <summary>Brings the card there.</summary>
    /// <param name="way">How.</param>
    /// <param name="slot">The slot of vpcd, from 0.</param>
    /// <param name="surroundings">The card.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null for a card that the program gets on its standard input and output.</returns>
    /// <exception cref="TransportException">It cannot be brought there: no pseudo-terminal, no pcscd.</exception>
    internal static async Task<CardCarrier?> StartAsync(LpaCardWay way, int slot, LpaSurroundings surroundings, CancellationToken cancellationToken) => way switch
    {
        LpaCardWay.Tcp => new TcpCarrier(surroundings.Card),
        LpaCardWay.Pty => PtyCarrier.Start(surroundings),
        LpaCardWay.Vpcd => await VpcdCarrier.StartAsync(surroundings.Card, slot, cancellationToken),
        _ => null,
    };

    /// <summary>Waits until an LPA finds the card there.</summary>
    /// <exception cref="TransportException">It does not come.</exception>
    internal virtual Task ReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        await CloseAsync();
        _end.Dispose();
    }

    /// <summary>Closes what it has open, once nothing is served any more.</summary>
    private protected abstract ValueTask CloseAsync();

    /// <summary>Serves until the end; where serving has ended before, because of another card or one without power, once more.</summary>
    private protected void Serve(Func<CancellationToken, Task> serve) => _serving = UntilEndAsync(serve);

    private async Task UntilEndAsync(Func<CancellationToken, Task> serve)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await serve(_end.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or TransportException)
            {
                // The end, another card, or one without power.
            }
        }
    }
}
