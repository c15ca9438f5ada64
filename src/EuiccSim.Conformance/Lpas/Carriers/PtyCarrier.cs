using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Words;
using EuiccSim.Transports.At;

namespace EuiccSim.Conformance.Lpas.Carriers;

/// <summary>A modem with AT commands on a pseudo-terminal.</summary>
internal sealed class PtyCarrier : CardCarrier
{
    private readonly Lock _lock = new();
    private readonly Pty _pty;
    private readonly LpaSurroundings _surroundings;
    private CancellationTokenSource? _modem;

    private PtyCarrier(Pty pty, LpaSurroundings surroundings)
    {
        (_pty, _surroundings, Device) = (pty, surroundings, pty.SlavePath);
        surroundings.CardChanged += Renew;
        Serve(ServeAsync);
    }

    internal static PtyCarrier Start(LpaSurroundings surroundings)
    {
        try
        {
            return new(Pty.Open(), surroundings);
        }
        catch (Exception fault) when (fault is IOException or PlatformNotSupportedException)
        {
            throw new TransportException($"There is no modem for the LPA: {FaultWords.Of(fault)}", fault);
        }
    }

    private protected override ValueTask CloseAsync()
    {
        _surroundings.CardChanged -= Renew;
        return _pty.DisposeAsync();
    }

    private async Task ServeAsync(CancellationToken end)
    {
        using CancellationTokenSource modem = CancellationTokenSource.CreateLinkedTokenSource(end);
        lock (_lock) _modem = modem;
        try
        {
            await new AtModemServer(_surroundings.Card).ServeAsync(_pty.Master, modem.Token);
        }
        finally
        {
            lock (_lock) _modem = null;
        }
    }

    /// <summary>A modem knows what its card has open, and what it has told it: with another card it starts anew.</summary>
    private void Renew()
    {
        lock (_lock) _modem?.Cancel();
    }
}
