using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.SmDs;

/// <summary>What is logged. No EventID is: it is a MatchingID, and all that one needs to ask for a profile.</summary>
internal static partial class SmdsLog
{
    internal static void Activity(ILogger logger, SmdsActivity happened)
    {
        switch (happened)
        {
            case SmdsActivity.Registered { Event: var record }:
                Registered(logger, record.Owner, record.Eid);
                break;
            case SmdsActivity.Deleted { Event: var record }:
                Deleted(logger, record.Owner, record.Eid);
                break;
            case SmdsActivity.Retrieved retrieved:
                Retrieved(logger, retrieved.Eid, retrieved.Count);
                break;
            case SmdsActivity.Refused refused:
                Refused(logger, refused.Function, refused.StatusCode);
                break;
            case SmdsActivity.NotAllowed { Function: var function }:
                NotAllowed(logger, function);
                break;
            case SmdsActivity.RootFailed failed:
                RootFailed(logger, failed.Function, failed.Reason);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Owner} registered an event for {Eid}")]
    private static partial void Registered(ILogger logger, ObjectIdentifier owner, Eid eid);

    [LoggerMessage(2, LogLevel.Information, "{Owner} deleted an event for {Eid}")]
    private static partial void Deleted(ILogger logger, ObjectIdentifier owner, Eid eid);

    [LoggerMessage(3, LogLevel.Information, "{Eid} was told of {Count} events")]
    private static partial void Retrieved(ILogger logger, Eid eid, int count);

    [LoggerMessage(4, LogLevel.Warning, "{Function} refused: {StatusCode}")]
    private static partial void Refused(ILogger logger, string function, StatusCode statusCode);

    [LoggerMessage(5, LogLevel.Warning, "{Function} refused: the client's certificate is missing or not accepted")]
    private static partial void NotAllowed(ILogger logger, string function);

    [LoggerMessage(6, LogLevel.Warning, "{Function} at the root SM-DS failed: {Reason}")]
    private static partial void RootFailed(ILogger logger, string function, string reason);
}
