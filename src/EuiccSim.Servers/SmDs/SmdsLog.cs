using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Bindings;
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
                EndpointLog.Refused(logger, refused.Function, refused.StatusCode, refused.Detail);
                break;
            case SmdsActivity.RequestRejected rejected:
                EndpointLog.Rejected(logger, rejected.Function, rejected.HttpStatus, rejected.Reason);
                break;
            case SmdsActivity.ConnectionRefused refused:
                EndpointLog.ConnectionRefused(logger, refused.Client, refused.Reason);
                break;
            case SmdsActivity.NotAllowed notAllowed:
                EndpointLog.Rejected(logger, notAllowed.Function, 403, notAllowed.Reason);
                break;
            case SmdsActivity.RootFailed failed:
                RootFailed(logger, failed.Function, failed.Reason);
                break;
        }
    }

    [LoggerMessage(10, LogLevel.Information, "{Owner} registered an event for {Eid}")]
    private static partial void Registered(ILogger logger, ObjectIdentifier owner, Eid eid);

    [LoggerMessage(11, LogLevel.Information, "{Owner} deleted an event for {Eid}")]
    private static partial void Deleted(ILogger logger, ObjectIdentifier owner, Eid eid);

    [LoggerMessage(12, LogLevel.Information, "{Eid} was told of {Count} events")]
    private static partial void Retrieved(ILogger logger, Eid eid, int count);

    [LoggerMessage(13, LogLevel.Warning, "{Function} at the root SM-DS failed: {Reason}")]
    private static partial void RootFailed(ILogger logger, string function, string reason);
}
