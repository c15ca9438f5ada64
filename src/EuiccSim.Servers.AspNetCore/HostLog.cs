using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.AspNetCore;

/// <summary>What the host logs: never a body, a MatchingID or a key.</summary>
internal static partial class HostLog
{
    [LoggerMessage(20, LogLevel.Warning, "The operator is not told about {Iccid}: too much waits.")]
    internal static partial void ProgressDropped(ILogger logger, string iccid);

    [LoggerMessage(21, LogLevel.Warning, "The operator answered with the HTTP status {Status}.")]
    internal static partial void ProgressRefused(ILogger logger, int status);

    [LoggerMessage(22, LogLevel.Warning, "The operator was not reached: {Fault}")]
    internal static partial void ProgressNotTold(ILogger logger, string fault);

    [LoggerMessage(30, LogLevel.Warning, "What is owed to SM-DSs was not looked at: {Fault}")]
    internal static partial void EventsNotSettled(ILogger logger, string fault);
}
