using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.LpacStdio;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "The program has gone")]
    internal static partial void ProgramGone(ILogger logger, Exception cause);

    [LoggerMessage(2, LogLevel.Information, "{Function} could not be done")]
    internal static partial void Refused(ILogger logger, string function, Exception cause);

    [LoggerMessage(3, LogLevel.Information, "The program wrote a line that is too long")]
    internal static partial void TooLong(ILogger logger, Exception cause);
}
