using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>GET RESPONSE. TS 102 221 §7.4.</summary>
internal static class GetResponse
{
    internal const byte Instruction = 0xC0;

    /// <summary>Answers all that waits: the kernel shapes the answer again. Le '00' is "all there is".</summary>
    internal static ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx)
    {
        if (channel.Pending is not { } pending) return new(StatusWord.ConditionsNotSatisfied);
        if (command.P1P2 != 0) return new(StatusWord.IncorrectParameters);
        if (command.Ne > pending.Data.Length && command.Ne != 0x100) return new(StatusWord.WrongLe(pending.Data.Length));
        channel.Pending = null;
        return pending;
    }
}
