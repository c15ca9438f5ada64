using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Uicc;

/// <summary>The commands of the file system, as data. SELECT, MANAGE CHANNEL and the like are the kernel's. TS 102 221 §10.1.2.</summary>
internal static class UiccCommands
{
    internal static CommandTable Table { get; } = new();
}
