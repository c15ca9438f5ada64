using EuiccSim.Protocol.Rsp.Common;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card;

/// <summary>What is logged. No key, PIN or file content is in any event.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "the card was reset")]
    internal static partial void Reset(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "the card lost power during a commit")]
    internal static partial void PowerLost(ILogger logger);

    [LoggerMessage(3, LogLevel.Debug, "{Request} was performed")]
    internal static partial void Performed(ILogger logger, string request);

    [LoggerMessage(4, LogLevel.Information, "profile {Iccid} was installed")]
    internal static partial void Installed(ILogger logger, string iccid);

    [LoggerMessage(5, LogLevel.Warning, "a bound profile package was refused: {Command}, {Reason}")]
    internal static partial void Refused(ILogger logger, BppCommandId command, ErrorReason reason);
}
