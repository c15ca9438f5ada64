using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Lpa.Channels;

/// <summary>
/// Opens logical channels by MANAGE CHANNEL and SELECT, as readers and in-memory cards need it. TS 102 221 §11.1.17, §11.1.1.
/// </summary>
/// <param name="connection">The connection to the card. It is not disposed of with the channels.</param>
public sealed class LogicalChannelOpener(ICardConnection connection) : IChannelOpener
{
    /// <inheritdoc/>
    /// <exception cref="MalformedResponseException">The card answered no channel number.</exception>
    public async ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken ct)
    {
        CommandApdu open = new(0x00, ManageChannel, 0x00, 0x00, ne: 1);
        ResponseApdu opened = await ApduExchange.SendAsync(connection, open, ChannelNumber.Basic, ct).ConfigureAwait(false);
        if (!opened.Status.IsOk) throw new CardException(opened.Status, open);
        if (opened.Data.Length != 1 || opened.Data[0] is 0 or > ChannelNumber.Maximum)
            throw new MalformedResponseException($"MANAGE CHANNEL answered '{opened.Data}', no channel number.");

        LogicalChannel channel = new(connection, new(opened.Data[0]));
        try
        {
            await channel.SelectAsync(aid, ct).ConfigureAwait(false);
        }
        catch
        {
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return channel;
    }

    internal const byte ManageChannel = 0x70;
}
