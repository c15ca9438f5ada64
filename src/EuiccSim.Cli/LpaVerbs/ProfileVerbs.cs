using EuiccSim.Lpa;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>What is done to one profile.</summary>
internal static class ProfileVerbs
{
    internal static Command Enable(Surroundings at, CardTargetOptions target) => Switch(
        at, target, "enable", "Enables a profile; the one that is enabled now is disabled.", "Enabled", (lpa, profile, ct) => lpa.EnableAsync(profile, ct));

    internal static Command Disable(Surroundings at, CardTargetOptions target) => Switch(
        at, target, "disable", "Disables a profile.", "Disabled", (lpa, profile, ct) => lpa.DisableAsync(profile, ct));

    internal static Command Delete(Surroundings at, CardTargetOptions target)
    {
        Argument<string> id = Id();
        Consent consent = new();
        ProfileChange change = new(target);
        return change.AddTo(new("delete", "Deletes a profile for good.") { id, consent.Option }).Does(at, async call =>
        {
            ProfileSummary? profile = null;
            NotificationReport report = await change.RunAsync(call, async lpa =>
            {
                profile = await FindAsync(lpa, call.Parsed.GetRequiredValue(id), call.Ct);
                // Of an enabled one there is nothing to ask: the card keeps it.
                if (profile.State != "enabled") await consent.RequireAsync(call, "DeleteProfile", () => Task.FromResult(
                    $"This deletes {profile} (\"{profile.Nickname ?? profile.Name}\" of \"{profile.ServiceProvider}\") for good."));
                await lpa.DeleteAsync(profile, call.Ct);
                return false;
            });
            return Result(call, "Deleted", profile!, report);
        });
    }

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
                throw new CommandFailure(ExitCode.SaidNo, "SetNickname", "iccidNotFound", $"There is no profile {profile.Aid} on the card. {Advice.On("iccidNotFound")}");
            RequireNickname(nickname);
            await lpa.Es10c.SetNicknameAsync(iccid, nickname, call.Ct);
            string done = nickname.Length == 0 ? "No nickname for" : $"'{nickname}' is the nickname of";
            return new Done($"{done} {profile}.", ("iccid", profile.IccidDigits), ("aid", profile.Aid));
        }));
    }

    /// <summary>SGP.22 v2.5 §5.7.21 has 64 octets; what a person counts is characters.</summary>
    internal static void RequireNickname(string nickname)
    {
        if (nickname.EnumerateRunes().Count() > 64) throw CommandFailure.Missing("arguments", "A nickname has up to 64 characters.");
    }

    private static Command Switch(
        Surroundings at, CardTargetOptions target, string name, string description, string done, Func<LpaClient, ProfileSummary, CancellationToken, ValueTask<bool>> act)
    {
        Argument<string> id = Id();
        ProfileChange change = new(target);
        return change.AddTo(new(name, description) { id }, switches: true).Does(at, async call =>
        {
            ProfileSummary? profile = null;
            bool refresh = false;
            NotificationReport report = await change.RunAsync(call, async lpa =>
            {
                profile = await FindAsync(lpa, call.Parsed.GetRequiredValue(id), call.Ct);
                refresh = await act(lpa, profile, call.Ct);
                return true;
            });
            return Result(call, done, profile!, report) with { Refresh = refresh };
        });
    }

    private static ChangeResult Result(VerbCall call, string done, ProfileSummary profile, NotificationReport report) =>
        new($"{done} {profile}.", report, ("iccid", profile.IccidDigits), ("aid", profile.Aid)) { GivenUp = Failures.Interrupted(call) };

    private static async Task<ProfileSummary> FindAsync(LpaClient lpa, string id, CancellationToken cancellationToken) =>
        await lpa.FindProfilesAsync(id, cancellationToken) switch
        {
            [var one] => one,
            [] => throw new CommandFailure(ExitCode.SaidNo, "GetProfilesInfo", "profileNotFound", $"There is no profile '{id}' on the card. {Advice.On("profileNotFound")}"),
            { Count: var count } => throw CommandFailure.Missing("ambiguous", $"{count} profiles are called '{id}': name the ICCID."),
        };

    private static Argument<string> Id() => new("ID") { Description = "The profile: its ICCID, its ISD-P's AID, or its nickname." };
}
