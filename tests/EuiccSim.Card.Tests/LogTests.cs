using EuiccSim.Protocol.Asn1;
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
