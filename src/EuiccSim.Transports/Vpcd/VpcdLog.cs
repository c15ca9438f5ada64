using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.Vpcd;

/// <summary>Everything that is logged about vpcd. No command and no answer is among it.</summary>
internal static partial class VpcdLog
{
    [LoggerMessage(1, LogLevel.Debug, "vpcd at {Host}:{Port} cannot be reached: {Reason}")]
    internal static partial void Unreachable(ILogger logger, string host, int port, string reason);

    [LoggerMessage(2, LogLevel.Information, "Connected to vpcd at {Host}:{Port}")]
    internal static partial void Connected(ILogger logger, string host, int port);

    [LoggerMessage(3, LogLevel.Information, "Disconnected from vpcd at {Host}:{Port}: {Reason}")]
    internal static partial void Disconnected(ILogger logger, string host, int port, string reason);

    [LoggerMessage(4, LogLevel.Debug, "Control {Control:X2}")]
    internal static partial void Control(ILogger logger, byte control);

    [LoggerMessage(5, LogLevel.Warning, "An answer of {Length} octets does not fit into vpcd's protocol; '6700' instead")]
    internal static partial void AnswerTooLong(ILogger logger, int length);
}
