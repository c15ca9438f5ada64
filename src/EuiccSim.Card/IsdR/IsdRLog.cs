using EuiccSim.Protocol.Rsp.Common;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card.IsdR;

/// <summary>What the ISD-R logs. No key, PIN or file content is in any event.</summary>
internal static partial class IsdRLog
{
    [LoggerMessage(3, LogLevel.Debug, "{Request} was performed")]
    internal static partial void Performed(ILogger logger, string request);

    [LoggerMessage(4, LogLevel.Information, "profile {Iccid} was installed")]
    internal static partial void Installed(ILogger logger, string iccid);

    [LoggerMessage(5, LogLevel.Warning, "a bound profile package was refused: {Command}, {Reason}")]
    internal static partial void Refused(ILogger logger, BppCommandId command, ErrorReason reason);
}
