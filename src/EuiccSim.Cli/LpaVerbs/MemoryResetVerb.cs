using System.CommandLine;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Targets;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa memory-reset</c>.</summary>
internal static class MemoryResetVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target) =>
        new Command("memory-reset", "Deletes all profiles that were downloaded, for good, and the default SM-DP+.").Does(at, call => target.WithLpaAsync<VerbResult>(call, async lpa =>
        {
            await lpa.EuiccMemoryResetAsync(Everything, call.Ct);
            return new Done("Deleted all profiles and the default SM-DP+.");
        }));

    private const ResetOptions Everything =
        ResetOptions.DeleteOperationalProfiles | ResetOptions.DeleteFieldLoadedTestProfiles | ResetOptions.ResetDefaultSmdpAddress;
}
