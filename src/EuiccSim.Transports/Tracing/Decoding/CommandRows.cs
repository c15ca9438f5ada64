using System.Globalization;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>A command that is known by name.</summary>
/// <param name="Class">Which class bytes it has.</param>
/// <param name="Ins">Its instruction.</param>
/// <param name="Name">What the standard calls it.</param>
/// <param name="Begin">Says what the command says.</param>
/// <param name="Answer">Says what the whole answer says; it may hold a status word only.</param>
internal sealed record CommandRow(
    CommandClass Class, byte Ins, string Name, Action<Narration>? Begin = null, Action<Narration, ResponseApdu>? Answer = null)
{
    /// <summary>The lowest P1 with which the instruction is this command.</summary>
    internal byte LowestP1 { get; init; }
}

/// <summary>Which class bytes a command has.</summary>
internal enum CommandClass
{
    /// <summary>Bit 8 clear, or 'A0' of TS 51.011.</summary>
    Interindustry,

    /// <summary>Bit 8 set.</summary>
    Proprietary,

    /// <summary>'A0' alone: what TS 51.011 calls otherwise.</summary>
    Gsm,

    /// <summary>Any: terminals differ.</summary>
    Any,
}

/// <summary>The commands of TS 102 221 §10.1.2, TS 102 222 §6, TS 51.011 §9.2, TS 31.102 §7, GlobalPlatform §11 and SGP.22 §5.7, by name.</summary>
internal static class CommandRows
{
    /// <summary>The title of a command; what else it says goes into the narration.</summary>
    internal static string Begin(Narration narration)
    {
        if (Find(narration.Command) is not { } row)
        {
            narration.AddData("data", narration.Command.Data);
            return Header(narration.Command);
        }
        row.Begin?.Invoke(narration);
        return narration.Subject.Length == 0 ? row.Name : $"{row.Name} {narration.Subject}";
    }

    /// <summary>What the whole answer says.</summary>
    internal static void Answer(Narration narration, ResponseApdu response)
    {
        if (Find(narration.Command) is { } row) row.Answer?.Invoke(narration, response);
        else narration.AddData("answer", response.Data);
    }

    internal static string NameOf(CommandApdu command) => Find(command)?.Name ?? Header(command);

    internal static bool IsStoreData(CommandApdu command) => ClassByte.IsProprietary(command.Cla) && command.Ins == StoreDataInstruction;

    private static CommandRow? Find(CommandApdu command)
    {
        foreach (CommandRow row in s_rows)
        {
            if (row.Ins == command.Ins && command.P1 >= row.LowestP1 && Has(row.Class, command.Cla)) return row;
        }
        return null;
    }

    private static bool Has(CommandClass wanted, byte cla) => wanted switch
    {
        CommandClass.Gsm => cla == GsmClass,
        CommandClass.Interindustry => cla == GsmClass || !ClassByte.IsProprietary(cla),
        CommandClass.Proprietary => cla != GsmClass && ClassByte.IsProprietary(cla),
        _ => true,
    };

    private static string Header(CommandApdu command) =>
        string.Create(CultureInfo.InvariantCulture, $"command {command.Cla:X2} {command.Ins:X2} {command.P1:X2} {command.P2:X2}");

    private const byte GsmClass = 0xA0;
    private const byte StoreDataInstruction = 0xE2;

