using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>What the server tells about itself, and what it does not tell.</summary>
public sealed class ObservabilityTests
{
    [Test]
    public async Task No_secret_is_in_any_log_at_any_level()
    {
        using Journal journal = new();
        await using (Site site = await Site.StartAsync(loggers: journal))
        {
            using HttpClient client = site.Client();
            await site.DownloadAsync(client, site.Release("VERY-SECRET-ID", code: "73917391"), Site.Nist);
            await site.DownloadAsync(client, site.Release("OTHER-SECRET-ID", 2), Site.Nist);
        }
        string log = string.Join('\n', journal.Lines);
        Assert.That(log, Does.Contain("/gsma/rsp2/es9plus/handleNotification"), "Kestrel's own lines are there");
        Assert.That(log, Does.Contain("Installed").And.Contain("8949000000000000002"));
        string[] secrets =
        [
            Site.SecretKey, Site.SecretOpc, Convert.ToBase64String(Convert.FromHexString(Site.SecretKey)), "VERY-SECRET-ID", "OTHER-SECRET-ID", "73917391",
            .. new[] { Site.Nist.DpAuthKey, Site.Nist.DpPbKey, Site.Nist.DpTlsKey! }.SelectMany(key => new[]
            {
                Convert.ToHexString(key.ExportScalar()), Convert.ToBase64String(key.ExportScalar()),
            }),
        ];
        foreach (string secret in secrets) Assert.That(log, Does.Not.Contain(secret).IgnoreCase);
    }

    [Test]
    public async Task Calls_deliveries_installations_and_sessions_are_counted()
    {
        ConcurrentBag<(string Instrument, double Value, Dictionary<string, object?> Tags)> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Name == "EuiccSim.Servers") to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Tags(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Tags(tags))));
        listener.Start();
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        await site.DownloadAsync(client, site.Release("MATCH"), Site.Nist);
        await site.DownloadAsync(client, site.Release("MATCH-2", 2) with { MatchingId = "WRONG" }, Site.Nist);
        listener.RecordObservableInstruments();

        int Count(string instrument, params (string Tag, object Value)[] tags) => measured.Count(one =>
            one.Instrument == instrument && tags.All(tag => one.Tags.TryGetValue(tag.Tag, out object? value) && Equals(value, tag.Value)));
        Assert.That(Count("euiccsim.smdp.calls", ("rsp.function", "getBoundProfilePackage"), ("rsp.outcome", "done"), ("rsp.binding", "json")), Is.GreaterThanOrEqualTo(1));
        Assert.That(Count("euiccsim.smdp.calls", ("rsp.function", "authenticateClient"), ("rsp.outcome", "refused"), ("rsp.status_code", "8.2.6/3.8")), Is.GreaterThanOrEqualTo(1));
        Assert.That(Count("euiccsim.smdp.call.duration", ("rsp.interface", "es9plus"), ("rsp.function", "initiateAuthentication")), Is.GreaterThanOrEqualTo(2));
        Assert.That(Count("euiccsim.smdp.deliveries", ("rsp.repeated", false)), Is.GreaterThanOrEqualTo(1));
        Assert.That(Count("euiccsim.smdp.installations", ("rsp.result", "installed")), Is.GreaterThanOrEqualTo(1));
        Assert.That(Count("euiccsim.smdp.sessions", ("rsp.server", Site.Address)), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task Each_call_is_an_activity()
    {
        ConcurrentBag<Activity> activities = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "EuiccSim.Servers",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        await site.DownloadAsync(client, site.Release("MATCH"), Site.Nist);
        Assert.That(activities.Select(activity => activity.DisplayName), Is.SupersetOf(new[]
        {
            "es9plus/initiateAuthentication", "es9plus/authenticateClient", "es9plus/getBoundProfilePackage", "es9plus/handleNotification",
        }));
    }

    private static Dictionary<string, object?> Tags(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> all = [];
        foreach ((string key, object? value) in tags) all[key] = value;
        return all;
    }

    private sealed class Journal : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        internal IEnumerable<string> Lines => _lines;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            _lines.Enqueue($"scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
