using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.Orders;

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
        Assert.That(run.Scene.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await run.Scene.Phone.DownloadAsync(run.Code)).MustBeInstalled();
        Assert.That(run.Scene.Phone.Profiles, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_every_segment_of_the_package()
    {
        int total = 0;
        await new Scene().DownloadFirstAsync(new OnProgress(progress => total = Math.Max(total, progress.Total)));
        Assert.That(total, Is.GreaterThan(5));
        for (int taken = 0; taken < total; taken++)
        {
            Run run = await Run.StoppedAsync(progress => progress.Step == DownloadStep.LoadBoundProfilePackage && progress.Done == taken);
            Assert.That(run.Outcome, Is.Null, $"{taken} segments");
            Assert.That(run.Scene.FirstOrder.History[^1], Is.InstanceOf<OrderEvent.Cancelled>(), $"{taken} segments");
            await run.MustHaveBeenToldAsync();
            Assert.That(run.Scene.Phone.State.PendingInstallation, Is.Null);
            (await run.Scene.Phone.DownloadAsync(run.Code)).MustBeInstalled();
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
        Assert.That(run.Scene.FirstOrder.State, Is.EqualTo(OrderState.Downloaded));
        await run.Scene.Phone.DeliverAsync();
        Assert.That(run.Scene.FirstOrder.State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public async Task With_a_reason_that_ends_the_order()
    {
        DownloadOptions options = new() { CancellationReason = CancelSessionReason.EndUserRejection };
        Run run = await Run.StoppedAsync(progress => progress.Step == DownloadStep.LoadBoundProfilePackage, options);
        Assert.That(run.Scene.FirstOrder.State, Is.EqualTo(OrderState.Error));
        Assert.That(run.Scene.Phone.State.OneTimeKey, Is.Null);
        (await run.Scene.Phone.DownloadAsync(run.Code)).MustBeRefused("authenticateClient", StatusCodes.MatchingIdRefused);
    }

    [TestCase("initiateAuthentication")]
    [TestCase("authenticateClient")]
    [TestCase("getBoundProfilePackage")]
    public async Task A_server_out_of_reach_loses_nothing(string function)
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        scene.Net.IsDown = called => called == function;
        await Assert.ThrowsAsync<Es9TransportException>(() => scene.Phone.DownloadAsync(code));
        scene.Net.IsDown = _ => false;
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Released));
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
    }

    [Test]
    public async Task A_server_whose_answer_is_lost_delivers_the_same_package_again()
    {
        Scene scene = new();
        ActivationCode code = scene.Order();
        scene.Net.OnResponse = (function, body) => function == "getBoundProfilePackage" ? throw new Es9TransportException("lost") : body;
        await Assert.ThrowsAsync<Es9TransportException>(() => scene.Phone.DownloadAsync(code));
        scene.Net.OnResponse = null;
        (await scene.Phone.DownloadAsync(code)).MustBeInstalled();
        IEnumerable<bool> repeated = scene.FirstOrder.History.OfType<OrderEvent.Delivered>().Select(one => one.IsRepeated);
        Assert.That(repeated, Is.EqualTo(new[] { false, true }));
    }

    /// <summary>A download that was stopped.</summary>
    private sealed record Run(Scene Scene, ActivationCode Code, DownloadOutcome? Outcome, TransactionId? TransactionId)
    {
        internal static async Task<Run> StoppedAsync(Func<DownloadProgress, bool> when, DownloadOptions? options = null)
        {
            Scene scene = new();
            ActivationCode code = scene.Order();
            TransactionId? id = null;
            scene.Net.Seen = (_, function, _, response) => id ??= Es9Answers.SessionBegunBy(function, response.Body);
            using CancellationTokenSource stop = new();
            OnProgress stopping = new(progress =>
            {
                if (when(progress)) stop.Cancel();
            });
            try
            {
                return new(scene, code, await scene.Phone.DownloadAsync(code, options, stopping, stop.Token), id);
            }
            catch (OperationCanceledException)
            {
                return new(scene, code, null, id);
            }
        }

        internal async Task MustHaveBeenToldAsync()
        {
            Assert.That(Scene.Phone.Profiles, Is.Empty);
            Assert.That(Scene.Phone.Notifications, Is.Empty);
            if (TransactionId is not { } id) return;
            // Before the card has agreed to a session it cannot sign its end; then the server's ends by its age.
            bool isAgreed = Scene.FirstOrder.History.Count != 0;
            Assert.That(Scene.ServerHasSession(id), Is.EqualTo(!isAgreed));
            Assert.That(await Scene.Phone.HasSessionAsync(id), Is.False);
        }
    }
}
