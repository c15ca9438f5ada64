using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>Our LPA through PC/SC, pcscd and vpcd to our card.</summary>
internal sealed class DownloadTests
{
    [Test]
    public async Task A_profile_is_downloaded_enabled_and_deleted_through_a_reader()
    {
        await using EsimWorld world = TestWorld.Create();
        await using Slot slot = await Slot.InsertAsync(world.Device.Connection);
        await using PcscConnection card = await slot.ConnectAsync();
        world.Device.Channels = new LogicalChannelOpener(card);
        ProfileIdentifier profile = new ProfileIdentifier.Iccid((await world.InstallAsync()).Iccid);
        await world.Device.WithLpaAsync(async lpa =>
        {
            await lpa.Es10c.EnableProfileAsync(profile, false);
            await lpa.Es10c.DisableProfileAsync(profile, false);
            await lpa.Es10c.DeleteProfileAsync(profile);
        });
    }

    [Test]
    public async Task A_card_that_speaks_T1_is_provisioned_too()
    {
        await using EsimWorld world = TestWorld.Create(Slot.T1);
        await using Slot slot = await Slot.InsertAsync(world.Device.Connection);
        await using PcscConnection card = await slot.ConnectAsync(new() { ShareMode = PcscShareMode.Exclusive });
        Assert.That(card.Protocol, Is.EqualTo(PcscProtocols.T1));
        world.Device.Channels = new LogicalChannelOpener(card);
        await world.InstallAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_card_taken_out_in_the_middle_is_told_and_the_next_attempt_works(bool withSameConnection)
    {
        await using EsimWorld world = TestWorld.Create();
        Slot slot = await Slot.InsertAsync(world.Device.Connection);
        PcscConnection card = await slot.ConnectAsync();
        OrderedProfile ordered = await world.OrderAsync();
        world.Device.Channels = new LogicalChannelOpener(card);
        Task? removal = null;
        OnProgress removing = new(progress =>
        {
            if (progress.Step == DownloadStep.LoadBoundProfilePackage) removal ??= slot.DisposeAsync().AsTask();
        });
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => world.Device.DownloadAsync(ordered.Code, progress: removing));
        Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_W_REMOVED_CARD", PcscProblem.CardRemoved)));
        await removal!;

        await using Slot again = await Slot.InsertAsync(world.Device.Connection);
        if (!withSameConnection)
        {
            await card.DisposeAsync();
            card = await again.ConnectAsync();
        }
        world.Device.Channels = new LogicalChannelOpener(card);
        await world.Device.InstallAsync(ordered.Code);
        await card.DisposeAsync();
    }

    private sealed class OnProgress(Action<DownloadProgress> action) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => action(value);
    }
}
