using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports;

/// <summary>Logical channels of a raw connection. TS 102 221 §11.1.17, §11.1.1.</summary>
internal static class CardChannels
{
    /// <summary>MANAGE CHANNEL, open: the channel that the card gave.</summary>
    /// <exception cref="CardException">The card has no free channel.</exception>
    internal static async ValueTask<ChannelNumber> OpenAsync(ICardConnection card, CancellationToken ct)
    {
        CommandApdu open = new(0x00, ManageChannel, 0x00, 0x00, ne: 1);
        ResponseApdu opened = await ApduExchange.SendAsync(card, open, ChannelNumber.Basic, ct).ConfigureAwait(false);
        if (!opened.Status.IsOk) throw new CardException(opened.Status, open);
        if (opened.Data.Length != 1 || opened.Data[0] is 0 or > ChannelNumber.Maximum)
            throw new MalformedResponseException($"MANAGE CHANNEL answered '{opened.Data}', no channel number.");
        return new(opened.Data[0]);
    }

    /// <summary>MANAGE CHANNEL, close. Whatever the card says: nothing more can be done about it.</summary>
    internal static async ValueTask CloseAsync(ICardConnection card, ChannelNumber channel, CancellationToken ct)
    {
        CommandApdu close = new(0x00, ManageChannel, 0x80, channel.Value);
        await card.TransmitAsync(close.Encode(), ct).ConfigureAwait(false);
    }

    /// <summary>Opens a channel and selects an application on it; closes it again if the card does not have the application.</summary>
    /// <exception cref="CardException">No free channel, or no such application.</exception>
    internal static async ValueTask<ChannelNumber> OpenAsync(ICardConnection card, Octets aid, CancellationToken ct)
    {
        ChannelNumber channel = await OpenAsync(card, ct).ConfigureAwait(false);
        try
        {
            CommandApdu select = new(0x00, 0xA4, 0x04, 0x00, aid, 0x100);
            ResponseApdu selected = await ApduExchange.SendAsync(card, select, channel, ct).ConfigureAwait(false);
            if (selected.Status.IsOk) return channel;
            throw new CardException(selected.Status, select);
        }
        catch (Exception refused) when (refused is CardException or MalformedResponseException)
        {
            await CloseAsync(card, channel, ct).ConfigureAwait(false);
            throw;
        }
    }

    internal const byte ManageChannel = 0x70;
}
