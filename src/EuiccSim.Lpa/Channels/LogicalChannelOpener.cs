using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Lpa.Channels;

/// <summary>
/// Opens logical channels by MANAGE CHANNEL and SELECT, as readers and in-memory cards need it. TS 102 221 §11.1.17, §11.1.1.
/// </summary>
/// <param name="connection">The connection to the card. It is not disposed of with the channels.</param>
public sealed class LogicalChannelOpener(ICardConnection connection) : IChannelOpener
{
    /// <summary>
    /// Whether the basic channel is used where the card opens no other one: it knows no logical channels, or all are in use. For whoever has the
    /// card alone: on the basic channel, SELECT takes away what a phone, a modem or another program has selected there.
    /// </summary>
    public bool FallsBackToBasicChannel { get; init; }

    /// <inheritdoc/>
    /// <exception cref="MalformedResponseException">The card answered no channel number.</exception>
    public async ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken)
    {
        OpenedChannel opened;
        try
        {
            opened = await CardChannels.OpenAsync(connection, aid.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (CardException refusal) when (FallsBackToBasicChannel && refusal.Command.Ins == CardChannels.ManageChannel)
        {
            opened = await CardChannels.SelectAsync(connection, aid.Value, ChannelNumber.Basic, cancellationToken).ConfigureAwait(false);
        }
        return new LogicalChannel(connection, opened.Number, opened.SelectResponse);
    }
}
