using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers.Authentication;
using EuiccSim.Servers.Bindings;
using EuiccSim.Servers.Telemetry;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers;

/// <summary>What the functions of any server have, whichever server it is: who it is, whom it believes, and what is around each call.</summary>
/// <param name="identity">Who it is.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Where its random octets come from; asked by one thread at a time.</param>
/// <param name="crypto">Who verifies what eUICCs sign.</param>
/// <param name="logger">Where it logs.</param>
/// <param name="instruments">What counts and times its calls.</param>
/// <param name="told">Is told of each call that came to nothing.</param>
internal sealed class ServerContext(
    ServerIdentity identity, TimeProvider time, RandomSource random, CryptoProvider crypto, ILogger logger, CallInstruments instruments,
    CallTeller told)
{
    internal ServerIdentity Identity => identity;

    /// <summary>The object identifier in all its certificates.</summary>
    internal ObjectIdentifier Oid { get; } = identity.Credentials[0].Certificate.Extensions.RegisteredIds[0];

    /// <summary>The eUICCs that are believed: those under the CIs that it has certificates of itself.</summary>
    internal EuiccTrust Trust { get; } = new([.. identity.Credentials.Select(credential => credential.Ci)], time, crypto);

    internal LockedRandom Random { get; } = new(random);

    /// <summary>What is around every function.</summary>
    internal EndpointShell Shell { get; } = new(time, logger, instruments, told);

    internal ILogger Logger => logger;

    internal DateTimeOffset Now => time.GetUtcNow();
}
