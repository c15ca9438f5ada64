using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;

namespace EuiccSim.Card.Uicc;

/// <summary>The commands of the file system, as data. SELECT, MANAGE CHANNEL and the like are the kernel's. TS 102 221 §10.1.2.</summary>
internal static class UiccCommands
{
    internal static CommandTable<UiccChannel, UiccPort> Table { get; } = new(
        new("STATUS", 0x80, CommandRow.AnyChannel, 0xF2, IsoCases.NoData, StatusCommand.Process),
        new("READ BINARY", 0x00, CommandRow.AnyChannel, 0xB0, IsoCases.Two, BinaryFiles.Read),
        new("UPDATE BINARY", 0x00, CommandRow.AnyChannel, 0xD6, IsoCases.Three, BinaryFiles.Update),
        new("READ RECORD", 0x00, CommandRow.AnyChannel, 0xB2, IsoCases.Two, RecordFiles.Read),
        new("UPDATE RECORD", 0x00, CommandRow.AnyChannel, 0xDC, IsoCases.Three, RecordFiles.Update),
        new("SEARCH RECORD", 0x00, CommandRow.AnyChannel, 0xA2, IsoCases.Data, SearchRecord.Process),
        new("INCREASE", 0x80, CommandRow.AnyChannel, 0x32, IsoCases.Data, Increase.Process),
        new("RETRIEVE DATA", 0x80, CommandRow.AnyChannel, 0xCB, IsoCases.Any, BerTlvFiles.Retrieve),
        new("SET DATA", 0x80, CommandRow.AnyChannel, 0xDB, IsoCases.Three, BerTlvFiles.Set),
        new("VERIFY PIN", 0x00, CommandRow.AnyChannel, 0x20, PinOrQuery, PinCommands.Verify),
        new("CHANGE PIN", 0x00, CommandRow.AnyChannel, 0x24, IsoCases.Three, PinCommands.Change),
        new("DISABLE PIN", 0x00, CommandRow.AnyChannel, 0x26, IsoCases.Three, PinCommands.Disable),
        new("ENABLE PIN", 0x00, CommandRow.AnyChannel, 0x28, IsoCases.Three, PinCommands.Enable),
        new("UNBLOCK PIN", 0x00, CommandRow.AnyChannel, 0x2C, PinOrQuery, PinCommands.Unblock),
        new("DEACTIVATE FILE", 0x00, CommandRow.AnyChannel, 0x04, IsoCases.NoData | IsoCases.Three, FileLifeCycle.Deactivate),
        new("ACTIVATE FILE", 0x00, CommandRow.AnyChannel, 0x44, IsoCases.NoData | IsoCases.Three, FileLifeCycle.Activate),
        new("AUTHENTICATE", 0x00, CommandRow.AnyChannel, 0x88, IsoCases.Data, Authenticate.Process),
        new("GET CHALLENGE", 0x00, CommandRow.AnyChannel, 0x84, IsoCases.Two, GetChallenge.Process));

    /// <summary>A value, or no data to ask for the tries left.</summary>
    private const IsoCases PinOrQuery = IsoCases.NoData | IsoCases.Three;
}
