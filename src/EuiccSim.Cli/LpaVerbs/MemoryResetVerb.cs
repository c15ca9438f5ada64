using EuiccSim.Lpa;
using EuiccSim.Lpa.Notifications;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa memory-reset</c>: a person is asked first.</summary>
internal static class MemoryResetVerb
{
    internal static Command Build(Surroundings at, CardTargetOptions target)
    {
        Consent consent = new();
        ProfileChange change = new(target);
        Command command = new("memory-reset", "Deletes all profiles that were downloaded, for good, and the default SM-DP+.") { consent.Option };
        return change.AddTo(command).Does(at, async call =>
        {
            NotificationReport report = await change.RunAsync(call, async lpa =>
            {
                await consent.RequireAsync(call, "eUICCMemoryReset", async () =>
                    $"This deletes the profiles on the card ({(await lpa.ListProfilesAsync(call.Ct)).Count}) for good, and the default SM-DP+.");
                await lpa.DeleteAllAsync(call.Ct);
                // The one that was enabled may be among them.
                return true;
            });
            return new ChangeResult("Deleted all profiles and the default SM-DP+.", report);
        });
    }
}
