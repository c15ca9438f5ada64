using System.Diagnostics;
using System.Diagnostics.Metrics;
using EuiccSim.Servers.Orders;

namespace EuiccSim.Servers.Telemetry;

/// <summary>What an SM-DP+ counts and times, for OpenTelemetry or <c>dotnet-counters</c>: the names of its meter and its instruments.</summary>
/// <remarks>
/// Tags: <c>rsp.interface</c> ("es9plus", "es2plus"; of an SM-DS "es11", "es12", "es15"), <c>rsp.function</c> ("authenticateClient"), <c>rsp.binding</c> ("json", "asn1"),
/// <c>rsp.outcome</c> ("done", "refused", "malformed", "failed" where the store cannot be reached) and, where refused, <c>rsp.status_code</c> ("8.2.6/3.8"). No tag holds anything
/// about one order, eUICC or session.
/// </remarks>
public static class SmdpTelemetry
{
    /// <summary>The name of the <see cref="Meter"/> and of the <see cref="ActivitySource"/>, which has an activity for each call.</summary>
    public const string Name = "EuiccSim.Servers";

    /// <summary>Counts calls; with all tags.</summary>
    public const string Calls = "euiccsim.smdp.calls";

    /// <summary>How long calls take, without the network; a histogram in seconds, with all tags but the status code.</summary>
    public const string CallDuration = "euiccsim.smdp.call.duration";

    /// <summary>Counts calls of an SM-DS; with all tags.</summary>
    public const string DiscoveryCalls = "euiccsim.smds.calls";

    /// <summary>How long calls of an SM-DS take, without the network; a histogram in seconds, with all tags but the status code.</summary>
    public const string DiscoveryCallDuration = "euiccsim.smds.call.duration";

    /// <summary>RSP sessions that are remembered now, in all servers of the process.</summary>
    public const string Sessions = "euiccsim.smdp.sessions";

    /// <summary>Counts Bound Profile Packages that left; tag <c>rsp.repeated</c>, true for one that was sent before.</summary>
    public const string Deliveries = "euiccsim.smdp.deliveries";

    /// <summary>Counts installations that eUICCs told of; tag <c>rsp.result</c>, "installed" or "failed".</summary>
    public const string Installations = "euiccsim.smdp.installations";

    /// <summary>Counts notifications that were not believed; tag <c>rsp.fault</c>.</summary>
    public const string DroppedNotifications = "euiccsim.smdp.notifications.dropped";

    internal static readonly ActivitySource Source = new(Name);

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
    private static readonly Meter s_meter = new(Name);

    /// <summary>Of an SM-DP+.</summary>
    internal static readonly CallInstruments SmdpCalls = new(s_meter, Calls, CallDuration);

    /// <summary>Of an SM-DS.</summary>
    internal static readonly CallInstruments SmdsCalls = new(s_meter, DiscoveryCalls, DiscoveryCallDuration);

    private static readonly Counter<long> s_deliveries = s_meter.CreateCounter<long>(Deliveries, "{package}", "Bound Profile Packages that left.");
    private static readonly Counter<long> s_installations = s_meter.CreateCounter<long>(Installations, "{profile}", "Installations told by eUICCs.");
    private static readonly Counter<long> s_dropped = s_meter.CreateCounter<long>(DroppedNotifications, "{notification}", "Notifications not believed.");
    private static readonly ObservableUpDownCounter<long> s_sessions =
        s_meter.CreateObservableUpDownCounter(Sessions, OpenSessions, "{session}", "RSP sessions remembered now.");
}
