using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>What the Device tells about itself, and the proactive session. TS 102 221 §11.1.19 and §11.2, TS 102 223 §6.</summary>
internal static class TerminalCommands
{
    internal static ResponseApdu Capability(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.IncorrectParameters);
        ReadOnlySpan<byte> data = command.Data.Span;
        if (data.Length < 2 || data[0] != 0xA9 || data[1] != data.Length - 2) return new(StatusWord.IncorrectData);
        tx.Port.TerminalCapability = command.Data;
        return ResponseApdu.Ok;
    }

    internal static ResponseApdu Profile(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.IncorrectParameters);
        tx.Port.TerminalProfile = command.Data;
        return ResponseApdu.Ok;
    }

    internal static ResponseApdu Fetch(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.IncorrectParameters);
        if (tx.Port.PendingProactiveCommand is not { } proactive) return new(StatusWord.ConditionsNotSatisfied);
        bool fits = command.Ne == proactive.Length || (command.Ne == 0x100 && !tx.Personality.ShapesAsT0);
        if (!fits) return new(StatusWord.WrongLe(proactive.Length));
        tx.Port.PendingProactiveCommand = null;
        tx.Port.FetchedProactiveCommand = proactive;
        return new(proactive);
    }

    internal static ResponseApdu Response(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.IncorrectParameters);
        if (tx.Port.FetchedProactiveCommand is not { } proactive) return new(StatusWord.ConditionsNotSatisfied);
        tx.Port.FetchedProactiveCommand = null;
        foreach (CardApplication application in tx.Applications) application.OnTerminalResponse(proactive, command.Data, tx);
        return ResponseApdu.Ok;
    }

    /// <summary>No toolkit application listens: the envelope is taken and nothing happens.</summary>
    internal static ResponseApdu Envelope(CommandApdu command, Channel channel, Transaction tx) =>
        command.P1P2 == 0 ? ResponseApdu.Ok : new(StatusWord.IncorrectParameters);
}
