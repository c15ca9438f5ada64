using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>A profile was installed.</summary>
/// <param name="Installed">What the card says.</param>
/// <param name="Card">The options that the next verb wants, too.</param>
internal sealed record DownloadResult(DownloadOutcome.Installed Installed, string Card) : VerbResult
{
    /// <summary>The nickname that it was given, or null.</summary>
    internal string? Nickname { get; init; }

    /// <summary>True if it was enabled, too.</summary>
    internal bool IsEnabled { get; init; }

    /// <summary>What is still to be done with the card; null for nothing.</summary>
    internal string? Advice { get; init; }

    /// <summary>Why what was to follow did not.</summary>
    internal CommandFailure? Fault { get; init; }

    /// <summary>What became of the notifications of what followed; null where nothing did.</summary>
    internal NotificationReport? Later { get; init; }

    /// <summary>What became of the notifications of all of it.</summary>
    internal NotificationReport Notifications => Later is null ? new(Installed.Notifications) : new NotificationReport(Installed.Notifications).With(Later);

    internal override CommandFailure? Failure => Fault;

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        Installed.WriteMembers(json);
        json.WriteString("nickname", Nickname);
        json.WriteBoolean("enabled", IsEnabled);
        Notifications.WriteMembers(json);
        if (Advice is not null) json.WriteString("advice", Advice);
    }

    internal override void Show(IAnsiConsole console)
    {
        console.Line($"Installed {Installed.Profile}{(Nickname is null ? "" : $" as '{Nickname}'")}" +
            (IsEnabled ? ", and enabled it." : $"; 'euiccsim lpa enable {Installed.Iccid}{Card}' enables it."));
        if (Installed.Answer is { Elements.Count: > 0 } answer) console.Line($"The eUICC did not take all of it: {answer}.");
        if (Advice is not null) console.Line(Advice);
    }
}

/// <summary>What a server offers.</summary>
internal sealed record OfferResult(ProfileOffer Offer) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => Offer.WriteMembers(json);

    internal override void Show(IAnsiConsole console)
    {
        console.Write(Tables.OfFacts(
            ("server", Offer.ServerAddress),
            ("ICCID", Offer.Profile.Iccid),
            ("service provider", Offer.Profile.ServiceProvider),
            ("name", Offer.Profile.Name),
            ("class", Offer.Profile.Class),
            ("policy rules", Offer.Profile.PolicyRules ?? "none"),
            ("Confirmation Code", Offer.IsConfirmationCodeRequired ? "required" : "not required")));
        console.Tell("the metadata that the server sent", Offer.Damage);
        console.Line("Nothing was installed.");
    }
}
