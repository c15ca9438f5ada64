using System.Globalization;
using EuiccSim.Transports.At.Dialects;

namespace EuiccSim.Transports.At.Server;

/// <summary>What a modem calls its channels to a program.</summary>
internal static class SessionNames
{
    internal static string Of(int channel, ModemSessions sessions) => sessions == ModemSessions.Handle
        ? string.Create(CultureInfo.InvariantCulture, $"{HandleBase + channel:x16}")
        : channel.ToString(CultureInfo.InvariantCulture);

    /// <summary>The channel that the first parameter of a command means; null if none.</summary>
    internal static int? Read(AtCommand command, ModemSessions sessions)
    {
        if (sessions != ModemSessions.Handle) return command.Number(0);
        return long.TryParse(command.Text(0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long handle) && handle - HandleBase is >= 0 and <= byte.MaxValue
            ? (int)(handle - HandleBase)
            : null;
    }

    // As Sierra Wireless modems were seen to answer: an address of theirs, perhaps.
    private const long HandleBase = 0x0385A7C0;
}
