using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>One application of a card: the file system of the enabled Profile, the ISD-R, the ECASD.</summary>
/// <remarks>
/// It is made anew at each start, and owns what a reset takes away: its session, and what it keeps for each port and each channel. What
/// lasts is in the part of the card's memory that whoever makes it hands it.
/// </remarks>
internal abstract class CardApplication
{
    /// <summary>The name to select it by; null for the file system, whose ADFs have names.</summary>
    internal abstract Aid? Aid { get; }

    /// <summary>The class byte whose commands are all this application's, whatever is selected; null for none.</summary>
    internal virtual byte? OwnClass => null;

    /// <summary>Answers a command of <see cref="OwnClass"/>.</summary>
    internal virtual ResponseApdu ProcessOwnClass(CommandApdu command, Channel basic, Transaction tx) => new(StatusWord.ClassNotSupported);

    /// <summary>
    /// Why the application takes no command with this class byte while it is selected, or null. By default it knows neither chaining, which
    /// TS 102 221 §10.1.1 does not have, nor secure messaging.
    /// </summary>
    internal virtual StatusWord? RefuseClass(byte cla)
    {
        if (ClassByte.IsReserved(cla) || ClassByte.IsChained(cla)) return StatusWord.ClassNotSupported;
        return ClassByte.UsesSecureMessaging(cla) ? StatusWord.SecureMessagingNotSupported : null;
    }

    /// <summary>Adds what SELECT finds under a (partial) name, in the application's order.</summary>
    internal virtual void Find(ReadOnlySpan<byte> name, Port port, List<Selection> found)
    {
        if (Aid is { } aid && aid.StartsWith(name)) found.Add(new(this, 0));
    }

    /// <summary>Which of its names is selected on a channel that it is selected on.</summary>
    internal virtual Selection Current(Channel channel) => new(this, 0);

    /// <summary>
    /// Answers a SELECT by name. '9000' and '62XX' make the application the selected one; anything else leaves all as it was.
    /// </summary>
    /// <remarks>Data is dropped by the kernel if P2 asks for none. The channel still has its former selection.</remarks>
    internal abstract ResponseApdu Select(Selection found, CommandApdu command, Channel channel, Transaction tx);

    /// <summary>Answers a SELECT of a file: the kernel gives it to the application that is selected where no other is.</summary>
    internal virtual ResponseApdu SelectFile(CommandApdu command, Channel channel, Transaction tx) => new(StatusWord.IncorrectParameters);

    /// <summary>Answers a command that the kernel does not take itself; usually by a <see cref="CommandTable{TChannel, TRoom}"/>.</summary>
    internal abstract ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx);

    /// <summary>The card, or this port of it, starts: power, or a reset. Changes of what lasts are committed before the ATR.</summary>
    internal virtual void OnPowerUp(Transaction tx)
    {
    }

    /// <summary>
    /// A command has come on a port and is not looked at yet: the command before may have changed what the port shows. Only the application that
    /// is selected where no other is hears of it.
    /// </summary>
    internal virtual void OnCommand(Port port)
    {
    }

    /// <summary>A channel is open.</summary>
    /// <param name="channel">The new one.</param>
    /// <param name="origin">The channel whose selection it takes over; null for one that starts as after a reset. TS 102 221 §11.1.17.</param>
    internal virtual void OnOpen(Channel channel, Channel? origin)
    {
    }

    /// <summary>Something was selected by name, or the selection ended, and this channel has no other selection any more.</summary>
    internal virtual void OnSelection(Selection now, Channel channel)
    {
    }

    /// <summary>Another application is selected on this channel, or the channel is closed.</summary>
    internal virtual void OnDeselect(Channel channel)
    {
    }

    /// <summary>A channel is closed: what the application keeps for it is of no more use.</summary>
    internal virtual void OnClose(Channel channel)
    {
    }

    /// <summary>All channels of a port are about to be closed, and the basic one opened anew: a reset, or a REFRESH with UICC reset.</summary>
    internal virtual void OnPortReset(Port port)
    {
    }

    /// <summary>The Device answered a proactive command that it had fetched.</summary>
    /// <param name="command">The proactive command, from tag 'D0' on.</param>
    /// <param name="response">The data of TERMINAL RESPONSE. TS 102 223 §6.8.</param>
    /// <param name="tx">The transaction of the TERMINAL RESPONSE command.</param>
    internal virtual void OnTerminalResponse(Octets command, Octets response, Transaction tx)
    {
    }
}

/// <summary>What a SELECT by name can find: an application, and which of its names.</summary>
/// <param name="Application">The application.</param>
/// <param name="Number">The position among its names; -1 if it is selected by none of them.</param>
internal readonly record struct Selection(CardApplication Application, int Number);
