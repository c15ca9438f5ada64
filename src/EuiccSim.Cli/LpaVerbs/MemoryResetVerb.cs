using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Rsp.Es10c;

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
            await lpa.Es10c.EuiccMemoryResetAsync(Everything, call.Ct);
            return new Done("Deleted all profiles and the default SM-DP+.");
        }));
    }

    /// <summary>Where there is no person, who called it has decided.</summary>
    private static async Task<bool> IsWantedAsync(LpaClient lpa, VerbCall call)
    {
        if (call.Json || call.At.Person is not { } person) return true;
        int profiles = (await lpa.Es10c.GetProfilesInfoAsync(cancellationToken: call.Ct)).Count;
        string? answer = await call.AskAsync(person, $"This deletes the profiles on the card ({profiles}) for good, and the default SM-DP+. Go on? [y/N] ");
        return answer?.Trim() is "y" or "Y" or "yes";
    }

    private const ResetOptions Everything =
        ResetOptions.DeleteOperationalProfiles | ResetOptions.DeleteFieldLoadedTestProfiles | ResetOptions.ResetDefaultSmdpAddress;
}
