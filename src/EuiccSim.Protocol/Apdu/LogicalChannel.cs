using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>A logical channel of a connection, with the application that is selected on it. TS 102 221 §8.7.</summary>
public sealed class LogicalChannel : IApplicationChannel
{
    private readonly ICardConnection _connection;
    private readonly ApduExchange.Transmit _transmit;
    private bool _closed;

    /// <summary>A channel that is open.</summary>
    /// <param name="connection">The connection to the card. It is not disposed of with the channel.</param>
    /// <param name="number">The channel; the basic one is always open, and is not closed.</param>
    /// <param name="selectResponse">What the application answered to SELECT.</param>
    public LogicalChannel(ICardConnection connection, ChannelNumber number, Octets selectResponse = default)
    {
        _connection = connection;
        _transmit = ApduExchange.Through(connection);
        Number = number;
        SelectResponse = selectResponse;
    }

    /// <summary>The channel that the card gave.</summary>
    public ChannelNumber Number { get; }

    /// <summary>What the application answered to SELECT: an FCI or FCP template.</summary>
    public Octets SelectResponse { get; }

    /// <inheritdoc/>
    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return ApduExchange.SendAsync(_transmit, command, Number, cancellationToken);
    }

    /// <summary>Closes the channel. A card that is gone, or was reset, has closed it already: that is no error.</summary>
    public ValueTask DisposeAsync()
    {
        if (_closed) return ValueTask.CompletedTask;
        _closed = true;
        return Number == ChannelNumber.Basic ? ValueTask.CompletedTask : CardChannels.TryCloseAsync(_connection, Number);
    }
}
