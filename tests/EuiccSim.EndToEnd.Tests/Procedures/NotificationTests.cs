using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Servers.Orders;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Notifications wait on the card until a server has them. SGP.22 v2.5 §3.5, §5.6.4.</summary>
internal sealed class NotificationTests
{
    [Test]
    public async Task Undeliverable_ones_stay_on_the_card_and_arrive_later_in_their_order()
    {
        Scene scene = new();
        scene.Net.IsDown = function => function == "handleNotification";
        DownloadOutcome outcome = await scene.Phone.DownloadAsync(scene.Order());
        outcome.MustBeInstalled();
        Assert.That(outcome.Notifications, Has.All.InstanceOf<NotificationResult.NotDelivered>());
        await EnableDisableDeleteAsync(scene.Phone);
        Assert.That(await scene.Phone.DeliverAsync(), Has.Count.EqualTo(4).And.All.InstanceOf<NotificationResult.NotDelivered>());
        Assert.That(scene.Phone.Notifications, Has.Count.EqualTo(4));
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Downloaded));

        scene.Net.IsDown = _ => false;
        Assert.That(await scene.Phone.DeliverAsync(), Has.Count.EqualTo(4).And.All.InstanceOf<NotificationResult.Delivered>());
        Assert.That(scene.Phone.Notifications, Is.Empty);
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Installed));
        Assert.That(scene.FirstOrder.History.Skip(2).Select(Word), Is.EqualTo(new[]
        {
            "Installed 1", "NotificationEnable 2", "NotificationDisable 3", "NotificationDelete 4",
        }));
    }

    [Test]
    public async Task An_answer_that_is_lost_makes_a_repetition_that_counts_once()
    {
        Scene scene = new();
        bool isFirst = true;
        scene.Net.Seen = (_, function, _, _) =>
        {
            if (function != "handleNotification" || !isFirst) return;
            isFirst = false;
            throw new Protocol.Rsp.Es9.Es9TransportException("the answer is lost");
        };
        (await scene.Phone.DownloadAsync(scene.Order())).MustBeInstalled();
        Assert.That(scene.FirstOrder.State, Is.EqualTo(OrderState.Installed), "the server has it");
        Assert.That(scene.Phone.Notifications, Has.Count.EqualTo(1), "the card does not know");
        await scene.Phone.DeliverAsync();
        Assert.That(scene.Phone.Notifications, Is.Empty);
        Assert.That(scene.Events[^1], Is.EqualTo(new SmdpEvent.NotificationDropped(Pkis.Start, NotificationFault.Repeated)));
    }

    [Test]
    public async Task One_for_a_server_that_is_gone_does_not_keep_back_the_others()
    {
        Scene scene = new();
        Profile profile = Packages.Number(1, metadata => metadata with
        {
            NotificationConfigurationInfo =
            [
                new() { ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = "gone.example.com" },
                new() { ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = Scene.Address },
            ],
        });
        (await scene.Phone.DownloadAsync(scene.Order(profile))).MustBeInstalled();
        await scene.Phone.DoAsync(lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Packages.FirstIccid), refresh: false));
        SequenceOf<NotificationResult> results = await scene.Phone.DeliverAsync();
        Assert.That(results.Select(result => result.GetType()),
            Is.EqualTo(new[] { typeof(NotificationResult.NotDelivered), typeof(NotificationResult.Delivered) }));
        Assert.That(scene.Phone.Notifications, Has.Count.EqualTo(1));
    }

    private static Task EnableDisableDeleteAsync(Phone phone) => phone.DoAsync(async lpa =>
    {
        ProfileIdentifier.Iccid identifier = new(Packages.FirstIccid);
        await lpa.Es10c.EnableProfileAsync(identifier, refresh: false);
        await lpa.Es10c.DisableProfileAsync(identifier, refresh: false);
        await lpa.Es10c.DeleteProfileAsync(identifier);
    });

    private static string Word(OrderEvent happened) => happened switch
    {
        OrderEvent.Installed installed => $"Installed {installed.SeqNumber}",
        OrderEvent.Notified notified => $"{notified.Operation} {notified.SeqNumber}",
        _ => happened.ToString(),
    };
}
