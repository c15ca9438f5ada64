using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EuiccSim.Servers.Telemetry;

/// <summary>What counts and times the calls of one kind of server.</summary>
/// <param name="meter">The meter.</param>
/// <param name="calls">The name of the counter.</param>
/// <param name="duration">The name of the histogram.</param>
internal sealed class CallInstruments(Meter meter, string calls, string duration)
{
    private readonly Counter<long> _calls = meter.CreateCounter<long>(calls, "{call}", "Calls by function and outcome.");
    private readonly Histogram<double> _duration = meter.CreateHistogram<double>(duration, "s", "Time of calls, without the network.");

    internal void Count(in TagList tags, TimeSpan time, string? statusCode)
    {
        _duration.Record(time.TotalSeconds, tags);
        TagList counted = tags;
        if (statusCode is not null) counted.Add("rsp.status_code", statusCode);
        _calls.Add(1, counted);
    }
}
