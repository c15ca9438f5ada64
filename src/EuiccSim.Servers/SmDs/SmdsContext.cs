using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Servers.Telemetry;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.SmDs;

/// <summary>What all functions of an SM-DS share.</summary>
internal sealed class SmdsContext
{
    internal SmdsContext(SmdsOptions options, ISmdsStore store, ILogger logger)
    {
        (Options, Store) = (options, store);
        ServerIdentity identity = new(options.Address, [.. options.Credentials.Select(credential => credential.ForAuthentication)],
            options.LowestSvn, options.HighestSvn, AuthenticationCodes.Smds);
        Common = new(identity, options.Time, options.Random, options.Crypto, logger, SmdpTelemetry.SmdsCalls,
            new((function, no) => Raise(new SmdsActivity.Refused(Now, function, no.Code) { Eid = no.Eid, Detail = no.Detail }), Reject));
        Sessions = new(options.Time, options.SessionLifetime, options.MaxSessions);
        if (options.Root is not null) Root = new(this, options.Root);
    }

    /// <summary>What it has like any other server.</summary>
    internal ServerContext Common { get; }

    internal SmdsOptions Options { get; }

    internal ISmdsStore Store { get; }

    /// <summary>The SM-DS to which events are passed on; null for a root SM-DS.</summary>
    internal RootSmdsClient? Root { get; }

    internal ChallengeTable Sessions { get; }

    internal DateTimeOffset Now => Common.Now;

    /// <summary>Tells of a request that no function answers.</summary>
    internal void RefuseConnection(string client, string reason) => Raise(new SmdsActivity.ConnectionRefused(Now, client, OneLine.Of(reason)));

    internal void Reject(Rejection no) => Raise(new SmdsActivity.RequestRejected(Now, no.Function, no.HttpStatus, no.Reason));

    /// <summary>Tells the host and the log.</summary>
    internal void Raise(SmdsActivity happened)
    {
        SmdsLog.Activity(Common.Logger, happened);
        Options.OnActivity?.Invoke(happened);
    }
}
