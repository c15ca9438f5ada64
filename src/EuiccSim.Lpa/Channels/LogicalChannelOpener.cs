using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Lpa.Channels;

/// <summary>
/// Opens logical channels by MANAGE CHANNEL and SELECT, as readers and in-memory cards need it. TS 102 221 §11.1.17, §11.1.1.
/// </summary>
/// <param name="connection">The connection to the card. It is not disposed of with the channels.</param>
public sealed class LogicalChannelOpener(ICardConnection connection) : IChannelOpener
{
    /// <inheritdoc/>
    /// <exception cref="MalformedResponseException">The card answered no channel number.</exception>
    public async ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken)
    {
        OpenedChannel opened = await CardChannels.OpenAsync(connection, aid.Value, cancellationToken).ConfigureAwait(false);
        return new LogicalChannel(connection, opened.Number, opened.SelectResponse);
    }
}