    // The first that fits counts: the more special ones stand first.
    private static readonly CommandRow[] s_rows =
    [
        new(CommandClass.Gsm, 0x20, "VERIFY CHV", PinCommands.BeginChv),
        new(CommandClass.Gsm, 0x24, "CHANGE CHV", PinCommands.BeginChv),
        new(CommandClass.Gsm, 0x26, "DISABLE CHV", PinCommands.BeginChv),
        new(CommandClass.Gsm, 0x28, "ENABLE CHV", PinCommands.BeginChv),
        new(CommandClass.Gsm, 0x2C, "UNBLOCK CHV", PinCommands.BeginChv),
        new(CommandClass.Gsm, 0x88, "RUN GSM ALGORITHM", GsmCommands.BeginAlgorithm, GsmCommands.AnswerAlgorithm),
        new(CommandClass.Gsm, 0xA4, "SELECT", SelectCommand.Begin, GsmCommands.AnswerSelect),
        new(CommandClass.Gsm, 0xF2, "STATUS", null, GsmCommands.AnswerSelect),
        new(CommandClass.Gsm, 0xA2, "SEEK", FileCommands.BeginCurrent, FileCommands.AnswerContent),
        new(CommandClass.Gsm, 0x04, "INVALIDATE", FileCommands.BeginCurrent),
        new(CommandClass.Gsm, 0x44, "REHABILITATE", FileCommands.BeginCurrent),
        new(CommandClass.Gsm, 0xFA, "SLEEP"),
        new(CommandClass.Proprietary, 0xF2, "GET STATUS", GenericCommands.Begin, GenericCommands.Answer) { LowestP1 = 0x10 },
        new(CommandClass.Interindustry, 0xA4, "SELECT", SelectCommand.Begin, SelectCommand.Answer),
        new(CommandClass.Any, 0xF2, "STATUS", null, SelectCommand.Answer),
        new(CommandClass.Interindustry, 0xB0, "READ BINARY", FileCommands.BeginBinary, FileCommands.AnswerContent),
        new(CommandClass.Interindustry, 0xD6, "UPDATE BINARY", FileCommands.BeginBinary),
        new(CommandClass.Interindustry, 0xB2, "READ RECORD", FileCommands.BeginRecord, FileCommands.AnswerContent),
        new(CommandClass.Interindustry, 0xDC, "UPDATE RECORD", FileCommands.BeginRecord),
        new(CommandClass.Interindustry, 0xA2, "SEARCH RECORD", FileCommands.BeginRecord, FileCommands.AnswerContent),
        new(CommandClass.Any, 0x32, "INCREASE", FileCommands.BeginCurrent, FileCommands.AnswerContent),
        new(CommandClass.Proprietary, 0xCB, "RETRIEVE DATA", FileCommands.BeginCurrent, FileCommands.AnswerContent),
        new(CommandClass.Proprietary, 0xDB, "SET DATA", FileCommands.BeginCurrent),
        new(CommandClass.Interindustry, 0x04, "DEACTIVATE FILE", FileCommands.BeginCurrent),
        new(CommandClass.Interindustry, 0x44, "ACTIVATE FILE", FileCommands.BeginCurrent),
        new(CommandClass.Any, 0x20, "VERIFY PIN", PinCommands.Begin),
        new(CommandClass.Any, 0x24, "CHANGE PIN", PinCommands.Begin),
        new(CommandClass.Any, 0x26, "DISABLE PIN", PinCommands.Begin),
        new(CommandClass.Any, 0x28, "ENABLE PIN", PinCommands.Begin),
        new(CommandClass.Any, 0x2C, "UNBLOCK PIN", PinCommands.Begin),
        new(CommandClass.Interindustry, 0x88, "AUTHENTICATE", AuthenticateCommand.Begin, AuthenticateCommand.Answer),
        new(CommandClass.Interindustry, 0x89, "AUTHENTICATE", AuthenticateCommand.Begin, AuthenticateCommand.Answer),
        new(CommandClass.Interindustry, 0x84, "GET CHALLENGE", null, GenericCommands.Answer),
        new(CommandClass.Interindustry, 0x70, "MANAGE CHANNEL", ChannelCommands.Begin, ChannelCommands.Answer),
        // An answer to nobody knows what may hold keys.
        new(CommandClass.Interindustry, 0xC0, "GET RESPONSE", static n => n.HasSecretResponse = true),
        new(CommandClass.Interindustry, 0x73, "MANAGE SECURE CHANNEL"),
        new(CommandClass.Interindustry, 0x75, "TRANSACT DATA"),
        new(CommandClass.Proprietary, 0x76, "SUSPEND UICC", TerminalCommands.BeginSuspend, TerminalCommands.AnswerSuspend),
        new(CommandClass.Proprietary, 0x78, "GET IDENTITY", TerminalCommands.BeginIdentity, GenericCommands.Answer),
        new(CommandClass.Proprietary, 0x7A, "EXCHANGE CAPABILITIES", GenericCommands.Begin, GenericCommands.Answer),
        new(CommandClass.Interindustry, 0xE0, "CREATE FILE", GenericCommands.Begin),
        new(CommandClass.Interindustry, 0xE4, "DELETE FILE", GenericCommands.Begin),
        new(CommandClass.Proprietary, 0xD4, "RESIZE FILE", GenericCommands.Begin),
        new(CommandClass.Interindustry, 0xE6, "TERMINATE DF", FileCommands.BeginCurrent),
        new(CommandClass.Interindustry, 0xE8, "TERMINATE EF", FileCommands.BeginCurrent),
        new(CommandClass.Interindustry, 0xFE, "TERMINATE CARD USAGE"),
        new(CommandClass.Any, 0x10, "TERMINAL PROFILE", ToolkitCommands.BeginProfile),
        new(CommandClass.Proprietary, 0xAA, "TERMINAL CAPABILITY", TerminalCommands.BeginCapability),
        new(CommandClass.Any, 0xC2, "ENVELOPE", ToolkitCommands.BeginEnvelope),
        new(CommandClass.Any, 0x12, "FETCH", null, ToolkitCommands.AnswerFetch),
        new(CommandClass.Any, 0x14, "TERMINAL RESPONSE", ToolkitCommands.BeginResponse),
        new(CommandClass.Proprietary, StoreDataInstruction, "STORE DATA", StoreDataCommand.Begin, StoreDataCommand.Answer),
        new(CommandClass.Any, 0xCA, "GET DATA", GenericCommands.BeginTag, GenericCommands.Answer),
        new(CommandClass.Interindustry, 0xCB, "GET DATA", GenericCommands.BeginTag, GenericCommands.Answer),
        new(CommandClass.Proprietary, 0x50, "INITIALIZE UPDATE"),
        new(CommandClass.Any, 0x82, "EXTERNAL AUTHENTICATE"),
        new(CommandClass.Proprietary, 0xD8, "PUT KEY", PinCommands.BeginKey),
        new(CommandClass.Proprietary, 0xE4, "DELETE", GenericCommands.Begin),
        new(CommandClass.Proprietary, 0xE6, "INSTALL"),
        new(CommandClass.Proprietary, 0xE8, "LOAD"),
        new(CommandClass.Proprietary, 0xF0, "SET STATUS"),
    ];
}
