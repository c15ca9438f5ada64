using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Smdp.Orders;
using EuiccSim.Smdp.Sessions;
using EuiccSim.Smdp.Telemetry;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Smdp;

/// <summary>What all functions share.</summary>
internal sealed class SmdpContext(SmdpOptions options, OrderBook orders, ILogger logger)
{
    internal SmdpOptions Options { get; } = options;

    internal OrderBook Orders { get; } = orders;

    internal ILogger Logger { get; } = logger;

    internal SessionTable Sessions { get; } = new(options.Time, options.SessionLifetime, options.MaxSessions);

    internal LockedRandom Random { get; } = new(options.Random);

    internal CertificateCache EumCertificates { get; } = new();

    internal ObjectIdentifier Oid { get; } = options.Credentials[0].Oid;

    internal TrustedCi[] Cis { get; } = [.. options.Credentials.Select(credential => credential.Ci)];

    internal DateTimeOffset Now => Options.Time.GetUtcNow();

    internal Octets Draw(int size)
    {
        byte[] octets = new byte[size];
        Random.Fill(octets);
        return Octets.Wrap(octets);
    }

    /// <summary>Whoever else wants to be told.</summary>
    internal event Action<SmdpEvent>? Happened;

    /// <summary>Tells the host and the log.</summary>
    internal void Raise(SmdpEvent happened)
    {
        Log.Event(Logger, happened);
        SmdpTelemetry.Count(happened);
        Options.OnEvent?.Invoke(happened);
        Happened?.Invoke(happened);
    }

    /// <summary>Changes an order, writes down what happened to it, and tells about it.</summary>
    /// <param name="happened">What happened, and to which order.</param>
    /// <param name="change">The order after the change; null to leave everything as it is.</param>
    /// <returns>False if nothing changed.</returns>
    internal bool Change(OrderEvent happened, Func<ProfileOrder, ProfileOrder?> change)
    {
        ProfileOrder seen, next;
        do
        {
            seen = Orders.Find(happened.Iccid)!;
            if (change(seen) is not { } changed) return false;
            next = changed.With(happened);
        }
        while (!Orders.TryUpdate(seen, next));
        Raise(happened);
        return true;
    }
}

/// <summary>Lets one thread at a time draw from a source that may not bear more.</summary>
internal sealed class LockedRandom(RandomSource source) : RandomSource
{
    private readonly Lock _lock = new();

    public override void Fill(Span<byte> destination)
    {
        lock (_lock) source.Fill(destination);
    }
}
