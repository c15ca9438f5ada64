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
    CommandClass Class, byte Ins, string Name, Action<Narration>? Begin = null, Action<Narration, ResponseApdu>? Answer = null);

/// <summary>Which class bytes a command has.</summary>
internal enum CommandClass
{
    /// <summary>Bit 8 clear, or 'A0' of TS 51.011.</summary>
    Interindustry,

    /// <summary>Bit 8 set.</summary>
    Proprietary,

    /// <summary>Either: terminals differ.</summary>
    Any,
}

/// <summary>The commands of TS 102 221 §10.1.2, TS 31.102 §7, GlobalPlatform §11 and SGP.22 §5.7, by name.</summary>
internal static class CommandRows
{
    /// <summary>The title of a command; what else it says goes into the narration.</summary>
    internal static string Begin(Narration narration)
    {
        if (Find(narration.Command) is not { } row) return Header(narration.Command);
        row.Begin?.Invoke(narration);
        return narration.Subject.Length == 0 ? row.Name : $"{row.Name} {narration.Subject}";
    }

    /// <summary>What the whole answer says.</summary>
    internal static void Answer(Narration narration, ResponseApdu response) => Find(narration.Command)?.Answer?.Invoke(narration, response);

    internal static bool IsStoreData(CommandApdu command) => ClassByte.IsProprietary(command.Cla) && command.Ins == StoreDataInstruction;

    private static CommandRow? Find(CommandApdu command)
    {
        bool isProprietary = ClassByte.IsProprietary(command.Cla) && command.Cla != GsmClass;
        foreach (CommandRow row in s_rows)
        {
            if (row.Ins == command.Ins && (row.Class == CommandClass.Any || isProprietary == (row.Class == CommandClass.Proprietary))) return row;
        }
        return null;
    }

    private static string Header(CommandApdu command) =>
        string.Create(CultureInfo.InvariantCulture, $"command {command.Cla:X2} {command.Ins:X2} {command.P1:X2} {command.P2:X2}");

    private const byte GsmClass = 0xA0;
    private const byte StoreDataInstruction = 0xE2;

    private static readonly CommandRow[] s_rows =
    [
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
        new(CommandClass.Interindustry, 0x20, "VERIFY PIN", PinCommands.Begin),
        new(CommandClass.Interindustry, 0x24, "CHANGE PIN", PinCommands.Begin),
        new(CommandClass.Interindustry, 0x26, "DISABLE PIN", PinCommands.Begin),
        new(CommandClass.Interindustry, 0x28, "ENABLE PIN", PinCommands.Begin),
        new(CommandClass.Interindustry, 0x2C, "UNBLOCK PIN", PinCommands.Begin),
        new(CommandClass.Interindustry, 0x88, "AUTHENTICATE", AuthenticateCommand.Begin, AuthenticateCommand.Answer),
        new(CommandClass.Interindustry, 0x89, "AUTHENTICATE", AuthenticateCommand.Begin, AuthenticateCommand.Answer),
        new(CommandClass.Interindustry, 0x84, "GET CHALLENGE"),
        new(CommandClass.Interindustry, 0x70, "MANAGE CHANNEL", ChannelCommands.Begin, ChannelCommands.Answer),
        // An answer to nobody knows what may hold keys.
        new(CommandClass.Interindustry, 0xC0, "GET RESPONSE", static n => n.HasSecretResponse = true),
        new(CommandClass.Interindustry, 0x73, "MANAGE SECURE CHANNEL"),
        new(CommandClass.Interindustry, 0x75, "TRANSACT DATA"),
        new(CommandClass.Proprietary, 0x76, "SUSPEND UICC"),
        new(CommandClass.Proprietary, 0x78, "GET IDENTITY"),
        new(CommandClass.Any, 0x10, "TERMINAL PROFILE", ToolkitCommands.BeginProfile),
        new(CommandClass.Proprietary, 0xAA, "TERMINAL CAPABILITY", ToolkitCommands.BeginProfile),
        new(CommandClass.Any, 0xC2, "ENVELOPE", ToolkitCommands.BeginEnvelope),
        new(CommandClass.Any, 0x12, "FETCH", null, ToolkitCommands.AnswerFetch),
        new(CommandClass.Any, 0x14, "TERMINAL RESPONSE", ToolkitCommands.BeginResponse),
        new(CommandClass.Proprietary, StoreDataInstruction, "STORE DATA", StoreDataCommand.Begin, StoreDataCommand.Answer),
        new(CommandClass.Any, 0xCA, "GET DATA"),
        new(CommandClass.Interindustry, 0xCB, "GET DATA"),
        new(CommandClass.Proprietary, 0x50, "INITIALIZE UPDATE"),
        new(CommandClass.Any, 0x82, "EXTERNAL AUTHENTICATE"),
        new(CommandClass.Proprietary, 0xD8, "PUT KEY", PinCommands.BeginKey),
        new(CommandClass.Proprietary, 0xE4, "DELETE"),
        new(CommandClass.Proprietary, 0xE6, "INSTALL"),
        new(CommandClass.Proprietary, 0xE8, "LOAD"),
        new(CommandClass.Proprietary, 0xF0, "SET STATUS"),
    ];
}
