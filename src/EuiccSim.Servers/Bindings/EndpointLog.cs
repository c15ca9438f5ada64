using EuiccSim.Protocol.Rsp.Json;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.Bindings;

/// <summary>What every server logs of calls that came to nothing, whichever server it is. Its own events have numbers from 10 on.</summary>
internal static partial class EndpointLog
{
    internal static void Refused(ILogger logger, string function, StatusCode statusCode, string? detail)
    {
        if (detail is null) Refused(logger, function, statusCode);
        else RefusedWith(logger, function, statusCode, detail);
    }

    [LoggerMessage(2, LogLevel.Warning, "{Function} refused: {StatusCode}")]
    private static partial void Refused(ILogger logger, string function, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Warning, "{Function} refused: {StatusCode}: {Detail}")]
    private static partial void RefusedWith(ILogger logger, string function, StatusCode statusCode, string detail);

    [LoggerMessage(4, LogLevel.Warning, "{Function} answered with HTTP {Status}: {Reason}")]
    internal static partial void Rejected(ILogger logger, string function, int status, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Connection of {Client} refused: {Reason}")]
    internal static partial void ConnectionRefused(ILogger logger, string client, string reason);

    [LoggerMessage(5, LogLevel.Error, "{Function} not answered: the store failed")]
    internal static partial void StoreFailed(ILogger logger, string function, Exception fault);
}
