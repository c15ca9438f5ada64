using System.Diagnostics;
using System.Diagnostics.Metrics;

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

    /// <summary>RSP sessions that are remembered now; tag <c>rsp.server</c>, the address of the server.</summary>
    public const string Sessions = "euiccsim.smdp.sessions";

    /// <summary>Counts Bound Profile Packages that left; tag <c>rsp.repeated</c>, true for one that was sent before.</summary>
    public const string Deliveries = "euiccsim.smdp.deliveries";

    /// <summary>Counts installations that eUICCs told of; tag <c>rsp.result</c>, "installed" or "failed".</summary>
    public const string Installations = "euiccsim.smdp.installations";

    /// <summary>Counts notifications that were not believed; tag <c>rsp.fault</c>.</summary>
    public const string DroppedNotifications = "euiccsim.smdp.notifications.dropped";

    internal static readonly ActivitySource Source = new(Name);

    internal static readonly Meter Meter = new(Name);

    /// <summary>Of an SM-DP+.</summary>
    internal static readonly CallInstruments SmdpCalls = new(Meter, Calls, CallDuration);

    /// <summary>Of an SM-DS.</summary>
    internal static readonly CallInstruments SmdsCalls = new(Meter, DiscoveryCalls, DiscoveryCallDuration);
}
