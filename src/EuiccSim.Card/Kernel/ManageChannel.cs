using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>MANAGE CHANNEL. TS 102 221 §11.1.17.</summary>
internal static class ManageChannel
{
    internal static ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => command.P1 switch
    {
        0x00 => Open(command, channel, tx),
        0x80 => Close(command, channel, tx),
        _ => new(StatusWord.IncorrectParameters),
    };

    /// <summary>The card gives the number; a channel opened from another than the basic one starts in the same directory.</summary>
    private static ResponseApdu Open(CommandApdu command, Channel origin, Transaction tx)
    {
        if (command.P2 != 0) return new(StatusWord.IncorrectParameters);
        if (command.Ne == 0) return new(StatusWord.WrongLength);
        // Before anything is opened: the command comes again with the right length.
        if (command.Ne != 1 && tx.Personality.ShapesAsT0) return new(StatusWord.WrongLe(1));
        Channel? opened = tx.Session.OpenChannel();
        if (opened is null) return new(StatusWord.FunctionNotSupported);
        if (origin.Number != ChannelNumber.Basic) opened.CopySelection(origin);
        return new(Octets.Of([opened.Number.Value]));
    }

    /// <summary>P2 names the channel; '00' from another than the basic channel closes that one (ISO/IEC 7816-4 §7.1.2).</summary>
    private static ResponseApdu Close(CommandApdu command, Channel origin, Transaction tx)
    {
        int number = command.P2 == 0 ? origin.Number.Value : command.P2;
        if (number is 0 or > ChannelNumber.Maximum) return new(StatusWord.IncorrectParameters);
        if (tx.Session.Channels[number] is not { } closing) return new(StatusWord.ChannelNotSupported);
        tx.Session.CloseChannel(number);
        closing.Application.OnDeselect(closing, tx);
        return ResponseApdu.Ok;
    }
}
