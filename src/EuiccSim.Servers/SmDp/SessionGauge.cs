using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.SmDp;

/// <summary>Shows whoever listens how many RSP sessions one server remembers. It is the server's own, and is gone with it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A server has no end that anybody tells: the meter goes when the server is collected.")]
internal sealed class SessionGauge
{
    private readonly Meter _meter = new(SmdpTelemetry.Name);

    internal SessionGauge(string address, ISmdpStore store)
    {
        // The process holds the meter, and must not hold the server by it.
        WeakReference<ISmdpStore> watched = new(store);
        KeyValuePair<string, object?> server = new("rsp.server", address);
        _meter.CreateObservableUpDownCounter(SmdpTelemetry.Sessions, () => Read(watched, server), "{session}", "RSP sessions remembered now.");
    }

    ~SessionGauge() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Read(WeakReference<ISmdpStore> watched, KeyValuePair<string, object?> server) =>
        watched.TryGetTarget(out ISmdpStore? store) ? [new(store.LastSessionCount.All, server)] : [];
}
