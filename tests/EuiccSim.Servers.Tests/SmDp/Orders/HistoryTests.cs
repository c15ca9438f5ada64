using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

/// <summary>An eUICC that has, or had, a profile may tell of it for ever.</summary>
internal sealed class HistoryTests
{
    [Test]
    public void However_many_notifications_come_a_commit_writes_the_same()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        TestServer server = new(store: store);
        ScriptedEuicc euicc = Installed(server);
        Dictionary<int, int> written = [];
        for (int number = 100; number < 300; number++)
        {
            int before = disk.Written.Length;
            Notify(euicc, server, number);
            written[number] = disk.Written.Length - before;
        }
        Assert.That(written[299], Is.EqualTo(written[200]).Within(4), "the digits of a count");
        Assert.That(written[299], Is.GreaterThan(written[110]));
        Assert.That(server.Order().History, Has.Count.EqualTo(ProfileOrder.MaximumHistory));
    }

    [Test]
    public void What_left_the_history_is_counted_and_the_download_stays_in_it()
    {
        TestServer server = new();
        ScriptedEuicc euicc = Installed(server);
        for (int number = 100; number < 300; number++) Notify(euicc, server, number);
        ProfileOrder order = server.Order();
        Assert.That(order.History.Take(3).Select(one => one.GetType().Name), Is.EqualTo(new[] { "Offered", "Delivered", "Installed" }));
        Assert.That(order.Earlier.Counts, Is.EqualTo(new[] { new EventCount("Notified", 203 - ProfileOrder.MaximumHistory) }));
        Assert.That(order.Earlier.Notifications, Is.EqualTo(new[] { new NotificationMark(euicc.Eid, 299 - 61) }));
        Assert.That(server.Events.OfType<OrderEvent.Notified>().Count(), Is.EqualTo(200));
    }

    [Test]
    public void A_notification_that_left_the_history_is_still_known()
    {
        TestServer server = new();
        ScriptedEuicc euicc = Installed(server);
        for (int number = 100; number < 300; number++) Notify(euicc, server, number);
        int told = server.Events.Count;
        long revision = server.Order().Revision;
        foreach (int again in (int[])[100, 150, 299]) Notify(euicc, server, again);
        Assert.That(server.Events.Skip(told), Has.Exactly(3).Matches<SmdpEvent>(one => one is SmdpEvent.NotificationDropped { Fault: NotificationFault.Repeated }));
        Assert.That(server.Order().Revision, Is.EqualTo(revision));
        Notify(euicc, server, 300);
        Assert.That(server.Order().Revision, Is.EqualTo(revision + 1));
    }

    [Test]
    public void Results_of_one_installation_with_ever_new_numbers_do_not_grow_it_either()
    {
        TestServer server = new();
        ScriptedEuicc euicc = Installed(server);
        for (int number = 100; number < 300; number++)
            euicc.NotifyResult(server.Order().Iccid, new FinalResult.Error(new() { BppCommandId = BppCommandId.LoadProfileElements, ErrorReason = (ErrorReason)99 }), number: number);
        Assert.That(server.Order().History, Has.Count.EqualTo(ProfileOrder.MaximumHistory));
        Assert.That(server.Order().Earlier.Counts.Sum(one => one.Count), Is.EqualTo(203 - ProfileOrder.MaximumHistory));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public void An_order_put_back_into_stock_keeps_what_it_was()
    {
        TestServer server = new();
        ProfileOrder order = server.Release();
        ProfileOrder with = order with { Earlier = new() { Counts = [new("Notified", 7)] } };
        Assert.That(server.Server.Orders.TryUpdateAsync(order, with).Now(), Is.Not.Null);
        TestServer.Done(server.Server.Es2.CancelOrderAsync(order.Iccid, null, null, keepInStock: true).Now());
        Assert.That(server.Order().Earlier, Is.EqualTo(with.Earlier));
    }

    private static ScriptedEuicc Installed(TestServer server)
    {
        ProfileOrder order = server.Release();
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Download().Code, Is.Empty);
        Assert.That(euicc.NotifyInstalled(order.Iccid).Status, Is.EqualTo(204));
        return euicc;
    }

    private static void Notify(ScriptedEuicc euicc, TestServer server, int number) =>
        Assert.That(euicc.NotifyOther(server.Order().Iccid, NotificationEvent.NotificationEnable, number: number).Status, Is.EqualTo(204));
}
