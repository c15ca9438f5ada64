using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.Functions;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.SmDs;

/// <summary>What all functions of an SM-DS share.</summary>
internal sealed class SmdsContext(SmdsOptions options, ISmdsStore store, ILogger logger)
{
    internal SmdsOptions Options { get; } = options;

    internal ISmdsStore Store { get; } = store;

    internal ILogger Logger { get; } = logger;

    internal ChallengeTable Sessions { get; } = new(options.Time, options.SessionLifetime, options.MaxSessions);

    internal LockedRandom Random { get; } = new(options.Random);

    internal EuiccTrust Trust { get; } = new([.. options.Credentials.Select(credential => credential.Ci)], options.Time);

    internal ServerIdentity Identity { get; } = new(options.Address, [.. options.Credentials.Select(credential => credential.ForAuthentication)],
        options.LowestSvn, options.HighestSvn, AuthenticationCodes.Smds);

    internal ObjectIdentifier Oid { get; } = options.Credentials[0].Oid;

    internal DateTimeOffset Now => Options.Time.GetUtcNow();

    /// <summary>Tells the host and the log.</summary>
    internal void Raise(SmdsActivity happened)
    {
        SmdsLog.Activity(Logger, happened);
        Options.OnActivity?.Invoke(happened);
    }
}
