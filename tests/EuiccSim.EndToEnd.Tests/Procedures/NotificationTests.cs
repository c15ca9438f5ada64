using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Notifications wait on the card until a server has them. SGP.22 v2.5 §3.5, §5.6.4.</summary>
internal sealed class NotificationTests
{
    [Test]
    public async Task Undeliverable_ones_stay_on_the_card_and_arrive_later_in_their_order()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using ActiveFault down = world.Inject(Fault.At(Place.Es9).On("handleNotification").Always().Drop());
        DownloadOutcome outcome = await world.Device.DownloadAsync(await world.OrderCodeAsync());
        outcome.MustBeInstalled();
        Assert.That(outcome.Notifications, Has.All.InstanceOf<NotificationResult.NotDelivered>());
        await EnableDisableDeleteAsync(world.Device);
        Assert.That(await world.Device.DeliverNotificationsAsync(), Has.Count.EqualTo(4).And.All.InstanceOf<NotificationResult.NotDelivered>());
        Assert.That(world.Device.Notifications, Has.Count.EqualTo(4));
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Downloaded));

        down.Withdraw();
        Assert.That(await world.Device.DeliverNotificationsAsync(), Has.Count.EqualTo(4).And.All.InstanceOf<NotificationResult.Delivered>());
        Assert.That(world.Device.Notifications, Is.Empty);
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Installed));
        Assert.That(world.FirstOrder.History.Skip(2).Select(Word), Is.EqualTo(new[]
        {
            "Installed 1", "NotificationEnable 2", "NotificationDisable 3", "NotificationDelete 4",
        }));
    }

    [Test]
    public async Task An_answer_that_is_lost_makes_a_repetition_that_counts_once()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        world.Inject(Fault.At(Place.Es9).On("handleNotification").LoseAnswer());
        (await world.Device.DownloadAsync(await world.OrderCodeAsync())).MustBeInstalled();
        Assert.That(world.FirstOrder.State, Is.EqualTo(OrderState.Installed), "the server has it");
        Assert.That(world.Device.Notifications, Has.Count.EqualTo(1), "the card does not know");
        await world.Device.DeliverNotificationsAsync();
        Assert.That(world.Device.Notifications, Is.Empty);
        Assert.That(world.SmdpEvents[^1], Is.EqualTo(new SmdpEvent.NotificationDropped(Pkis.Start, NotificationFault.Repeated)));
    }

    [Test]
    public async Task One_for_a_server_that_is_gone_does_not_keep_back_the_others()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Profile profile = Packages.Number(1, metadata => metadata with
        {
            NotificationConfigurationInfo =
            [
                new() { ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = "gone.example.com" },
                new() { ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = TestWorld.Address },
            ],
        });
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(profile))).MustBeInstalled();
        await world.Device.WithLpaAsync(lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Packages.FirstIccid), refresh: false));
        SequenceOf<NotificationResult> results = await world.Device.DeliverNotificationsAsync();
        Assert.That(results.Select(result => result.GetType()),
            Is.EqualTo(new[] { typeof(NotificationResult.NotDelivered), typeof(NotificationResult.Delivered) }));
        Assert.That(world.Device.Notifications, Has.Count.EqualTo(1));
    }

    private static Task EnableDisableDeleteAsync(Device phone) => phone.WithLpaAsync(async lpa =>
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
