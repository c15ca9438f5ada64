using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>What the standards call commands.</summary>
public static class CommandNames
{
    /// <summary>"STORE DATA"; "command 80 10 00 00" for one that is not known here. Nothing of its data.</summary>
    public static string Of(CommandApdu command) => CommandRows.NameOf(command);
}
