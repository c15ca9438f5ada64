using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>From the octets of a command to the answer: channel, kernel command or application, shape of the answer.</summary>
internal static class Dispatcher
{
    /// <summary>The commands that the card answers whatever application is selected.</summary>
    internal static CommandTable<Channel, Transaction> Commands { get; } = new(
        new("SELECT", 0x00, CommandRow.AnyChannel, 0xA4, IsoCases.Any, Select.Process),
        new("MANAGE CHANNEL", 0x00, CommandRow.AnyChannel, 0x70, IsoCases.NoData, ManageChannel.Process),
        new("GET RESPONSE", 0x00, CommandRow.AnyClass, 0xC0, IsoCases.Two, GetResponse.Process),
        new("TERMINAL CAPABILITY", 0x80, CommandRow.AnyChannel, 0xAA, IsoCases.Data, TerminalCommands.Capability),
        new("TERMINAL PROFILE", 0x80, CommandRow.BasicChannel, 0x10, IsoCases.Data, TerminalCommands.Profile),
        new("FETCH", 0x80, CommandRow.BasicChannel, 0x12, IsoCases.Two, TerminalCommands.Fetch),
        new("TERMINAL RESPONSE", 0x80, CommandRow.BasicChannel, 0x14, IsoCases.Data, TerminalCommands.Response),
        new("ENVELOPE", 0x80, CommandRow.BasicChannel, 0xC2, IsoCases.Data, TerminalCommands.Envelope));

    internal static ResponseApdu Answer(Octets octets, Transaction tx)
    {
        tx.Session.Default.OnCommand(tx.Port);
        CommandApdu? command = CommandApdu.TryParse(octets);
        if (command is null || (command.IsExtended && !tx.Personality.AcceptsExtendedLength)) return new(StatusWord.WrongLength);
        if (tx.Personality.RefusesLeAfterData && command.HasData && command.Ne > 0) return new(StatusWord.WrongLength);
        if (tx.Session.OwnerOf(command.Cla) is { } owner) return AnnounceProactive(owner.ProcessOwnClass(command, tx.Port.Basic, tx), tx.Port);
        Channel? channel = tx.Port.Find(ChannelNumber.FromClass(command.Cla).Value);
        if ((channel?.Application ?? tx.Session.Default).RefuseClass(command.Cla) is { } refusal) return new(refusal);
        if (channel is null) return new(StatusWord.ChannelNotSupported);
        if (command.Ins != GetResponse.Instruction) channel.Pending = null;

        ResponseApdu response = tx.Session.Commands.Knows(command.Ins)
            ? tx.Session.Commands.Process(command, channel, tx)
            : channel.Application.Process(command, channel, tx);
        return AnnounceProactive(Shape(response, command, channel, tx.Personality), tx.Port);
    }

    /// <summary>
    /// Gives as much of an answer as the command has room for; the rest waits for GET RESPONSE. ISO/IEC 7816-4 §5.3.4. Under T=0 a warning
    /// comes first, then GET RESPONSE gives the data and '9000'. TS 102 221 §7.3.1.1.4.
    /// </summary>
    private static ResponseApdu Shape(ResponseApdu response, CommandApdu command, Channel channel, Personality personality)
    {
        int length = response.Data.Length;
        bool isCase4OfT0 = personality.ShapesAsT0 && command.HasData;
        if (isCase4OfT0 && length > 0 && response.Status.IsWarning)
        {
            channel.Pending = new(response.Data);
            return new(response.Status);
        }
        int room = isCase4OfT0 ? 0 : personality.AnswersWithoutLe && command.Ne == 0 ? 0x100 : command.Ne;
        if (length <= room) return response;
        channel.Pending = new(response.Data.Slice(room), response.Status);
        return new(response.Data.Slice(0, room), StatusWord.ResponseAvailable(length - room));
    }

    /// <summary>'9000' becomes '91XX', and '62F1' and '63F1' their forms with a proactive command pending. TS 102 221 §10.2.1.</summary>
    private static ResponseApdu AnnounceProactive(ResponseApdu response, Port port)
    {
        if (port.PendingProactiveCommand is not { } pending) return response;
        if (response.Status == StatusWord.Ok) return response with { Status = StatusWord.ProactiveCommand(pending.Length) };
        if (response.Status == StatusWord.MoreDataAvailable) return response with { Status = StatusWord.MoreDataAvailableAndProactive };
        if (response.Status == StatusWord.MoreDataExpected) return response with { Status = StatusWord.MoreDataExpectedAndProactive };
        return response;
    }
}
