using EuiccSim.Lpa;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>An installation with what is to follow it: a nickname, the profile enabled, and the servers told of all of it.</summary>
internal sealed class InstallRun(CardTargetOptions target)
{
    private readonly ProfileChange _change = new(target);
    private readonly Option<bool> _enable = new("--enable") { Description = "Enables the profile once it is installed." };
    private readonly Option<string?> _nickname = new("--nickname") { Description = "A nickname for the profile, up to 64 characters.", HelpName = "NAME" };

    internal Command AddTo(Command verb)
    {
        verb.Add(_enable);
        verb.Add(_nickname);
        return _change.AddTo(verb, switches: true);
    }

    /// <summary>False if no server is to be told.</summary>
    internal bool Sends(VerbCall call) => _change.Sends(call);

    /// <param name="call">Who asks.</param>
    /// <param name="install">Installs, and tells the servers of that; given the way to servers.</param>
    /// <param name="way">Changes the way to servers.</param>
    internal async Task<VerbResult> RunAsync(VerbCall call, Func<LpaClient, Task<VerbResult>> install, Func<IEs9Transport, IEs9Transport>? way = null)
    {
        ProfileVerbs.RequireNickname(call.Parsed.GetValue(_nickname) ?? "");
        IEs9Transport open = _change.OpenServers(call), servers = way?.Invoke(open) ?? open;
        using IDisposable? owned = open as IDisposable;
        VerbResult? result = null;
        async Task<bool> InstallAsync(LpaClient lpa)
        {
            result = await install(lpa);
            if (result is DownloadResult installed) result = await FollowAsync(lpa, installed, call);
            return result is DownloadResult { IsEnabled: true };
        }
        VerbResult Ended() => result is DownloadResult { Fault: null } done ? done with { Fault = Failures.Interrupted(call) } : result!;
        if (!call.Parsed.GetValue(_enable)) await target.WithLpaAsync(call, InstallAsync, servers);
        else
        {
            NotificationReport later = await _change.RunAsync(call, InstallAsync, servers);
            if (result is DownloadResult enabled) result = enabled with { Later = later };
            return Ended();
        }
        if (result is DownloadResult { Notifications: var report }) _change.Told(call, report);
        return Ended();
    }

    /// <summary>The profile is there, whatever becomes of what follows.</summary>
    private async Task<DownloadResult> FollowAsync(LpaClient lpa, DownloadResult result, VerbCall call)
    {
        try
        {
            if (call.Parsed.GetValue(_nickname) is { Length: > 0 } nickname)
            {
                await lpa.Es10c.SetNicknameAsync(result.Installed.Iccid, nickname, call.Ct);
                result = result with { Nickname = nickname };
            }
            if (!call.Parsed.GetValue(_enable)) return result;
            call.Progress("enable");
            ProfileSummary profile = (await lpa.FindProfilesAsync(result.Installed.Iccid.Digits, call.Ct))[0];
            await lpa.EnableAsync(profile, call.Ct);
            return result with { IsEnabled = true };
        }
        catch (Exception e) when (Failures.Of(e) is { } failure)
        {
            return result with { Fault = failure };
        }
    }
}
