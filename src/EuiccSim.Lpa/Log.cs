using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa;

/// <summary>Everything this library logs. No Confirmation Code, MatchingID, key or whole command is among it.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "ES10 {Function}")]
    internal static partial void Sending(ILogger logger, string function);

    [LoggerMessage(2, LogLevel.Debug, "The card answered {StatusWord:X4}")]
    internal static partial void Rejected(ILogger logger, ushort statusWord);

    [LoggerMessage(3, LogLevel.Debug, "ES9+ {Function} at {Server}")]
    internal static partial void Calling(ILogger logger, string function, string server);

    [LoggerMessage(4, LogLevel.Debug, "ES9+ {Function}: HTTP {Status}, {Length} octets")]
    internal static partial void Answered(ILogger logger, string function, int status, int length);

    [LoggerMessage(5, LogLevel.Information, "ES9+ {Function} refused: {Subject}/{Reason}")]
    internal static partial void Refused(ILogger logger, string function, string subject, string reason);

    [LoggerMessage(6, LogLevel.Information, "Download from {Server} begins")]
    internal static partial void DownloadBegins(ILogger logger, string server);

    [LoggerMessage(7, LogLevel.Information, "Download ends: {Outcome}")]
    internal static partial void DownloadEnds(ILogger logger, string outcome);

    [LoggerMessage(8, LogLevel.Information, "Session cancelled with reason {Reason}; eUICC told: {ToldEuicc}, server told: {ToldServer}")]
    internal static partial void Cancelled(ILogger logger, string reason, bool toldEuicc, bool toldServer);

    [LoggerMessage(9, LogLevel.Warning, "The {Peer} could not be told of the end of the session")]
    internal static partial void CancelFailed(ILogger logger, string peer, Exception fault);

    [LoggerMessage(10, LogLevel.Information, "Notification {SeqNumber} delivered to {Server}")]
    internal static partial void Delivered(ILogger logger, long seqNumber, string server);

    [LoggerMessage(11, LogLevel.Warning, "Notification {SeqNumber} to {Server} stays on the card")]
    internal static partial void NotDelivered(ILogger logger, long seqNumber, string server, Exception fault);

    [LoggerMessage(12, LogLevel.Warning, "Notification {SeqNumber} was delivered to {Server}, but is still on the card")]
    internal static partial void NotRemoved(ILogger logger, long seqNumber, string server, Exception fault);

    [LoggerMessage(13, LogLevel.Warning, "The notifications about the installation cannot be listed")]
    internal static partial void NotListed(ILogger logger, Exception fault);

    [LoggerMessage(14, LogLevel.Debug, "The server was told of the eUICC's refusal")]
    internal static partial void Relayed(ILogger logger, Exception fault);

    [LoggerMessage(15, LogLevel.Debug, "The channel to the eUICC could not be closed")]
    internal static partial void NotClosed(ILogger logger, Exception fault);

    [LoggerMessage(16, LogLevel.Information, "Discovery at {Server} begins")]
    internal static partial void DiscoveryBegins(ILogger logger, string server);

    [LoggerMessage(17, LogLevel.Information, "Discovery ends: {Count} events")]
    internal static partial void DiscoveryEnds(ILogger logger, int count);

    [LoggerMessage(19, LogLevel.Information, "The card refuses STORE DATA with Le; it is sent without")]
    internal static partial void WithoutLe(ILogger logger);

    [LoggerMessage(20, LogLevel.Information, "The eUICC refuses the refreshFlag; it is asked without")]
    internal static partial void WithoutRefresh(ILogger logger, Exception refusal);

    [LoggerMessage(21, LogLevel.Information, "The card answers {Status:X4} to a STORE DATA with more than 120 octets; it is sent smaller ones")]
    internal static partial void SmallerBlocks(ILogger logger, int status);

    [LoggerMessage(22, LogLevel.Information, "The eUICC does not find a profile by its ICCID; it is asked by the AID of its ISD-P")]
    internal static partial void ByAid(ILogger logger, Exception refusal);

    [LoggerMessage(23, LogLevel.Information, "The eUICC refuses EnableProfile without a port; it is asked with the first one")]
    internal static partial void WithPort(ILogger logger, Exception refusal);

    [LoggerMessage(18, LogLevel.Warning, "An event names {Server}, which cannot be asked")]
    internal static partial void EventNotFollowed(ILogger logger, string server, Exception fault);
}
