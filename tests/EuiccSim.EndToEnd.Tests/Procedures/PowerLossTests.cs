using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

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
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        using ActiveFault reset = world.Inject(Fault.At(Place.Apdu).Nth(command).Reset());
        bool isInstalled = await DownloadUntilDarkAsync(world, code);
        if (!reset.HasStruck) return false;
        // Where the reset came after all was done, nothing is left to tell.
        bool isOver = world.FirstOrder.State == OrderState.Installed && world.Device.Notifications.Count == 0;
        await MustRecoverAsync(world, code, isOver ? "over" : WhatIsLeft(world, isInstalled), isOver ? [] : seen, $"command {command}");
        return true;
    }

    /// <summary>False if the download has no such commit.</summary>
    private static async Task<bool> TornAtAsync(int commit, bool isDurable, HashSet<string> seen)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        using ActiveFault loss = world.Inject(Fault.At(Place.Commit).Nth(commit).PowerLoss(isDurable));
        bool isInstalled = await DownloadUntilDarkAsync(world, code);
        if (!loss.HasStruck) return false;

        await world.Device.ResetAsync();
        await MustRecoverAsync(world, code, WhatIsLeft(world, isInstalled), seen, $"commit {commit}");
        return true;
    }

    private static async Task MustRecoverAsync(EsimWorld world, ActivationCode code, string what, HashSet<string> seen, string where)
    {
        seen.Add(what);
        await world.Device.DeliverNotificationsAsync();
        Assert.That(world.Device.Notifications, Is.Empty, where);
        if (world.Device.Profiles.Count == 0)
        {
            // What the card did not begin to load it does not report: the server knows of the delivery only, and repeats it.
            OrderState[] open = what == "interrupted" ? [OrderState.Released] : [OrderState.Released, OrderState.Downloaded];
            Assert.That(open, Does.Contain(world.FirstOrder.State), where);
            (await world.Device.DownloadAsync(code)).MustBeInstalled();
        }
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Installed), where);
        Assert.That(world.Device.Profiles, Has.Count.EqualTo(1), where);
    }

    private static async Task<bool> DownloadUntilDarkAsync(EsimWorld world, ActivationCode code)
    {
        try
        {
            return await world.Device.DownloadAsync(code) is DownloadOutcome.Installed;
        }
        catch (Exception fault) when (fault is TransportException or CardException)
        {
            return false;
        }
    }

    private static string WhatIsLeft(EsimWorld world, bool isToldInstalled)
    {
        Assert.That(world.Device.State.PendingInstallation, Is.Null, "the start has dealt with it");
        if (world.Device.Profiles.Count != 0) return isToldInstalled ? "result not removed" : "installed unanswered";
        if (world.Device.Notifications.Count == 0) return "nothing";
        PendingNotification pending = Protocol.Asn1.Asn1Codec.Decode<PendingNotification>(world.Device.Notifications[0].Encoded);
        FinalResult result = ((PendingNotification.ProfileInstallationResult)pending).Value.ProfileInstallationResultData.Value.FinalResult;
        Assert.That(((FinalResult.Error)result).Value.ErrorReason, Is.EqualTo(ErrorReason.InstallFailedDueToInterruption));
        return "interrupted";
    }
}
