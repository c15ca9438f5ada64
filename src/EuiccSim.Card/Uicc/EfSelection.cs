using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Uicc;

/// <summary>Which EF a command is for, and whether it may be touched.</summary>
internal static class EfSelection
{
    /// <summary>The EF with a short identifier in the current directory, or the current EF for 0.</summary>
    /// <exception cref="StatusWordException">'6A82' or '6986'.</exception>
    internal static FileNode Find(UiccChannel channel, int sfi) => sfi == 0
        ? channel.Ef ?? throw new StatusWordException(StatusWord.NoFileSelected)
        : channel.Df.FindSfi(sfi) ?? throw new StatusWordException(StatusWord.FileNotFound);

    /// <summary>Checks life cycle and access rules.</summary>
    /// <exception cref="StatusWordException">'6984' or '6982'.</exception>
    internal static void Authorize(FileNode file, byte mode, CommandApdu command, UiccPort port)
    {
        bool openWhenDeactivated = (file.Parameters.SpecialInformation & ReadableWhenDeactivated) != 0;
        if (!openWhenDeactivated && FileSelection.IsDeactivated(port.Uicc.LifeCycleOf(file)))
            throw new StatusWordException(StatusWord.ReferencedDataInvalidated);
        if (!AccessControl.Allows(file, mode, command, port)) throw new StatusWordException(StatusWord.SecurityStatusNotSatisfied);
    }

    /// <summary>A command that named its EF by short identifier makes it current, once it succeeds. TS 102 221 §8.4.2.</summary>
    internal static void Enter(UiccChannel channel, FileNode file, int sfi)
    {
        if (sfi != 0) channel.EnterFile(file);
    }

    private const byte ReadableWhenDeactivated = 0x40;
}
