using EuiccSim.Lpa;
using EuiccSim.Lpa.Summaries;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa info</c> and <c>euiccsim lpa list</c>.</summary>
internal static class ListingVerbs
{
    internal static Command Info(Surroundings at, CardTargetOptions target) => new Command("info", "Tells what the eUICC is and can do.")
        .Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            EuiccSummary euicc = await EuiccSummary.AskAsync(lpa, call.Ct);
            GivenNumber.Tell(at.Error, euicc.Eid);
            return new EuiccFacts(euicc);
        }));

    internal static Command List(Surroundings at, CardTargetOptions target) => new Command("list", "Lists the profiles.")
        .Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ProfileList list = new(await lpa.ListProfilesAsync(call.Ct));
            foreach (ProfileSummary profile in list.Profiles) GivenNumber.Tell(at.Error, profile.Iccid);
            return list;
        }));

    private sealed record EuiccFacts(EuiccSummary Euicc) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json) => Euicc.WriteMembers(json);

        internal override void Show(IAnsiConsole console)
        {
            console.Write(Tables.OfFacts([.. Euicc.Facts]));
            console.Tell("EUICCInfo2", Euicc.Damage);
        }
    }
}

/// <summary>The profiles on a card.</summary>
internal sealed record ProfileList(IReadOnlyList<ProfileSummary> Profiles) : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("profiles", Profiles, profile => profile.WriteMembers(json));

    internal override void Show(IAnsiConsole console)
    {
        if (Profiles.Count == 0) console.Line("There is no profile.");
        else console.Write(Tables.Of("ICCID", "state", "nickname", "service provider", "name", "class").Rows(Profiles, profile => profile.ToRow()));
        foreach (ProfileSummary profile in Profiles) console.Tell($"the profile {profile}", profile.Damage);
    }
}
