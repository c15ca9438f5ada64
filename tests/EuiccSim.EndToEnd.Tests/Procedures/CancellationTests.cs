using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>A download that its caller stops: card and server are told, and the order stays open. SGP.22 v2.5 §3.0.2.</summary>
internal sealed class CancellationTests
{
    [TestCase(DownloadStep.GetEuiccChallenge)]
    [TestCase(DownloadStep.InitiateAuthentication)]
    [TestCase(DownloadStep.AuthenticateServer)]
    [TestCase(DownloadStep.AuthenticateClient)]
    [TestCase(DownloadStep.CheckPolicyRules)]
    [TestCase(DownloadStep.AskUser)]
    [TestCase(DownloadStep.PrepareDownload)]
    [TestCase(DownloadStep.GetBoundProfilePackage)]
    [TestCase(DownloadStep.LoadBoundProfilePackage)]
    public async Task At_every_step_before_the_result(DownloadStep step)
    {
        Run run = await Run.StoppedAsync(progress => progress.Step == step);
        Assert.That(run.Outcome, Is.Null, "it was stopped");
        await run.MustHaveBeenToldAsync();
        Assert.That(run.World.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await run.World.Device.DownloadAsync(run.Code)).MustBeInstalled();
        Assert.That(run.World.Device.Profiles, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_every_segment_of_the_package()
    {
        int total = 0;
        await using (EsimWorld world = await TestWorld.CreateAsync()) await world.DownloadFirstAsync(new OnProgress(progress => total = Math.Max(total, progress.Total)));
        Assert.That(total, Is.GreaterThan(5));
        for (int taken = 0; taken < total; taken++)
        {
            Run run = await Run.StoppedAsync(progress => progress.Step == DownloadStep.LoadBoundProfilePackage && progress.Done == taken);
            Assert.That(run.Outcome, Is.Null, $"{taken} segments");
            Assert.That(run.World.FirstOrder.History[^1], Is.InstanceOf<OrderEvent.Cancelled>(), $"{taken} segments");
            await run.MustHaveBeenToldAsync();
            Assert.That(run.World.Device.State.PendingInstallation, Is.Null);
            (await run.World.Device.DownloadAsync(run.Code)).MustBeInstalled();
        }
        Run last = await Run.StoppedAsync(progress => progress.Step == DownloadStep.LoadBoundProfilePackage && progress.Done == total);
        Assert.That(last.Outcome, Is.InstanceOf<DownloadOutcome.Installed>(), "the card has given its result");
    }

    [Test]
    public async Task After_the_result_only_the_notification_waits()
    {
        Run run = await Run.StoppedAsync(progress => progress.Step == DownloadStep.HandleNotification);
        run.Outcome!.MustBeInstalled();
        Assert.That(run.Outcome!.Notifications, Has.Count.EqualTo(1).And.All.InstanceOf<NotificationResult.NotDelivered>());
        Assert.That(run.World.FirstOrder.State, Is.EqualTo(OrderState.Downloaded));
        await run.World.Device.DeliverNotificationsAsync();
        Assert.That(run.World.FirstOrder.State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public async Task With_a_reason_that_ends_the_order()
    {
        DownloadOptions options = new() { CancellationReason = CancelSessionReason.EndUserRejection };
        Run run = await Run.StoppedAsync(progress => progress.Step == DownloadStep.LoadBoundProfilePackage, options);
        Assert.That(run.World.FirstOrder.State, Is.EqualTo(OrderState.Error));
        Assert.That(run.World.Device.State.OneTimeKey, Is.Null);
        (await run.World.Device.DownloadAsync(run.Code)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [TestCase("initiateAuthentication")]
    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task A_server_out_of_reach_loses_nothing(string function)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        world.Inject(Fault.At(Place.Es9).On(function).Drop());
        await Assert.ThrowsAsync<Es9TransportException>(() => world.Device.DownloadAsync(code));
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task A_server_whose_answer_is_lost_delivers_the_same_package_again()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        ActivationCode code = await world.OrderCodeAsync();
        world.Inject(Fault.At(Place.Es9).On("getBoundProfilePackage").LoseAnswer());
        await Assert.ThrowsAsync<Es9TransportException>(() => world.Device.DownloadAsync(code));
        (await world.Device.DownloadAsync(code)).MustBeInstalled();
        IEnumerable<bool> repeated = world.FirstOrder.History.OfType<OrderEvent.Delivered>().Select(one => one.IsRepeated);
        Assert.That(repeated, Is.EqualTo(new[] { false, true }));
    }

    /// <summary>A download that was stopped.</summary>
    private sealed record Run(EsimWorld World, ActivationCode Code, DownloadOutcome? Outcome)
    {
        internal static async Task<Run> StoppedAsync(Func<DownloadProgress, bool> when, DownloadOptions? options = null)
        {
            EsimWorld world = await TestWorld.CreateAsync();
            ActivationCode code = await world.OrderCodeAsync();
            using CancellationTokenSource stop = new();
            OnProgress stopping = new(progress =>
            {
                if (when(progress)) stop.Cancel();
            });
            try
            {
                return new(world, code, await world.Device.DownloadAsync(code, options, stopping, stop.Token));
            }
            catch (OperationCanceledException)
            {
                return new(world, code, null);
            }
        }

        internal async Task MustHaveBeenToldAsync()
        {
            Assert.That(World.Device.Profiles, Is.Empty);
            Assert.That(World.Device.Notifications, Is.Empty);
            if (World.FirstSession is not { } id) return;
            // Before the card has agreed to a session it cannot sign its end; then the server's ends by its age.
            bool isAgreed = World.FirstOrder.History.Count != 0;
            Assert.That(World.ServerHasSession(id), Is.EqualTo(!isAgreed));
            Assert.That(await World.Device.HasSessionAsync(id), Is.False);
        }
    }
}
