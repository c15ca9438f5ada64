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

    /// <summary>
    /// P2 '00': the card gives the number and answers it. P2 '01' to '13': the terminal gives it. A channel opened from another than the
    /// basic one starts with the same application and directory.
    /// </summary>
    private static ResponseApdu Open(CommandApdu command, Channel origin, Transaction tx)
    {
        bool isNumbered = command.P2 != 0;
        if (command.P2 > ChannelNumber.Maximum) return new(StatusWord.IncorrectParameters);
        if (!isNumbered && command.Ne == 0) return new(StatusWord.WrongLength);
        // Before anything is opened: the command comes again with the right length.
        if (!isNumbered && command.Ne != 1 && tx.Personality.ShapesAsT0) return new(StatusWord.WrongLe(1));
        Channel? from = origin.Number == ChannelNumber.Basic ? null : origin;
        Channel? opened = isNumbered ? tx.Port.OpenChannel(command.P2, from) : tx.Port.OpenChannel(from);
        // Java Card Runtime Environment §4.5.1, step 5: 'already open' and 'not so many' are the fault of P2.
        if (opened is null) return new(isNumbered ? StatusWord.IncorrectParameters : StatusWord.FunctionNotSupported);
        return isNumbered ? ResponseApdu.Ok : new(Octets.Of([opened.Number.Value]));
    }

    /// <summary>P2 names the channel; '00' from another than the basic channel closes that one (ISO/IEC 7816-4 §7.1.2).</summary>
    private static ResponseApdu Close(CommandApdu command, Channel origin, Transaction tx)
    {
        int number = command.P2 == 0 ? origin.Number.Value : command.P2;
        if (number is 0 or > ChannelNumber.Maximum) return new(StatusWord.IncorrectParameters);
        if (tx.Port.Find(number) is not { } closing) return new(StatusWord.ChannelNotSupported);
        tx.Port.Close(closing);
        return ResponseApdu.Ok;
    }
}
