using EuiccSim.Lpa;
using EuiccSim.Lpa.Summaries;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>What is done to one profile.</summary>
internal static class ProfileVerbs
{
    internal static Command Enable(Surroundings at, CardTargetOptions target) => Build(
        at, target, "enable", "Enables a profile; the one that is enabled now is disabled.", "Enabled", (lpa, profile, ct) => lpa.EnableAsync(profile, ct));

    internal static Command Disable(Surroundings at, CardTargetOptions target) => Build(
        at, target, "disable", "Disables a profile.", "Disabled", (lpa, profile, ct) => lpa.DisableAsync(profile, ct));

    internal static Command Delete(Surroundings at, CardTargetOptions target) => Build(
        at, target, "delete", "Deletes a profile for good.", "Deleted", (lpa, profile, ct) => lpa.DeleteAsync(profile, ct));

    internal static Command Nickname(Surroundings at, CardTargetOptions target)
    {
        Argument<string> id = Id();
        Argument<string> name = new("NAME") { Description = "Up to 64 characters; \"\" for none." };
        return new Command("nickname", "Gives a profile a nickname.") { id, name }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ProfileSummary profile = await FindAsync(lpa, call.Parsed.GetRequiredValue(id), call.Ct);
            string nickname = call.Parsed.GetRequiredValue(name);
            if (profile is { Iccid: null, Damage: not null })
                throw new CommandFailure(ExitCode.SaidNo, "SetNickname", "iccidUnreadable", $"The ICCID of the profile {profile.Aid} cannot be read, and nicknames are given by ICCID.");
            if (profile.Iccid is not { } iccid)
                throw new CommandFailure(ExitCode.SaidNo, "SetNickname", "iccidNotFound", $"There is no profile {profile.Aid} on the card.");
            if (nickname.EnumerateRunes().Count() > 64) throw CommandFailure.Missing("arguments", "A nickname has up to 64 characters.");
            await lpa.Es10c.SetNicknameAsync(iccid, nickname, call.Ct);
            return Result(nickname.Length == 0 ? "No nickname for" : $"'{nickname}' is the nickname of", profile);
        }));
    }

    private static Command Build(
        Surroundings at, CardTargetOptions target, string name, string description, string done, Func<LpaClient, ProfileSummary, CancellationToken, ValueTask> act)
    {
        Argument<string> id = Id();
        return new Command(name, description) { id }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ProfileSummary profile = await FindAsync(lpa, call.Parsed.GetRequiredValue(id), call.Ct);
            await act(lpa, profile, call.Ct);
            return Result(done, profile);
        }));
    }

    private static Done Result(string done, ProfileSummary profile) => new($"{done} {profile}.", ("iccid", profile.IccidDigits), ("aid", profile.Aid));

    private static async Task<ProfileSummary> FindAsync(LpaClient lpa, string id, CancellationToken cancellationToken) =>
        await lpa.FindProfilesAsync(id, cancellationToken) switch
        {
            [var one] => one,
            [] => throw new CommandFailure(ExitCode.SaidNo, "GetProfilesInfo", "profileNotFound", $"There is no profile '{id}' on the card."),
            { Count: var count } => throw CommandFailure.Missing("ambiguous", $"{count} profiles are called '{id}': name the ICCID."),
        };

    private static Argument<string> Id() => new("ID") { Description = "The profile: its ICCID, its ISD-P's AID, or its nickname." };
}
