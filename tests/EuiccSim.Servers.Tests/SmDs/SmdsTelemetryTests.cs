using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EuiccSim.Servers.Telemetry;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDs;

/// <summary>All servers have one shell around their functions: so an SM-DS measures as an SM-DP+ does.</summary>
internal sealed class SmdsTelemetryTests
{
    [Test]
    public void Calls_of_an_SM_DS_are_counted_by_interface_function_and_outcome()
    {
        ConcurrentBag<string> counted = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == SmdpTelemetry.DiscoveryCalls) to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            Dictionary<string, object?> named = new(tags.ToArray());
            counted.Add($"{named["rsp.interface"]} {named["rsp.function"]} {named["rsp.binding"]} {named["rsp.outcome"]} {named.GetValueOrDefault("rsp.status_code")}");
        });
        listener.Start();
        TestSmds smds = new();
        smds.Register("ONE");
        string inUse = smds.Register("ONE").Code;
        Assert.That(smds.Es12("registerEvent", TestSmds.Smdp, "{").Status, Is.EqualTo(400));
        Assert.That(smds.Discover(), Has.Length.EqualTo(1));
        Assert.That(counted, Is.SupersetOf(new[]
        {
            "es12 registerEvent json done ", $"es12 registerEvent json refused {inUse}", "es12 registerEvent json malformed ",
            "es11 initiateAuthentication json done ", "es11 authenticateClient json done ",
        }));
    }
}
