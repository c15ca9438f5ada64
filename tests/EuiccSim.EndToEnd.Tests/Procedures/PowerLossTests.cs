using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>
/// The card loses power at each commit of a download, before or after the state is durable. At the next start it reports an interrupted
/// installation (errorReason 11), and the same Activation Code installs. SGP.22 v2.5 §3.1.3.3.
/// </summary>
internal sealed class PowerLossTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task At_each_commit_of_a_download(bool isDurable)
    {
        HashSet<string> seen = [];
        int commit = 1;
        while (await TornAtAsync(commit, isDurable, seen)) commit++;
        Assert.That(commit, Is.GreaterThan(5));
        Assert.That(seen, Is.SupersetOf(new[] { "nothing", "interrupted", isDurable ? "installed unanswered" : "result not removed" }));
    }

    /// <summary>Somebody takes the card out and puts it back, before any of the commands.</summary>
    [Test]
    public async Task At_a_reset_before_each_command_of_a_download()
    {
        HashSet<string> seen = [];
        int command = 1;
        while (await ResetBeforeAsync(command, seen)) command++;
        Assert.That(command, Is.GreaterThan(30));
        Assert.That(seen, Is.EquivalentTo(new[] { "nothing", "interrupted", "result not removed" }));
    }

    private static async Task<bool> ResetBeforeAsync(int command, HashSet<string> seen)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        int count = 0;
        scene.Phone.Wire.OnCommand = octets =>
        {
            if (++count == command) scene.Phone.Card.Reset();
            return octets;
        };
        bool isInstalled = await DownloadUntilDarkAsync(scene, code);
        scene.Phone.Wire.OnCommand = null;
        if (count < command) return false;
        // Where the reset came after all was done, nothing is left to tell.
        bool isOver = scene.FirstOrder.State == OrderState.Installed && scene.Phone.Notifications.Count == 0;
        await MustRecoverAsync(scene, code, isOver ? "over" : WhatIsLeft(scene, isInstalled), isOver ? [] : seen, $"command {command}");
        return true;
    }

    /// <summary>False if the download has no such commit.</summary>
    private static async Task<bool> TornAtAsync(int commit, bool isDurable, HashSet<string> seen)
    {
        TearingStore store = new();
        Scene scene = new(new() { Card = new() { Store = store } });
        ActivationCode code = scene.Order();
        store.TearAt(commit, isDurable);
        bool isInstalled = await DownloadUntilDarkAsync(scene, code);
        if (!store.HasTorn) return false;

        scene.Phone.Card.Reset();
        await MustRecoverAsync(scene, code, WhatIsLeft(scene, isInstalled), seen, $"commit {commit}");
        return true;
    }

    private static async Task MustRecoverAsync(Scene scene, ActivationCode code, string what, HashSet<string> seen, string where)
    {
        seen.Add(what);
        await scene.Phone.DeliverAsync();
        Assert.That(scene.Phone.Notifications, Is.Empty, where);
        if (scene.Phone.Profiles.Count == 0)
        {
            // What the card did not begin to load it does not report: the server knows of the delivery only, and repeats it.
            OrderState[] open = what == "interrupted" ? [OrderState.Released] : [OrderState.Released, OrderState.Downloaded];
            Assert.That(open, Does.Contain(scene.FirstOrder.State), where);
            (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
        }
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Installed), where);
        Assert.That(scene.Phone.Profiles, Has.Count.EqualTo(1), where);
    }

    private static async Task<bool> DownloadUntilDarkAsync(Scene scene, ActivationCode code)
    {
        try
        {
            return await scene.Phone.DownloadAsync(code) is DownloadOutcome.Installed;
        }
        catch (Exception fault) when (fault is TransportException or CardException)
        {
            return false;
        }
    }

    private static string WhatIsLeft(Scene scene, bool isToldInstalled)
    {
        Assert.That(scene.Phone.State.PendingInstallation, Is.Null, "the start has dealt with it");
        if (scene.Phone.Profiles.Count != 0) return isToldInstalled ? "result not removed" : "installed unanswered";
        if (scene.Phone.Notifications.Count == 0) return "nothing";
        PendingNotification pending = Protocol.Asn1.Asn1Codec.Decode<PendingNotification>(scene.Phone.Notifications[0].Encoded);
        FinalResult result = ((PendingNotification.ProfileInstallationResult)pending).Value.ProfileInstallationResultData.Value.FinalResult;
        Assert.That(((FinalResult.Error)result).Value.ErrorReason, Is.EqualTo(ErrorReason.InstallFailedDueToInterruption));
        return "interrupted";
    }
}
