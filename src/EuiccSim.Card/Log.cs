using Microsoft.Extensions.Logging;

namespace EuiccSim.Card;

/// <summary>What the card as a whole logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "the card was reset")]
    internal static partial void Reset(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "the card lost power during a commit")]
    internal static partial void PowerLost(ILogger logger);
}
