using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Channels;

/// <summary>An application on a logical channel that <see cref="LogicalChannelOpener"/> opened.</summary>
public sealed class LogicalChannel : IApplicationChannel
{
    private readonly ICardConnection _connection;
    private bool _closed;

    internal LogicalChannel(ICardConnection connection, ChannelNumber number)
    {
        _connection = connection;
        Number = number;
    }

    /// <summary>The channel that the card gave.</summary>
    public ChannelNumber Number { get; }

    /// <summary>What the application answered to SELECT: an FCI or FCP template.</summary>
    public Octets SelectResponse { get; private set; }

    /// <inheritdoc/>
    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(_connection, command, Number, ct);
    }

    /// <summary>Closes the channel. A card that is gone, or was reset, has closed it already: that is no error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed) return;
        _closed = true;
        CommandApdu close = new(0x00, LogicalChannelOpener.ManageChannel, 0x80, Number.Value);
        try
        {
            await _connection.TransmitAsync(close.Encode(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            // Nothing is left to close.
        }
    }

    internal async ValueTask SelectAsync(Aid aid, CancellationToken ct)
    {
        CommandApdu select = new(0x00, 0xA4, 0x04, 0x00, aid.Value, 0x100);
        ResponseApdu response = await TransmitAsync(select, ct).ConfigureAwait(false);
        if (!response.Status.IsOk) throw new CardException(response.Status, select);
        SelectResponse = response.Data;
    }
}
