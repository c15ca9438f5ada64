using Microsoft.Extensions.Logging;

namespace EuiccSim.Http;

/// <summary>Everything this library logs. No body and no key is among it.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Function} at {Server} is tried again")]
    internal static partial void TryingAgain(ILogger logger, string function, string server, Exception fault);
}
