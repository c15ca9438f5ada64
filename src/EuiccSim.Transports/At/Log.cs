using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.At;

/// <summary>What the two ends of an AT line log: names of commands and results. Parameters hold PINs and keys and are left out.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Command} sent, {Length} characters")]
    internal static partial void Sent(ILogger logger, string command, int length);

    [LoggerMessage(2, LogLevel.Debug, "{Command} answered: {Result}")]
    internal static partial void Answered(ILogger logger, string command, string result);

    [LoggerMessage(3, LogLevel.Debug, "Unsolicited line of {Length} characters")]
    internal static partial void Unsolicited(ILogger logger, int length);

    [LoggerMessage(4, LogLevel.Information, "AT+CCHO is refused ({Reason}): going on with AT+CSIM")]
    internal static partial void FallsBack(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "The card cannot be reached")]
    internal static partial void CardGone(ILogger logger, Exception fault);

    [LoggerMessage(6, LogLevel.Debug, "Proactive command of type {Type:X2}")]
    internal static partial void Proactive(ILogger logger, byte type);
}
