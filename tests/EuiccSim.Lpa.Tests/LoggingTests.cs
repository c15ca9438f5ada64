using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Tests.Download;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa.Tests;

/// <summary>What the library logs, and what it must not.</summary>
internal sealed class LoggingTests
{
    [Test]
    public async Task Functions_are_logged_and_secrets_are_not()
    {
        DownloadScene scene = new DownloadScene { CcRequired = true, Options = new() { ConfirmationCode = "4711-secret" } }.ToTheEnd();
        string log = await LogOf(scene);
        Assert.That(log, Does.Contain("ES10 AuthenticateServer").And.Contain("ES9+ getBoundProfilePackage at smdp.example.com"));
        Assert.That(log, Does.Contain("Notification 7 delivered to smdp.example.com").And.Contain("Download ends: Installed"));
        Assert.That(log, Does.Not.Contain("4711").And.Not.Contain("TOKEN-1"));
    }

    [Test]
    public async Task A_cancelled_session_is_logged_with_its_reason()
    {
        DownloadScene scene = new() { Options = new() { AskUser = (_, _) => new(UserDecision.Postpone) } };
        scene.ToOffered().Card.Answers("", "6985");
        Assert.That(await LogOf(scene), Does.Contain("Session cancelled with reason postponed; eUICC told: False, server told: False"));
    }

    private static async Task<string> LogOf(DownloadScene scene)
    {
        using Lines lines = new();
        await using LpaClient lpa = await LpaClient.OpenAsync(scene.Card, scene.Server, new() { LoggerFactory = lines });
        await lpa.DownloadAsync(scene.ActivationCode, scene.Options);
        return string.Join('\n', lines.Written);
    }

    private sealed class Lines : ILoggerFactory, ILogger
    {
        internal List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception) + exception?.Message);

        public void Dispose()
        {
        }
    }
}
