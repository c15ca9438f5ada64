using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;
using Spectre.Console;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>A profile was installed.</summary>
internal sealed record DownloadResult(DownloadOutcome.Installed Installed) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("iccid", Installed.Iccid.Digits);
        json.WriteString("aid", Installed.IsdpAid.ToString());
        OfferResult.WriteNames(json, Installed.Metadata);
        json.WriteBoolean("notificationsDelivered", AllDelivered);
    }

    internal override void Show(IAnsiConsole console)
    {
        console.Line($"Installed {UserQuestions.Describe(Installed.Metadata)}; 'euiccsim lpa enable' enables it.");
        if (!AllDelivered) console.Line("The server was not told; 'euiccsim lpa notifications send' tries again.");
    }

    private bool AllDelivered => Installed.Notifications.All(one => one is NotificationResult.Delivered);
}

/// <summary>What a server offers.</summary>
internal sealed record OfferResult(ProfileOffer Offer) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("server", Offer.ServerAddress);
        json.WriteString("iccid", Offer.Metadata.Iccid.Digits);
        WriteNames(json, Offer.Metadata);
        json.WriteBoolean("confirmationCodeRequired", Offer.IsConfirmationCodeRequired);
    }

    internal override void Show(IAnsiConsole console)
    {
        StoreMetadataRequest metadata = Offer.Metadata;
        console.Write(Tables.OfFacts(
            ("server", Offer.ServerAddress),
            ("ICCID", metadata.Iccid.Digits),
            ("service provider", metadata.ServiceProviderName),
            ("name", metadata.ProfileName),
            ("class", StandardName.Of(metadata.ProfileClass)),
            ("policy rules", metadata.ProfilePolicyRules is { } rules ? string.Join(", ", StandardName.OfBits(rules)) : "none"),
            ("Confirmation Code", Offer.IsConfirmationCodeRequired ? "required" : "not required")));
        console.Line("Nothing was installed.");
    }

    internal static void WriteNames(Utf8JsonWriter json, StoreMetadataRequest metadata)
    {
        json.WriteString("serviceProvider", metadata.ServiceProviderName);
        json.WriteString("name", metadata.ProfileName);
        json.WriteString("class", StandardName.Of(metadata.ProfileClass));
    }
}
