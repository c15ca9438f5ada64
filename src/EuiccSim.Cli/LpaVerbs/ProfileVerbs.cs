using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>What is done to one profile.</summary>
internal static class ProfileVerbs
{
    internal static Command Enable(Surroundings at, CardTargetOptions target) => Build(
        at, target, "enable", "Enables a profile; the one that is enabled now is disabled.", "Enabled",
        (lpa, profile, cancellationToken) => lpa.Es10c.EnableProfileAsync(ProfileName.IdentifierOf(profile), refresh: true, cancellationToken));

    internal static Command Disable(Surroundings at, CardTargetOptions target) => Build(
        at, target, "disable", "Disables a profile.", "Disabled",
        (lpa, profile, cancellationToken) => lpa.Es10c.DisableProfileAsync(ProfileName.IdentifierOf(profile), refresh: true, cancellationToken));

    internal static Command Delete(Surroundings at, CardTargetOptions target) => Build(
        at, target, "delete", "Deletes a profile for good.", "Deleted",
        (lpa, profile, cancellationToken) => lpa.Es10c.DeleteProfileAsync(ProfileName.IdentifierOf(profile), cancellationToken));

    internal static Command Nickname(Surroundings at, CardTargetOptions target)
    {
        Argument<string> id = LpaCommand.Id();
        Argument<string> name = new("NAME") { Description = "Up to 64 characters; \"\" for none." };
        return new Command("nickname", "Gives a profile a nickname.") { id, name }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ProfileInfo profile = await FindAsync(lpa, call.Parsed.GetRequiredValue(id), call.Ct);
            string nickname = call.Parsed.GetRequiredValue(name);
            if (profile.Iccid is not { } iccid)
                throw new CommandFailure(ExitCode.SaidNo, "SetNickname", "iccidNotFound", $"There is no profile {profile.IsdpAid} on the card.");
            if (nickname.EnumerateRunes().Count() > 64) throw CommandFailure.Missing("arguments", "A nickname has up to 64 characters.");
            await lpa.Es10c.SetNicknameAsync(iccid, nickname, call.Ct);
            return Result(nickname.Length == 0 ? "No nickname for" : $"'{nickname}' is the nickname of", profile);
        }));
    }

    private static Command Build(
        Surroundings at, CardTargetOptions target, string name, string description, string done, Func<LpaClient, ProfileInfo, CancellationToken, ValueTask> act)
    {
        Argument<string> id = LpaCommand.Id();
        return new Command(name, description) { id }.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            ProfileInfo profile = await FindAsync(lpa, call.Parsed.GetRequiredValue(id), call.Ct);
            await act(lpa, profile, call.Ct);
            return Result(done, profile);
        }));
    }

    private static Done Result(string done, ProfileInfo profile) => new Done(
        $"{done} {profile.Iccid?.Digits ?? profile.IsdpAid.ToString()}.", ("iccid", profile.Iccid?.Digits), ("aid", profile.IsdpAid?.ToString()));

    /// <summary>
    /// The profile on the card. One that is not there, but has the form of an ICCID or AID, is left to the card to refuse: then all but the
    /// identifier is unknown.
    /// </summary>
    private static async Task<ProfileInfo> FindAsync(LpaClient lpa, string id, CancellationToken cancellationToken)
    {
        SequenceOf<ProfileInfo> found = ProfileName.Find(await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: cancellationToken), id);
        return found.Count switch
        {
            1 => found[0],
            0 => ProfileName.Unknown(id) ?? throw new CommandFailure(ExitCode.SaidNo, "GetProfilesInfo", "profileNotFound", $"There is no profile '{id}' on the card."),
            _ => throw CommandFailure.Missing("ambiguous", $"{found.Count} profiles are called '{id}': name the ICCID."),
        };
    }
}
