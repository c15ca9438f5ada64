using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>An operation and its notifications, over the end of the channel that a change of the enabled profile brings. SGP.22 v2.5 §3.5.</summary>
internal sealed class NotifiedOperationTests
{
    [Test]
    public async Task A_change_of_the_enabled_profile_ends_the_channel_and_is_told_on_another_one()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await world.DownloadFirstAsync();
        await world.Device.StartAsync();
        int opened = 0;
        NotifiedOperation notified = new(async ct =>
        {
            // The terminal performs the REFRESH, as a phone does.
            if (opened++ > 0) await world.Device.Terminal.ServeAsync(ct);
            return await world.Device.OpenLpaAsync(ct);
        });
        NotificationReport report = await notified.RunAsync(EnableAsync);
        Assert.That((report.AreServersTold, opened), Is.EqualTo((true, 2)));
        Assert.That(report.Results.Select(one => one.Summary.Operation), Is.EqualTo(new[] { "enable" }));
        Assert.That(report.Warnings, Is.Empty);
    }

    [Test]
    public async Task A_device_that_takes_its_time_is_waited_for()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await world.DownloadFirstAsync();
        ManualTime time = new(Pkis.Start);
        int opened = 0;
        NotifiedOperation notified = new(async ct =>
        {
            if (opened++ is 1 or 2)
            {
                // The pause that follows ends at once.
                _ = Task.Run(async () =>
                {
                    await Task.Delay(50, CancellationToken.None);
                    time.Advance(TimeSpan.FromSeconds(1));
                }, CancellationToken.None);
                throw new TransportException("the SIM starts anew");
            }
            return await world.Device.OpenLpaAsync(ct);
        })
        { Time = time };
        NotificationReport report = await notified.RunAsync(EnableAsync);
        Assert.That((report.AreServersTold, opened), Is.EqualTo((true, 4)));
    }

    [Test]
    public async Task A_device_that_does_not_come_back_is_a_warning()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await world.DownloadFirstAsync();
        bool isGone = false;
        NotifiedOperation notified = new(async ct => isGone ? throw new TransportException("gone") : await world.Device.OpenLpaAsync(ct)) { Patience = TimeSpan.Zero };
        NotificationReport report = await notified.RunAsync(async lpa => isGone = await EnableAsync(lpa));
        Assert.That((report.AreServersTold, report.Trouble), Is.EqualTo((false, "gone")));
        Assert.That(report.Warnings, Is.EqualTo(new[] { "Notifications may be left on the card: gone" }));
        Assert.That(world.Device.Notifications, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_operation_throws_is_thrown_and_nothing_is_sent()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await world.DownloadFirstAsync();
        InvalidDataException own = new("own");
        InvalidDataException seen = (await Assert.ThrowsAsync<InvalidDataException>(
            async () => await new NotifiedOperation(world.Device.OpenLpaAsync).RunAsync(_ => throw own)))!;
        Assert.That(seen, Is.SameAs(own));
    }

    [Test]
    public void A_later_report_tells_of_what_is_in_both()
    {
        NotificationResult first = new NotificationResult.NotDelivered(Metadata, new IOException("no"));
        NotificationResult second = new NotificationResult.Delivered(Metadata);
        Assert.That(new NotificationReport([first]).AreServersTold, Is.False);
        Assert.That(new NotificationReport([first]).With(new([second])).AreServersTold, Is.True);
        Assert.That(new NotificationReport([]).With(new([], "gone")).AreServersTold, Is.False);
    }

    private static Entry<NotificationMetadata> Metadata { get; } =
        new(new() { SeqNumber = 1, ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = "a" }, default, []);

    private static async Task<bool> EnableAsync(LpaClient lpa)
    {
        await lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Packages.FirstIccid));
        return true;
    }
}
