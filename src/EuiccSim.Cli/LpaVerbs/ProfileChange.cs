using EuiccSim.Lpa;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>What verbs that change profiles have in common: how the device learns of it, and that the servers are told.</summary>
internal sealed class ProfileChange
{
    private readonly CardTargetOptions _target;
    private readonly ServerOptions _servers;

    private readonly Option<string> _refresh = new("--refresh")
    {
        Description = "Whether the device shall start anew with the other profile (REFRESH): on, off, or auto for what the card takes.",
        HelpName = "on|off|auto",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<bool> _noNotifications = new("--no-notifications") { Description = "Tells no server: the notifications stay on the card." };

    internal ProfileChange(CardTargetOptions target)
    {
        (_target, _servers) = (target, new(target));
        _refresh.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && word is not ("on" or "off" or "auto")) result.AddError($"--refresh takes on, off or auto, not '{word}'.");
        });
    }

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="switches">True if it can change which profile is enabled.</param>
    internal Command AddTo(Command verb, bool switches = false)
    {
        if (switches) verb.Add(_refresh);
        verb.Add(_noNotifications);
        return _servers.AddTo(verb);
    }

    /// <summary>False if no server is to be told.</summary>
    internal bool Sends(VerbCall call) => !call.Parsed.GetValue(_noNotifications);

    /// <summary>The way to servers. Dispose of it if it can be disposed of.</summary>
    internal IEs9Transport OpenServers(VerbCall call) => _servers.Open(call);

    /// <summary>Opens the card, changes something, and tells the servers of it where that is wanted.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="operation">What to do; it answers whether it changed the enabled profile.</param>
    internal async Task<NotificationReport> RunAsync(VerbCall call, Func<LpaClient, Task<bool>> operation)
    {
        if (!Sends(call)) return await RunAsync(call, operation, null);
        IEs9Transport servers = OpenServers(call);
        using IDisposable? owned = servers as IDisposable;
        return await RunAsync(call, operation, servers);
    }

    /// <summary>The same, with a way to servers that is open.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="operation">What to do; it answers whether it changed the enabled profile.</param>
    /// <param name="servers">The way to servers; null for an operation that needs none and tells none.</param>
    internal async Task<NotificationReport> RunAsync(VerbCall call, Func<LpaClient, Task<bool>> operation, IEs9Transport? servers)
    {
        RefreshMode refresh = call.Parsed.GetValue(_refresh) switch { "on" => RefreshMode.On, "off" => RefreshMode.Off, _ => RefreshMode.Auto };
        if (servers is not null && Sends(call)) return Told(call, await _target.NotifyAsync(call, operation, servers, refresh));
        await _target.WithLpaAsync(call, operation, servers, refresh);
        return NotificationReport.NotWanted;
    }

    /// <summary>Says of what is still on the card, where it was to be sent.</summary>
    internal NotificationReport Told(VerbCall call, NotificationReport report)
    {
        if (report.AreServersTold || !Sends(call)) return report;
        foreach (string warning in report.Warnings) call.Say($"Warning: {warning}");
        string advice = KeptNotifications.Advice([.. report.Results.Where(one => one.Trouble is not null)], GivenWords.OfCard(call.Parsed));
        call.Say($"'euiccsim lpa notifications send{GivenWords.OfTarget(call.Parsed)}' tries again. {advice}".TrimEnd());
        return report;
    }
}

/// <summary>Something was done to profiles.</summary>
/// <param name="Sentence">For a person.</param>
/// <param name="Notifications">What became of its notifications.</param>
/// <param name="Members">For a program.</param>
internal sealed record ChangeResult(string Sentence, NotificationReport Notifications, params (string Name, string? Value)[] Members) : VerbResult
{
    /// <summary>That a person gave up while servers were told; null where nobody did.</summary>
    internal CommandFailure? GivenUp { get; init; }

    internal override CommandFailure? Failure => GivenUp;

    /// <summary>Whether the device was made to start anew; null where that is no question.</summary>
    internal bool? Refresh { get; init; }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach ((string name, string? value) in Members) json.WriteString(name, value);
        if (Refresh is { } refresh) json.WriteBoolean("refresh", refresh);
        Notifications.WriteMembers(json);
    }

    internal override void Show(IAnsiConsole console) => console.Line(Sentence);
}
