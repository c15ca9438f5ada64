using EuiccSim.Lpa;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa discover</c>.</summary>
internal sealed class DiscoverVerb
{
    private readonly CardTargetOptions _target;
    private readonly Option<string?> _smds = new("--sm-ds") { Description = "The SM-DS, instead of the eUICC's root SM-DS.", HelpName = "ADDRESS" };
    private readonly Option<bool> _download = new("--download") { Description = "Downloads and installs what waits." };
    private readonly DownloadChoices _choices = new();
    private readonly ProfileChange _change;

    private DiscoverVerb(CardTargetOptions target) => (_target, _change) = (target, new(target));

    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        DiscoverVerb verb = new(target);
        Command command = new("discover", "Asks the SM-DS what waits for this eUICC.") { verb._smds, verb._download };
        verb._choices.AddTo(command);
        return verb._change.AddTo(command).Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        DiscoveryOptions options = new() { SmdsAddress = call.Parsed.GetValue(_smds) };
        if (_choices.ReadImei(call) is { } imei) options = options.WithImei(imei);
        IEs9Transport servers = _change.OpenServers(call);
        using IDisposable? owned = servers as IDisposable;
        return await _target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            DiscoveryOutcome outcome = await lpa.DiscoverAsync(options, new StepLines(call), call.Ct);
            if (outcome is not DiscoveryOutcome.Answered answered) throw Failures.Of(outcome);
            if (!call.Parsed.GetValue(_download)) return new EventList(answered.Events, GivenWords.OfTarget(call.Parsed) + GivenWords.Of(call.Parsed, "--sm-ds"));
            return await DownloadAllAsync(lpa, answered.Events, call);
        }, servers);
    }

    /// <summary>One event that fails does not keep back the others.</summary>
    private async Task<EventDownloads> DownloadAllAsync(LpaClient lpa, SequenceOf<DiscoveredEvent> events, VerbCall call)
    {
        List<EventDownload> results = [];
        foreach (DiscoveredEvent one in events)
        {
            try
            {
                VerbResult result = await _choices.RunAsync(lpa, one.ToActivationCode(), isPreview: false, _change.Sends(call), call);
                if (result is DownloadResult { Notifications: var report }) _change.Told(call, report);
                results.Add(new(one, result, null));
            }
            catch (Exception e) when (e is not OperationCanceledException && Failures.Of(e) is { } failure)
            {
                results.Add(new(one, null, failure));
            }
        }
        return new(results);
    }

    private sealed class StepLines(VerbCall call) : IProgress<DiscoveryProgress>
    {
        public void Report(DiscoveryProgress value) => call.Progress(StandardName.OfHyphenated(value.Step));
    }
}

/// <summary>What waits at SM-DP+s.</summary>
/// <param name="Events">What waits.</param>
/// <param name="Card">The options that the next verb wants, too.</param>
internal sealed record EventList(SequenceOf<DiscoveredEvent> Events, string Card) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("events", Events, one => one.WriteMembers(json));

    internal override void Show(IAnsiConsole console)
    {
        if (Events.Count == 0)
        {
            console.Line("Nothing waits.");
            return;
        }
        console.Write(Tables.Of("event", "server", "told by", "").Rows(Events, one => [one.EventId, one.RspServerAddress, one.SmdsAddress, one.Trouble]));
        console.Line($"'euiccsim lpa discover --download{Card}' installs what waits.");
    }
}

/// <summary>What became of an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Result">What was installed, or null.</param>
/// <param name="Failure">Why nothing was, or null.</param>
internal sealed record EventDownload(DiscoveredEvent Event, VerbResult? Result, CommandFailure? Failure);

/// <summary>What became of all events.</summary>
internal sealed record EventDownloads(IReadOnlyList<EventDownload> Results) : VerbResult
{
    /// <summary>The first one stands for all: its exit code and its words.</summary>
    internal override CommandFailure? Failure => Results.FirstOrDefault(one => one.Failure is not null)?.Failure;

    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("events", Results, one =>
    {
        one.Event.WriteMembers(json);
        json.WriteBoolean("installed", one.Result is not null);
        one.Result?.WriteMembers(json);
        json.WriteString("fault", one.Failure?.Text);
    });

    internal override void Show(IAnsiConsole console)
    {
        if (Results.Count == 0) console.Line("Nothing waits.");
        foreach (EventDownload one in Results)
        {
            if (one.Result is null) console.Line($"{one.Event.EventId} at {one.Event.RspServerAddress}: {one.Failure!.Text}");
            else one.Result.Show(console);
        }
    }
}
