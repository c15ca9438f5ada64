using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.At;

/// <summary>A logical channel that was opened by commands to the card.</summary>
internal sealed class CsimChannel(AtConnection card, ChannelNumber number) : IApplicationChannel
{
    private bool _closed;

    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(card, command, number, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (_closed) return ValueTask.CompletedTask;
        _closed = true;
        return CardChannels.TryCloseAsync(card.Hurried, number);
    }
}
