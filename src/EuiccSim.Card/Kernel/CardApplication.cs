using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>One application of the card: the file system of the enabled Profile, the ISD-R, the ECASD.</summary>
/// <remarks>
/// An application object has no state of its own: what lasts is in <see cref="Transaction.State"/>, what a reset takes away is in
/// <see cref="Transaction.Session"/> and in <see cref="Channel.ApplicationData"/>. So cards can share it.
/// </remarks>
internal abstract class CardApplication
{
    /// <summary>The name to select it by; null for the file system, whose ADFs have names.</summary>
    internal abstract Aid? Aid { get; }

    /// <summary>
    /// Answers a SELECT by name. '9000' and '62XX' make the application the selected one; anything else leaves all as it was.
    /// </summary>
    /// <remarks>Data is dropped by the kernel if P2 asks for none. The channel still has its former selection.</remarks>
    internal abstract ResponseApdu Select(CommandApdu command, Channel channel, Transaction tx);

    /// <summary>Answers a command that the kernel does not take itself; usually <see cref="CommandTable.Process"/>.</summary>
    internal abstract ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx);

    /// <summary>Another application is selected on this channel, or the channel is closed.</summary>
    internal virtual void OnDeselect(Channel channel, Transaction tx)
    {
    }

    /// <summary>The card starts: power, or a reset. The session is new; changes of the state are committed before the ATR.</summary>
    internal virtual void OnPowerUp(Transaction tx)
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
