using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>Several programs and one card: each connection here has a context of its own, as programs have.</summary>
internal sealed class SharingTests
{
    private static readonly PcscConnectOptions s_exclusive = new() { ShareMode = PcscShareMode.Exclusive };
    private static readonly Octets s_status = Octets.FromHex("80F2000C00");

    [Test]
    public async Task Who_has_the_card_exclusively_keeps_others_out()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using (PcscConnection owner = await slot.ConnectAsync(s_exclusive))
        {
            PcscException? e = await Assert.ThrowsAsync<PcscException>(() => slot.ConnectAsync());
            Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_E_SHARING_VIOLATION", PcscProblem.CardInUse)));
            using PcscContext context = PcscContext.Open();
            Assert.That((await context.ListReadersAsync()).Single(reader => reader.Name == slot.Reader).IsExclusive);
        }
        await using PcscConnection next = await slot.ConnectAsync();
    }

    [Test]
    public async Task Nobody_gets_the_card_exclusively_while_others_share_it()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection first = await slot.ConnectAsync();
        await using PcscConnection second = await slot.ConnectAsync();
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => slot.ConnectAsync(s_exclusive));
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.CardInUse));
        using PcscContext context = PcscContext.Open();
        Assert.That((await context.ListReadersAsync()).Single(reader => reader.Name == slot.Reader).IsInUse);
    }

    [Test]
    public async Task A_transaction_keeps_others_waiting()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection first = await slot.ConnectAsync();
        await using PcscConnection second = await slot.ConnectAsync();
        Task<Octets> waiting;
        await using (await first.BeginTransactionAsync(default))
        {
            waiting = second.TransmitAsync(s_status, default).AsTask();
            await first.TransmitAsync(s_status, default);
            await Task.Delay(300);
            Assert.That(waiting.IsCompleted, Is.False);
        }
        Assert.That((await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Length, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task Waiting_for_a_transaction_can_be_cancelled_and_the_connection_lives()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection first = await slot.ConnectAsync();
        await using PcscConnection second = await slot.ConnectAsync();
        await using (await first.BeginTransactionAsync(default))
        {
            using CancellationTokenSource stop = new(200);
            await Assert.ThatAsync(
                () => second.BeginTransactionAsync(stop.Token).AsTask(), Throws.InstanceOf<OperationCanceledException>());
            await Task.Delay(1500);
        }
        await using PcscTransaction transaction = await second.BeginTransactionAsync(default);
        Assert.That((await second.TransmitAsync(s_status, default)).Length, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task A_reset_by_another_program_is_told_once()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection first = await slot.ConnectAsync();
        await using PcscConnection second = await slot.ConnectAsync();
        await second.ResetAsync(default);
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => first.TransmitAsync(s_status, default).AsTask());
        Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_W_RESET_CARD", PcscProblem.CardReset)));
        Assert.That((await first.TransmitAsync(s_status, default)).Length, Is.GreaterThanOrEqualTo(2));
    }
}
