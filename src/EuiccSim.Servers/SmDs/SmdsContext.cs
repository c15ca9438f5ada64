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
        (Options, Store, Logger) = (options, store, logger);
        Shell = new(options.Time, logger, SmdpTelemetry.SmdsCalls, (function, code) => Raise(new SmdsActivity.Refused(Now, function, code)));
        Sessions = new(options.Time, options.SessionLifetime, options.MaxSessions);
        Random = new(options.Random);
        Trust = new([.. options.Credentials.Select(credential => credential.Ci)], options.Time);
        Identity = new(options.Address, [.. options.Credentials.Select(credential => credential.ForAuthentication)], options.LowestSvn,
            options.HighestSvn, AuthenticationCodes.Smds);
        Oid = options.Credentials[0].Oid;
        if (options.Root is not null) Root = new(this, options.Root);
    }

    internal SmdsOptions Options { get; }

    internal ISmdsStore Store { get; }

    internal ILogger Logger { get; }

    /// <summary>What is around every function.</summary>
    internal EndpointShell Shell { get; }

    /// <summary>The SM-DS to which events are passed on; null for a root SM-DS.</summary>
    internal RootSmdsClient? Root { get; }

    internal ChallengeTable Sessions { get; }

    internal LockedRandom Random { get; }

    internal EuiccTrust Trust { get; }

    internal ServerIdentity Identity { get; }

    internal ObjectIdentifier Oid { get; }

    internal DateTimeOffset Now => Options.Time.GetUtcNow();

    /// <summary>Tells the host and the log.</summary>
    internal void Raise(SmdsActivity happened)
    {
        SmdsLog.Activity(Logger, happened);
        Options.OnActivity?.Invoke(happened);
    }
}
