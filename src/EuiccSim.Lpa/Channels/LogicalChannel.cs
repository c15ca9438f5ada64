using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Channels;

/// <summary>An application on a logical channel that <see cref="LogicalChannelOpener"/> opened.</summary>
public sealed class LogicalChannel : IApplicationChannel
{
    private readonly ICardConnection _connection;
    private bool _closed;

    internal LogicalChannel(ICardConnection connection, OpenedChannel opened)
    {
        _connection = connection;
        Number = opened.Number;
        SelectResponse = opened.SelectResponse;
    }

    /// <summary>The channel that the card gave.</summary>
    public ChannelNumber Number { get; }

    /// <summary>What the application answered to SELECT: an FCI or FCP template.</summary>
    public Octets SelectResponse { get; }

    /// <inheritdoc/>
    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(_connection, command, Number, cancellationToken);
    }

    /// <summary>Closes the channel. A card that is gone, or was reset, has closed it already: that is no error.</summary>
    public ValueTask DisposeAsync()
    {
        if (_closed) return ValueTask.CompletedTask;
        _closed = true;
        return CardChannels.TryCloseAsync(_connection, Number);
    }
}
