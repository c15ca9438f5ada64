using System.Net;
using System.Text;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Http;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Http;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Terminal;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>Our own LPA in this process, over HTTPS to the servers and by APDUs to the card. What it is made of can be changed.</summary>
internal class OurLpa : ILpaUnderTest
{
    private readonly StringBuilder _shown = new();
    private LpaSurroundings? _surroundings;
    private UiccTerminal? _terminal;

    public virtual string Name => "our own LPA";

    public virtual IReadOnlyCollection<string> Options => [.. LpaOption.All.Where(name => UsesTerminal || name != LpaOption.Terminal)];

    /// <summary>True for a device with a toolkit terminal, which performs REFRESH.</summary>
    internal bool UsesTerminal { get; init; }

    /// <summary>What is between the LPA and the card.</summary>
    internal Func<ICardConnection, ICardConnection> Card { get; init; } = card => card;

    /// <summary>What is between the LPA and servers.</summary>
    internal Func<IEs9Transport, IEs9Transport> Servers { get; init; } = servers => servers;

    /// <summary>How HTTPS is done.</summary>
    internal Func<RspHttpOptions, RspHttpOptions> Http { get; init; } = options => options;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    public Task BeginAsync(LpaSurroundings surroundings, CancellationToken cancellationToken)
    {
        _surroundings = surroundings;
        // Whatever the terminal knew of the last card.
        surroundings.CardChanged += () => _terminal = null;
        return Task.CompletedTask;
    }

    public async Task<LpaCallEnd> CallAsync(LpaCall call, CancellationToken cancellationToken)
    {
        _shown.Clear();
        try
        {
            int exitCode = await RunAsync(call, cancellationToken);
            return new LpaCallEnd.Ended(exitCode, _shown.ToString());
        }
        catch (Exception fault) when (fault is CardException or TransportException or MalformedResponseException or EuiccFunctionException or Es9TransportException or FormatException)
        {
            return new LpaCallEnd.Ended(2, fault.Message);
        }
    }

    public Task<bool> HasShownAsync(string question, SequenceOf<string> words, CancellationToken cancellationToken) =>
        Task.FromResult(words.All(word => _shown.ToString().Contains(word, StringComparison.Ordinal)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    protected virtual async Task<int> RunAsync(LpaCall call, CancellationToken cancellationToken)
    {
        using Es9HttpTransport http = new(Http(HttpOptions()));
        IEs9Transport servers = Servers(http);
        if (_terminal is null) await ResetAsync(cancellationToken);
        NotifiedOperation notified = new(ct => OpenAsync(servers, ct)) { Patience = TimeSpan.Zero };
        switch (call)
        {
            case LpaCall.Enable(var iccid, _):
                return Report(await notified.RunAsync(async lpa => await lpa.EnableAsync(await FindAsync(lpa, iccid), cancellationToken) || true, cancellationToken));
            case LpaCall.Disable(var iccid, _):
                return Report(await notified.RunAsync(async lpa => await lpa.DisableAsync(await FindAsync(lpa, iccid), cancellationToken) || true, cancellationToken));
            case LpaCall.Delete(var iccid, _):
                return Report(await notified.RunAsync(async lpa =>
                {
                    await lpa.DeleteAsync(await FindAsync(lpa, iccid), cancellationToken);
                    return false;
                }, cancellationToken));
            case LpaCall.Reset:
                return Report(await notified.RunAsync(async lpa =>
                {
                    await lpa.DeleteAllAsync(cancellationToken);
                    return true;
                }, cancellationToken));
            default:
                await using (LpaClient lpa = await OpenAsync(servers, cancellationToken)) return await RunAsync(lpa, call, cancellationToken);
        }
    }

    private async Task<int> RunAsync(LpaClient lpa, LpaCall call, CancellationToken cancellationToken)
    {
        switch (call)
        {
            case LpaCall.Info:
                foreach ((string name, string? value) in (await EuiccSummary.AskAsync(lpa, cancellationToken)).Facts) Show($"{name}: {value}");
                return 0;
            case LpaCall.List:
                foreach (ProfileSummary profile in await lpa.ListProfilesAsync(cancellationToken)) Show(string.Join(' ', profile.ToRow()));
                return 0;
            case LpaCall.Nickname(var iccid, _, var text):
                await lpa.Es10c.SetNicknameAsync(iccid, text, cancellationToken);
                return 0;
            case LpaCall.SendNotifications:
                return (await lpa.ProcessNotificationsAsync(cancellationToken: cancellationToken)).All(one => one is NotificationResult.Delivered) ? 0 : 1;
            case LpaCall.Discover:
                return await lpa.DiscoverAsync(cancellationToken: cancellationToken) is DiscoveryOutcome.Answered ? 0 : 1;
            case LpaCall.Download download:
                return await DownloadAsync(lpa, download, cancellationToken);
            default:
                throw new InvalidOperationException($"no such call: {call}");
        }
    }

    private async Task<int> DownloadAsync(LpaClient lpa, LpaCall.Download download, CancellationToken cancellationToken)
    {
        DownloadOptions options = new()
        {
            ConfirmationCode = download.ConfirmationCode,
            AskUser = (offer, _) =>
            {
                Show($"{offer.Profile}, offered by {offer.ServerAddress}. {offer.Consequences}");
                return new(download.Answer switch { UserAnswer.No => UserDecision.Reject, UserAnswer.NotNow => UserDecision.Postpone, _ => UserDecision.Accept });
            },
        };
        DownloadOutcome outcome = await lpa.DownloadAsync(download.Code is null ? null : ActivationCode.Parse(download.Code), options, cancellationToken: cancellationToken);
        if (outcome is DownloadOutcome.Installed) return 0;
        Show(Refusal.Of(outcome).Message);
        return 1;
    }

    private RspHttpOptions HttpOptions() => new()
    {
        Trust = new() { Cis = [_surroundings!.Ci], Time = Time },
        // Without its port, as the eUICC has it in installation results.
        ConnectTo = new Dictionary<string, EndPoint> { [$"{_surroundings.SmdpAddress.Split(':')[0]}:443"] = _surroundings.SmdpEndPoint },
        RetryPause = TimeSpan.Zero,
        UseProxy = false,
    };

    private async ValueTask<LpaClient> OpenAsync(IEs9Transport servers, CancellationToken cancellationToken)
    {
        // What the card announced at the end of the last command: a REFRESH, perhaps.
        if (_terminal is { HasProactiveCommand: true } terminal) await terminal.ServeAsync(cancellationToken);
        return await LpaClient.OpenAsync(new LogicalChannelOpener(Way()), servers, new() { Time = Time }, cancellationToken);
    }

    private ICardConnection Way()
    {
        ICardConnection card = Card(_surroundings!.Card);
        return UsesTerminal ? _terminal ??= new(card) : card;
    }

    private async Task ResetAsync(CancellationToken cancellationToken) => await Way().ResetAsync(cancellationToken);

    private static async Task<ProfileSummary> FindAsync(LpaClient lpa, Iccid iccid) => (await lpa.FindProfilesAsync(iccid.Digits))[0];

    private int Report(NotificationReport report)
    {
        foreach (string warning in report.Warnings) Show(warning);
        return 0;
    }

    private void Show(string line) => _shown.AppendLine(line);
}
