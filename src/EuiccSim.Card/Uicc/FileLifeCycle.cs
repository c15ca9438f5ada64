using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Uicc;

/// <summary>DEACTIVATE FILE and ACTIVATE FILE. TS 102 221 §11.1.14, §11.1.15.</summary>
internal static class FileLifeCycle
{
    internal static ResponseApdu Deactivate(CommandApdu command, UiccChannel channel, UiccPort port) =>
        Set(command, channel, port, AccessMode.Deactivate, FileParameters.Deactivated);

    internal static ResponseApdu Activate(CommandApdu command, UiccChannel channel, UiccPort port) =>
        Set(command, channel, port, AccessMode.Activate, FileParameters.Activated);

    /// <summary>The file becomes current, as after SELECT. Without data it is the current EF, or else the current directory.</summary>
    private static ResponseApdu Set(CommandApdu command, UiccChannel channel, UiccPort port, byte mode, byte lifeCycle)
    {
        if (command.P1 is not (0x00 or 0x08 or 0x09) || command.P2 != 0) return new(StatusWord.IncorrectParameters);
        FileNode? file = command.HasData ? FileSelection.Find(command, channel, port) : channel.Ef ?? channel.Df;
        if (file is null || file.Parent is null) return new(StatusWord.FileNotFound);
        if (!AccessControl.Allows(file, mode, command, port)) return new(StatusWord.SecurityStatusNotSatisfied);
        if (command.HasData) FileSelection.Enter(file, channel);
        UiccProfile uicc = port.Uicc;
        if (uicc.LifeCycleOf(file) != lifeCycle) port.Uicc = uicc with { LifeCycles = uicc.LifeCycles.SetItem(file.Id, lifeCycle) };
        return ResponseApdu.Ok;
    }
}
