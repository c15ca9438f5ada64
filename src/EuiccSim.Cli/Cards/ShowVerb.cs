using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Cli.LpaVerbs;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Summaries;

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
            CardState state = CardImages.ReadExisting(path);
            GivenNumber.Tell(at.Error, state.Eid);
            // A copy in memory tells all that a card can tell; the image stays as it is.
            await using CardConnection connection = new(VirtualEuicc.Restore(state, new(at.Time, at.Random)));
            await using LpaClient lpa = await LpaClient.OpenAsync(new LogicalChannelOpener(connection), cancellationToken: call.Ct);
            return new CardFacts(
                path,
                state,
                await EuiccSummary.AskAsync(lpa, call.Ct),
                new(await lpa.ListProfilesAsync(call.Ct)),
                new(await lpa.ListNotificationsAsync(call.Ct)));
        });
    }
}

/// <summary>What is on a card.</summary>
internal sealed record CardFacts(string File, CardState State, EuiccSummary Chip, ProfileList Profiles, NotificationList Notifications) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("file", File);
        json.WriteString("eid", State.Eid.Digits);
        json.WriteString("personality", State.PersonalityName);
        json.WriteStrings("curves", State.Curves);
        Chip.WriteAddresses(json);
        json.WriteNumber("nextSequenceNumber", State.NextSequenceNumber);
        Chip.WriteInfo(json);
        Profiles.WriteMembers(json);
        Notifications.WriteMembers(json);
    }

    internal override void Show(IAnsiConsole console)
    {
        console.Write(Tables.OfFacts(
            ("EID", State.Eid.Digits),
            ("personality", State.PersonalityName),
            ("curves", string.Join(", ", State.Curves)),
            ("default SM-DP+", Chip.DefaultDpAddress ?? "none"),
            ("free memory", Chip.FreeMemory?.ToString(CultureInfo.InvariantCulture)),
            ("profiles", Profiles.Profiles.Count.ToString(CultureInfo.InvariantCulture)),
            ("notifications that wait", Notifications.Notifications.Count.ToString(CultureInfo.InvariantCulture))));
        if (Profiles.Profiles.Count > 0) Profiles.Show(console);
        if (Notifications.Notifications.Count > 0) Notifications.Show(console);
    }
}
