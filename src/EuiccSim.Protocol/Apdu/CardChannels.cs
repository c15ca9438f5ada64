using EuiccSim.Ending;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>Opens and closes logical channels by commands to the card. TS 102 221 §11.1.17, §11.1.1.</summary>
public static class CardChannels
{
    /// <summary>The instruction of MANAGE CHANNEL.</summary>
    public const byte ManageChannel = 0x70;

    /// <summary>MANAGE CHANNEL that asks the card for a channel.</summary>
    public static CommandApdu OpenCommand { get; } = new(0x00, ManageChannel, 0x00, 0x00, ne: 1);

    /// <summary>MANAGE CHANNEL that closes a channel.</summary>
    public static CommandApdu CloseCommand(ChannelNumber channel) => new(0x00, ManageChannel, 0x80, channel.Value);

    /// <summary>SELECT of an application on a channel.</summary>
    /// <param name="name">Its AID, or the beginning of it, 1 to 16 octets.</param>
    /// <param name="channel">The channel.</param>
    public static CommandApdu SelectCommand(Octets name, ChannelNumber channel) =>
        new CommandApdu(0x00, 0xA4, 0x04, 0x00, name, 0x100).OnChannel(channel);

    /// <summary>Opens a channel.</summary>
    /// <param name="card">The card.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel that the card gave.</returns>
    /// <exception cref="CardException">The card has no free channel.</exception>
    /// <exception cref="MalformedResponseException">The card answered no channel number.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static async ValueTask<ChannelNumber> OpenAsync(ICardConnection card, CancellationToken cancellationToken)
    {
        // Some cards take Le '00' only, others the one octet that the answer has.
        CommandApdu other = new(OpenCommand.Cla, OpenCommand.Ins, OpenCommand.P1, OpenCommand.P2, ne: 0x100);
        ResponseApdu opened = await SendAsync(card, OpenCommand, other, ChannelNumber.Basic, cancellationToken).ConfigureAwait(false);
        if (!opened.Status.IsOk) throw new CardException(opened.Status, OpenCommand);
        if (opened.Data.Length != 1 || opened.Data[0] is 0 or > ChannelNumber.Maximum)
            throw new MalformedResponseException($"MANAGE CHANNEL answered '{opened.Data}', no channel number.");
        return new(opened.Data[0]);
    }

    /// <summary>Opens a channel and selects an application on it; closes it again if that fails.</summary>
    /// <param name="card">The card.</param>
    /// <param name="name">The application's AID, or the beginning of it, 1 to 16 octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CardException">No free channel, or no such application.</exception>
    /// <exception cref="MalformedResponseException">The card answered something that is no answer.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static async ValueTask<OpenedChannel> OpenAsync(ICardConnection card, Octets name, CancellationToken cancellationToken)
    {
        ChannelNumber channel = await OpenAsync(card, cancellationToken).ConfigureAwait(false);
        bool isSelected = false;
        try
        {
            OpenedChannel opened = await SelectAsync(card, name, channel, cancellationToken).ConfigureAwait(false);
            isSelected = true;
            return opened;
        }
        finally
        {
            if (!isSelected) await TryCloseAsync(card, channel).ConfigureAwait(false);
        }
    }

    /// <summary>Selects an application on a channel that is open.</summary>
    /// <param name="card">The card.</param>
    /// <param name="name">The application's AID, or the beginning of it, 1 to 16 octets.</param>
    /// <param name="channel">The channel; the basic one is always open.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CardException">No such application ('6A82').</exception>
    /// <exception cref="MalformedResponseException">The card answered something that is no answer.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static async ValueTask<OpenedChannel> SelectAsync(ICardConnection card, Octets name, ChannelNumber channel, CancellationToken cancellationToken)
    {
        CommandApdu select = SelectCommand(name, channel);
        CommandApdu withoutLe = new(select.Cla, select.Ins, select.P1, select.P2, select.Data);
        ResponseApdu response = await SendAsync(card, select, withoutLe, channel, cancellationToken).ConfigureAwait(false);
        return response.Status.IsOk ? new(channel, response.Data) : throw new CardException(response.Status, select);
    }

    /// <summary>Closes a channel. What the card says to it does not matter: nothing more can be done about it.</summary>
    /// <param name="card">The card.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static async ValueTask CloseAsync(ICardConnection card, ChannelNumber channel, CancellationToken cancellationToken) =>
        await card.TransmitAsync(CloseCommand(channel).Encode(), cancellationToken).ConfigureAwait(false);

    /// <summary>Closes a channel of a card that may be gone, or was reset: then it is closed already. Throws nothing.</summary>
    /// <param name="card">The card.</param>
    /// <param name="channel">The channel.</param>
    public static ValueTask TryCloseAsync(ICardConnection card, ChannelNumber channel) =>
        LetGo.QuietlyAsync(() => CloseAsync(card, channel, CancellationToken.None));

    /// <summary>'6700' is said before anything is done: the same with another Le may be taken.</summary>
    private static async ValueTask<ResponseApdu> SendAsync(
        ICardConnection card, CommandApdu command, CommandApdu otherLe, ChannelNumber channel, CancellationToken cancellationToken)
    {
        ResponseApdu response = await ApduExchange.SendAsync(card, command, channel, cancellationToken).ConfigureAwait(false);
        return response.Status == StatusWord.WrongLength
            ? await ApduExchange.SendAsync(card, otherLe, channel, cancellationToken).ConfigureAwait(false)
            : response;
    }
}
