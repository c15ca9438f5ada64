using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.SmDp;

/// <summary>What is logged. No key, code or profile content is in any event.</summary>
internal static partial class Log
{
    internal static void Event(ILogger logger, SmdpEvent happened)
    {
        switch (happened)
        {
            case SmdpEvent.Refused refused:
                Refused(logger, refused.Function, refused.StatusCode);
                break;
            case SmdpEvent.NotificationDropped dropped:
                NotificationDropped(logger, dropped.Fault);
                break;
            default:
                Happened(logger, happened);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Event}")]
    private static partial void Happened(ILogger logger, SmdpEvent @event);

    [LoggerMessage(2, LogLevel.Warning, "{Function} refused: {StatusCode}")]
    private static partial void Refused(ILogger logger, string function, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Warning, "Notification dropped: {Fault}")]
    private static partial void NotificationDropped(ILogger logger, NotificationFault fault);
}
