using EuiccSim.Card;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>Notifications get to their servers, though these fail for a time, and the device is restarted meanwhile. SGP.22 v2.5 §3.5.</summary>
internal sealed class NotificationDrainTests
{
    [Test]
    public async Task What_one_server_does_not_take_waits_over_a_restart_and_nobody_is_told_twice()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        SmdpServer other = world.AddServer("other.example.com");
        OrderedProfile first = await world.OrderAsync(), second = await world.OrderAsync(server: other);
        await world.Device.InstallAsync(first.Code);
        await world.Device.InstallAsync(second.Code);
        await world.Device.DeliverNotificationsAsync();
        world.Events.Clear();
        ActiveFault down = world.Inject(Fault.At(Place.Es9).Of(first.Code.SmdpAddress).On("handleNotification").Always().Status(503));

        await world.Device.EnableAsync(first.Iccid);
        await world.Device.EnableAsync(second.Iccid);
        await world.Device.DisableAsync(second.Iccid);
        await world.Device.DeliverNotificationsAsync();
        Assert.That(await WaitingAsync(world.Device), Is.EqualTo(new[] { (first.Code.SmdpAddress, "NotificationEnable"), (first.Code.SmdpAddress, "NotificationDisable") }));
        Assert.That(Told(world, "other.example.com"), Has.Length.EqualTo(2));

        // The card loses power, and what it keeps is all there is.
        Device restarted = world.AddDevice(world.Device.State);
        await restarted.DeliverNotificationsAsync();
        Assert.That(await WaitingAsync(restarted), Has.Length.EqualTo(2), "the server is down still");
        down.Withdraw();
        await restarted.DeliverNotificationsAsync();
        Assert.That(await WaitingAsync(restarted), Is.Empty);
        long[] numbers = Told(world, first.Code.SmdpAddress);
        Assert.That(numbers, Is.Ordered.And.Unique.And.Length.EqualTo(2));
        Assert.That(Told(world, "other.example.com"), Has.Length.EqualTo(2), "told once");
    }

    private static async Task<(string, string)[]> WaitingAsync(Device device) => await device.WithLpaAsync(async lpa =>
        (await lpa.Es10b.ListNotificationAsync()).Select(one => (one.Value.NotificationAddress, one.Value.ProfileManagementOperation.ToString())).ToArray());

    /// <summary>The sequence numbers that a server took.</summary>
    private static long[] Told(EsimWorld world, string server) =>
        [.. world.Events.Calls.Where(call => call.Function == "handleNotification" && call.Address == server && call.Status == 204).Select(NumberIn)];

    private static long NumberIn(HttpCall call) =>
        PendingNotification.ReadMetadata(((HandleNotification)call.RequestMessage!).PendingNotification.Encoded)!.Value.SeqNumber;
}
