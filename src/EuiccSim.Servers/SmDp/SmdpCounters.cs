using System.Diagnostics.Metrics;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Telemetry;

namespace EuiccSim.Servers.SmDp;

/// <summary>What an SM-DP+ counts beside its calls.</summary>
internal static class SmdpCounters
{
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

    private static readonly Counter<long> s_deliveries = SmdpTelemetry.Meter.CreateCounter<long>(SmdpTelemetry.Deliveries, "{package}", "Bound Profile Packages that left.");
    private static readonly Counter<long> s_installations = SmdpTelemetry.Meter.CreateCounter<long>(SmdpTelemetry.Installations, "{profile}", "Installations told by eUICCs.");
    private static readonly Counter<long> s_dropped = SmdpTelemetry.Meter.CreateCounter<long>(SmdpTelemetry.DroppedNotifications, "{notification}", "Notifications not believed.");
}
