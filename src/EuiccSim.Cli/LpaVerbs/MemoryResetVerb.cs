using EuiccSim.Lpa;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa memory-reset</c>: a person is asked first.</summary>
internal static class MemoryResetVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        Option<bool> yes = new("--yes", "-y") { Description = "Deletes without asking." };
        Command command = new("memory-reset", "Deletes all profiles that were downloaded, for good, and the default SM-DP+.") { yes };
        return command.Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            if (!call.Parsed.GetValue(yes) && !await IsWantedAsync(lpa, call))
                throw new CommandFailure(ExitCode.SaidNo, "eUICCMemoryReset", "rejectedByUser", "Nothing was deleted.");
            await lpa.DeleteAllAsync(call.Ct);
            return new Done("Deleted all profiles and the default SM-DP+.");
        }));
    }

    /// <summary>Where there is no person, who called it has decided.</summary>
    private static async Task<bool> IsWantedAsync(LpaClient lpa, VerbCall call)
    {
        if (call.Json || call.At.Person is not { } person) return true;
        int profiles = (await lpa.ListProfilesAsync(call.Ct)).Count;
        return await call.AgreesAsync(person, $"This deletes the profiles on the card ({profiles}) for good, and the default SM-DP+. Go on? [y/N] ");
    }
}
