using System.Diagnostics.Metrics;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.SmDp;

/// <summary>What an SM-DP+ counts beside its calls.</summary>
internal static class SmdpCounters
{
    /// <summary>From now on the server's sessions count, for as long as it is there.</summary>
    internal static void Watch(SmdpContext server)
    {
        lock (s_servers)
        {
            s_servers.RemoveAll(static gone => !gone.TryGetTarget(out _));
            s_servers.Add(new(server));
        }
    }

    internal static void Count(SmdpEvent happened)
    {
        switch (happened)
        {
            case OrderEvent.Delivered delivered:
                s_deliveries.Add(1, new KeyValuePair<string, object?>("rsp.repeated", delivered.IsRepeated));
                break;
            case OrderEvent.Installed:
                s_installations.Add(1, new KeyValuePair<string, object?>("rsp.result", "installed"));
                break;
            case OrderEvent.InstallationFailed:
                s_installations.Add(1, new KeyValuePair<string, object?>("rsp.result", "failed"));
                break;
            case SmdpEvent.NotificationDropped dropped:
                s_dropped.Add(1, new KeyValuePair<string, object?>("rsp.fault", dropped.Fault.ToString()));
                break;
        }
    }

    private static long OpenSessions()
    {
        long open = 0;
        lock (s_servers)
        {
            foreach (WeakReference<SmdpContext> reference in s_servers)
                if (reference.TryGetTarget(out SmdpContext? server)) open += server.Store.LastSessionCount.All;
        }
        return open;
    }

    private static readonly List<WeakReference<SmdpContext>> s_servers = [];

    private static readonly Counter<long> s_deliveries = SmdpTelemetry.Meter.CreateCounter<long>(SmdpTelemetry.Deliveries, "{package}", "Bound Profile Packages that left.");
    private static readonly Counter<long> s_installations = SmdpTelemetry.Meter.CreateCounter<long>(SmdpTelemetry.Installations, "{profile}", "Installations told by eUICCs.");
    private static readonly Counter<long> s_dropped = SmdpTelemetry.Meter.CreateCounter<long>(SmdpTelemetry.DroppedNotifications, "{notification}", "Notifications not believed.");
    private static readonly ObservableUpDownCounter<long> s_sessions =
        SmdpTelemetry.Meter.CreateObservableUpDownCounter(SmdpTelemetry.Sessions, OpenSessions, "{session}", "RSP sessions remembered now.");
}
