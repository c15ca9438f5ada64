using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.Sockets;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "The client has gone")]
    internal static partial void Closed(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The client was hung up on")]
    internal static partial void HungUp(ILogger logger, Exception cause);
}
