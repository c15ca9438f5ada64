using EuiccSim.Card;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Vpcd;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>Our LPA through PC/SC, pcscd and vpcd to our card.</summary>
internal sealed class DownloadTests
{
    [Test]
    public async Task A_profile_is_downloaded_enabled_and_deleted_through_a_reader()
    {
        DownloadScene scene = new();
        await using Slot slot = await Slot.InsertAsync("download");
        await using PcscConnection card = await slot.ConnectAsync();
        Assert.That(await scene.DownloadAsync(card), Is.InstanceOf<DownloadOutcome.Installed>());

        ProfileIdentifier profile = new ProfileIdentifier.Iccid(DownloadScene.Iccid);
        await scene.WithLpaAsync(card, async lpa =>
        {
            await lpa.Es10c.EnableProfileAsync(profile, false);
            await lpa.Es10c.DisableProfileAsync(profile, false);
            await lpa.Es10c.DeleteProfileAsync(profile);
            return true;
        });
    }

    [Test]
    public async Task A_card_that_speaks_T1_is_provisioned_too()
    {
        DownloadScene scene = new();
        await using Slot slot = await Slot.InsertAsync(new CardConnection(TestCards.Create("T=1 download", Slot.T1)));
        await using PcscConnection card = await slot.ConnectAsync(new() { ShareMode = PcscShareMode.Exclusive });
        Assert.That(card.Protocol, Is.EqualTo(PcscProtocols.T1));
        Assert.That(await scene.DownloadAsync(card), Is.InstanceOf<DownloadOutcome.Installed>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_card_taken_out_in_the_middle_is_told_and_the_next_attempt_works(bool withSameConnection)
    {
        DownloadScene scene = new();
        ICardConnection euicc = TestCards.Connection("removal");
        Slot slot = await Slot.InsertAsync(euicc);
        PcscConnection card = await slot.ConnectAsync();
        Task? removal = null;
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => scene.DownloadAsync(card, progress =>
        {
            if (progress.Step == DownloadStep.LoadBoundProfilePackage) removal ??= slot.DisposeAsync().AsTask();
        }));
        Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_W_REMOVED_CARD", PcscProblem.CardRemoved)));
        await removal!;

        await using Slot again = await Slot.InsertAsync(euicc);
        if (!withSameConnection)
        {
            await card.DisposeAsync();
            card = await again.ConnectAsync();
        }
        Assert.That(await scene.DownloadAsync(card), Is.InstanceOf<DownloadOutcome.Installed>());
        await card.DisposeAsync();
    }
}
