using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.Bindings;

/// <summary>What is logged of calls that come to no function's answer.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(4, LogLevel.Warning, "{Function} is malformed: {Fault}")]
    internal static partial void Malformed(ILogger logger, string function, string fault);

    [LoggerMessage(5, LogLevel.Error, "{Function} not answered: the store failed")]
    internal static partial void StoreFailed(ILogger logger, string function, Exception fault);
}
