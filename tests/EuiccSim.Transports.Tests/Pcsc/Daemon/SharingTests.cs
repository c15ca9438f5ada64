using System.Runtime.CompilerServices;
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

    [TestCase(PcscDisposition.Reset)]
    [TestCase(PcscDisposition.Unpower)]
    public async Task What_another_program_does_to_the_card_when_it_ends_is_told_once(PcscDisposition atEnd)
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection first = await slot.ConnectAsync();
        PcscConnection second = await slot.ConnectAsync(new() { AtEnd = atEnd });
        await second.DisposeAsync();
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => first.TransmitAsync(s_status, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.CardReset));
        Assert.That((await first.TransmitAsync(s_status, default)).Length, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task Transactions_nest_and_end_with_the_connection()
    {
        await using Slot slot = await Slot.InsertAsync();
        PcscConnection first = await slot.ConnectAsync();
        await using PcscConnection second = await slot.ConnectAsync();
        PcscTransaction outer = await first.BeginTransactionAsync(default);
        await (await first.BeginTransactionAsync(default)).DisposeAsync();
        Task<Octets> waiting = second.TransmitAsync(s_status, default).AsTask();
        await Task.Delay(300);
        Assert.That(waiting.IsCompleted, Is.False);
        await first.DisposeAsync();
        Assert.That((await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Length, Is.GreaterThanOrEqualTo(2));
        await outer.DisposeAsync();
    }

    [Test]
    public async Task A_reset_at_the_end_of_a_transaction_is_told_to_others_only()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection first = await slot.ConnectAsync();
        await using PcscConnection second = await slot.ConnectAsync();
        Octets openChannel = Octets.FromHex("0070000001");
        PcscTransaction transaction = await first.BeginTransactionAsync(default);
        Assert.That((await first.TransmitAsync(openChannel, default)).ToString(), Is.EqualTo("019000"));
        await transaction.EndAsync(PcscDisposition.Reset);
        Assert.That((await first.TransmitAsync(openChannel, default)).ToString(), Is.EqualTo("019000"));
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => second.TransmitAsync(s_status, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.CardReset));
    }

    [Test]
    public async Task A_connection_that_nobody_disposes_of_does_not_keep_the_card()
    {
        await using Slot slot = await Slot.InsertAsync();
        Forget(slot);
        for (int i = 0; ; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            try
            {
                await using PcscConnection next = await slot.ConnectAsync(s_exclusive);
                return;
            }
            catch (PcscException e) when (e.Problem == PcscProblem.CardInUse && i < 20)
            {
                await Task.Delay(50);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(Slot slot) => Task.Run(() => slot.ConnectAsync(s_exclusive)).Wait();

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
