using EuiccSim.Lpa.Download;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>A profile was installed.</summary>
/// <param name="Installed">What the card says.</param>
/// <param name="Card">The options that chose the card.</param>
internal sealed record DownloadResult(DownloadOutcome.Installed Installed, string Card) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => Installed.WriteMembers(json);

    internal override void Show(IAnsiConsole console)
    {
        console.Line($"Installed {Installed.Profile}; 'euiccsim lpa enable {Installed.Iccid}{Card}' enables it.");
        if (!Installed.AreServersTold) console.Line($"The server was not told; 'euiccsim lpa notifications send{Card}' tries again.");
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
        console.Line("Nothing was installed.");
    }
}
