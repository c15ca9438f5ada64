using EuiccSim.Servers.Bindings;
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
                EndpointLog.Refused(logger, refused.Function, refused.StatusCode, refused.Detail);
                break;
            case SmdpEvent.RequestRejected rejected:
                EndpointLog.Rejected(logger, rejected.Function, rejected.HttpStatus, rejected.Reason);
                break;
            case SmdpEvent.ConnectionRefused refused:
                EndpointLog.ConnectionRefused(logger, refused.Client, refused.Reason);
                break;
            case SmdpEvent.NotificationDropped dropped:
                NotificationDropped(logger, dropped.Fault);
                break;
            default:
                Happened(logger, happened);
                break;
        }
    }

    [LoggerMessage(10, LogLevel.Information, "{Event}")]
    private static partial void Happened(ILogger logger, SmdpEvent @event);

    [LoggerMessage(11, LogLevel.Warning, "Notification dropped: {Fault}")]
    private static partial void NotificationDropped(ILogger logger, NotificationFault fault);
}
