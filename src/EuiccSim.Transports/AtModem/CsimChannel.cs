using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.AtModem;

/// <summary>A logical channel that was opened by commands to the card.</summary>
internal sealed class CsimChannel(AtConnection card, ChannelNumber number) : IApplicationChannel
{
    private bool _closed;

    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(card, command, number, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed) return;
        _closed = true;
        try
        {
            await CardChannels.CloseAsync(card, number, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            // Nothing is left to close.
        }
    }
}
