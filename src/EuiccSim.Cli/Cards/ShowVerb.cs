using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Cli.LpaVerbs;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using Spectre.Console;

namespace EuiccSim.Cli.Cards;

/// <summary><c>euiccsim card show</c>: an image as it was last saved, also while another program has the card.</summary>
internal static class ShowVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo?> file = CardCommand.FileOrOwn();
        return new Command("show", "Shows what is on a card.") { file }.Does(at, async call =>
        {
            string path = call.Parsed.GetValue(file)?.FullName ?? CardImages.MakeOwn(call);
            CardState state = FileCardStore.Read(path);
            GivenNumber.Tell(at.Error, state.Euicc.Eid);
            // A copy in memory tells all that a card can tell; the image stays as it is.
            await using CardConnection connection = new(VirtualEuicc.Restore(state, new(at.Time, at.Random)));
            await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(connection), cancellationToken: call.Ct);
            return new CardFacts(
                path,
                state,
                await ChipInfo.AskAsync(lpa, call.Ct),
                new(await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: call.Ct)),
                new(await lpa.Es10b.ListNotificationAsync(cancellationToken: call.Ct)));
        });
    }
}

/// <summary>What is on a card.</summary>
internal sealed record CardFacts(string File, CardState State, ChipInfo Chip, ProfileList Profiles, NotificationList Notifications) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("file", File);
        json.WriteString("eid", State.Euicc.Eid.Digits);
        json.WriteString("personality", State.PersonalityName);
        json.WriteStrings("curves", Curves);
        json.WriteString("defaultDp", Chip.Addresses.DefaultDpAddress);
        json.WriteString("rootDs", Chip.Addresses.RootDsAddress);
        json.WriteNumber("nextSequenceNumber", State.NextSequenceNumber);
        EuiccInfo2Json.Write(json, "euiccInfo2", Chip.Info);
        Profiles.WriteMembers(json);
        Notifications.WriteMembers(json);
    }

    internal override void Show(IAnsiConsole console)
    {
        console.Write(Tables.OfFacts(
            ("EID", State.Euicc.Eid.Digits),
            ("personality", State.PersonalityName),
            ("curves", string.Join(", ", Curves)),
            ("default SM-DP+", Chip.Addresses.DefaultDpAddress ?? "none"),
            ("free memory", CardResources.TryRead(Chip.Info.ExtCardResource)?.FreeNonVolatileMemory?.ToString(CultureInfo.InvariantCulture)),
            ("profiles", Profiles.Profiles.Count.ToString(CultureInfo.InvariantCulture)),
            ("notifications that wait", Notifications.Notifications.Count.ToString(CultureInfo.InvariantCulture))));
        if (Profiles.Profiles.Count > 0) Profiles.Show(console);
        if (Notifications.Notifications.Count > 0) Notifications.Show(console);
    }

    private IEnumerable<string> Curves => State.Euicc.Credentials.Select(credential => credential.Key.Curve.Name);
}
