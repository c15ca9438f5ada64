using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card.Tests;

public sealed class LogTests
{
    [Test]
    public void A_download_is_logged_without_its_secrets()
    {
        List<string> lines = [];
        TestEuicc card = new(new CardOptions { LoggerFactory = new ListFactory(lines) });
        card.Install(TestPackages.Built).Aid();
        card.Card.Reset();
        Assert.That(lines, Does.Contain($"profile {TestPackages.IccidDigits} was installed"));
        Assert.That(lines, Does.Contain("GetEuiccChallengeRequest was performed"));
        Assert.That(lines[^1], Is.EqualTo("the card was reset"));
        // K of the package.
        Assert.That(lines, Has.None.Contains("465B5CE8"));
    }

    [Test]
    public void A_refused_package_is_logged_with_its_reason()
    {
        List<string> lines = [];
        TestEuicc card = new(new CardOptions { LoggerFactory = new ListFactory(lines) });
        card.LoadSmall(new() { RemoteOperation = 2 });
        Assert.That(lines, Does.Contain("a bound profile package was refused: InitialiseSecureChannel, UnsupportedRemoteOperationType"));
    }

    [Test]
    public void Functions_are_traced_decoded()
    {
        List<TraceEvent> events = [];
        TestEuicc card = new(new CardOptions { Trace = events.Add });
        card.Challenge();
        TraceEvent.Es10 traced = events.OfType<TraceEvent.Es10>().Single();
        Assert.That((traced.Request.GetType().Name, traced.Response.GetType().Name), Is.EqualTo(("GetEuiccChallengeRequest", "GetEuiccChallengeResponse")));
    }

    [Test]
    public void A_one_time_key_does_not_show_its_secret_as_text()
    {
        TestEuicc card = new();
        card.Prepare(new());
        string text = card.State.OneTimeKey!.ToString();
        Assert.That(text, Does.Contain(card.State.OneTimeKey.PublicPoint.ToString()).And.Not.Contain(card.State.OneTimeKey.Scalar.ToString()));
    }

    private sealed class ListFactory(List<string> lines) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
