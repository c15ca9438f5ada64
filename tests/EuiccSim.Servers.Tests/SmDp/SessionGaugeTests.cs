using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using EuiccSim.Servers.Telemetry;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp;

/// <summary>How many sessions a server remembers is its own to show, and is gone with it.</summary>
internal sealed class SessionGaugeTests
{
    [Test]
    public void Each_server_shows_its_own_sessions()
    {
        TestServer one = Named("one.gauge.example"), two = Named("two.gauge.example");
        foreach (TestServer server in new[] { one, two, two }) Begin(server);
        Assert.That(Shown(), Is.EquivalentTo(new[] { ("one.gauge.example", 1L), ("two.gauge.example", 2L) }));
        GC.KeepAlive((one, two));
    }

    [Test]
    public void A_server_that_is_gone_shows_nothing_and_is_not_held()
    {
        WeakReference gone = Lose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That((gone.IsAlive, Shown().Any(shown => shown.Server == "gone.gauge.example")), Is.EqualTo((false, false)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Lose()
    {
        TestServer server = Named("gone.gauge.example");
        Begin(server);
        Assert.That(Shown(), Does.Contain(("gone.gauge.example", 1L)));
        return new(server.Server);
    }

    private static TestServer Named(string address) => new(options => options with { Address = address });

    private static void Begin(TestServer server) => Assert.That(server.Euicc().Initiate(server.Server.Options.Address).Code, Is.Empty);

    private static List<(string Server, long Sessions)> Shown()
    {
        List<(string, long)> shown = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == SmdpTelemetry.Sessions) to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, sessions, tags, _) =>
        {
            string server = (string)tags[0].Value!;
            if (tags[0].Key == "rsp.server" && server.EndsWith(".gauge.example", StringComparison.Ordinal)) shown.Add((server, sessions));
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }
}
