using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Vpcd;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>Cards in the slots of vpcd, seen through pcscd.</summary>
internal sealed class ReaderTests
{
    private static readonly Octets s_openChannel = Octets.FromHex("0070000001");
    private static readonly Octets s_selectIsdR = Octets.FromHex("00A4040010A0000005591010FFFFFFFF8900000100");

    [Test]
    public async Task The_card_is_in_a_reader_with_its_ATR()
    {
        await using Slot slot = await Slot.InsertAsync();
        using PcscContext context = PcscContext.Open();
        SequenceOf<PcscReader> readers = await context.ListReadersAsync();
        PcscReader expected = new(slot.Reader, true, Personality.Default.AnswerToReset);
        Assert.That(readers.Single(reader => reader.Name == slot.Reader), Is.EqualTo(expected));
        Assert.That(readers.Single(reader => reader.Name == PcscDaemon.SecondReader).HasCard, Is.False);
    }

    [Test]
    public async Task Commands_pass()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection card = await slot.ConnectAsync();
        Assert.That(card.Protocol, Is.EqualTo(PcscProtocols.T0));
        Assert.That(card.Atr, Is.EqualTo(Personality.Default.AnswerToReset));
        Assert.That((await card.TransmitAsync(s_openChannel, default)).ToString(), Is.EqualTo("019000"));
        Assert.That((await card.TransmitAsync(Octets.FromHex("0070800100"), default)).ToString(), Is.EqualTo("9000"));
        Assert.That((await card.TransmitAsync(s_selectIsdR, default)).ToString(), Does.StartWith("61"));
    }

    [Test]
    public async Task Reset_and_unpower_give_the_ATR_and_close_channels()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection card = await slot.ConnectAsync();
        await card.TransmitAsync(s_openChannel, default);
        Assert.That(await card.ResetAsync(default), Is.EqualTo(Personality.Default.AnswerToReset));
        Assert.That((await card.TransmitAsync(s_openChannel, default)).ToString(), Is.EqualTo("019000"));
        Assert.That(await card.UnpowerAsync(default), Is.EqualTo(Personality.Default.AnswerToReset));
        Assert.That((await card.TransmitAsync(s_openChannel, default)).ToString(), Is.EqualTo("019000"));
        Assert.That(slot.Running.Events.OfType<VpcdEvent.Reset>().Count(), Is.GreaterThanOrEqualTo(1));
        Assert.That(slot.Running.Events.OfType<VpcdEvent.PoweredOff>().Count(), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task T1_is_chosen_where_the_card_speaks_it_and_refused_where_not()
    {
        await using Slot slot = await Slot.InsertAsync(TestWorld.Create(Slot.T1).Device.Connection);
        await using (PcscConnection card = await slot.ConnectAsync())
        {
            Assert.That(card.Protocol, Is.EqualTo(PcscProtocols.T1));
            Octets selectWithLe = Octets.Concat(s_selectIsdR, Octets.FromHex("00"));
            Assert.That((await card.TransmitAsync(selectWithLe, default)).ToString(), Does.StartWith("6F").And.EndWith("9000"));
        }
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => slot.ConnectAsync(new() { Protocols = PcscProtocols.T0 }));
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.ProtocolMismatch));
    }

    [TestCase(65535)]
    [TestCase(300)]
    public async Task Long_answers_pass(int length)
    {
        string answer = new('A', 2 * length);
        await using Slot slot = await Slot.InsertAsync(new CannedCard(answer, Slot.T1.Atr.ToString()));
        await using PcscConnection card = await slot.ConnectAsync();
        Octets received = await card.TransmitAsync(Octets.FromHex("00B00000000000"), default);
        Assert.That(received.ToString(), Is.EqualTo(answer));
    }

    [Test]
    public async Task Long_commands_pass()
    {
        CannedCard canned = new("9000", Slot.T1.Atr.ToString());
        await using Slot slot = await Slot.InsertAsync(canned);
        await using PcscConnection card = await slot.ConnectAsync();
        string command = "00D6000000FFF5" + new string('B', 2 * 0xFFF5);
        Assert.That((await card.TransmitAsync(Octets.FromHex(command), default)).ToString(), Is.EqualTo("9000"));
        Assert.That(canned.Seen.Last(), Is.EqualTo(command));
    }

    [Test]
    public async Task What_is_too_short_for_a_command_is_refused_by_the_card()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection card = await slot.ConnectAsync();
        foreach (string command in (string[])["80", "80F2", "80F200"])
        {
            Task<Octets> answer = card.TransmitAsync(Octets.FromHex(command), default).AsTask();
            Assert.That((await answer.WaitAsync(TimeSpan.FromSeconds(10))).ToString(), Is.EqualTo("6700"));
        }
        await Assert.ThrowsAsync<ArgumentException>(() => card.TransmitAsync(default, default).AsTask());
    }

    [Test]
    public async Task Two_cards_in_two_slots_at_once()
    {
        await using Slot first = await Slot.InsertAsync(new CannedCard("019000"), 0);
        await using Slot second = await Slot.InsertAsync(new CannedCard("029000"), 1);
        await using PcscConnection a = await first.ConnectAsync();
        await using PcscConnection b = await second.ConnectAsync();
        for (int i = 0; i < 20; i++)
        {
            Task<Octets> fromA = a.TransmitAsync(s_openChannel, default).AsTask();
            Task<Octets> fromB = b.TransmitAsync(s_openChannel, default).AsTask();
            Assert.That(((await fromA).ToString(), (await fromB).ToString()), Is.EqualTo(("019000", "029000")));
        }
    }

    [Test]
    public async Task The_watch_sees_insertion_and_removal()
    {
        using PcscContext context = PcscContext.Open();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        await using IAsyncEnumerator<PcscEvent> events = context.WatchAsync(patience.Token).GetAsyncEnumerator();
        async Task<PcscEvent> Next() => await events.MoveNextAsync() ? events.Current : throw new AssertionException("The watch ended.");
        Assert.That(await Next(), Is.EqualTo(new PcscEvent.ReaderAdded(PcscDaemon.FirstReader)));
        Assert.That(await Next(), Is.EqualTo(new PcscEvent.ReaderAdded(PcscDaemon.SecondReader)));
        Slot slot = await Slot.InsertAsync();
        Assert.That(await Next(), Is.EqualTo(new PcscEvent.CardInserted(slot.Reader, Personality.Default.AnswerToReset)));
        await slot.DisposeAsync();
        Assert.That(await Next(), Is.EqualTo(new PcscEvent.CardRemoved(slot.Reader)));
    }

    [Test]
    public async Task A_control_function_goes_to_the_reader()
    {
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection card = await slot.ConnectAsync();
        try
        {
            // FEATURE_GET_TLV_PROPERTIES of PC/SC Part 10 §2.2, as newer drivers answer; Debian's vpcd 3.3 has no control function at all.
            Octets features = await card.ControlAsync(PcscConnection.ControlCode(3400), default, default);
            Assert.That(features.ToString(), Does.StartWith("1204"));
        }
        catch (PcscException e)
        {
            Assert.That((e.Name, e.Problem), Is.EqualTo(("SCARD_E_UNSUPPORTED_FEATURE", PcscProblem.NotSupported)));
        }
        Assert.That((await card.TransmitAsync(s_openChannel, default)).ToString(), Is.EqualTo("019000"));
    }

    [Test]
    public async Task A_reader_without_a_card_says_so()
    {
        using PcscContext context = PcscContext.Open();
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => context.ConnectAsync(PcscDaemon.FirstReader));
        Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_E_NO_SMARTCARD", PcscProblem.NoCard)));
        e = await Assert.ThrowsAsync<PcscException>(() => context.ConnectAsync("Nobody's reader"));
        Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_E_UNKNOWN_READER", PcscProblem.NoReader)));
        await using PcscConnection direct = await context.ConnectAsync(PcscDaemon.FirstReader, new() { ShareMode = PcscShareMode.Direct });
        Assert.That(direct.Atr.IsEmpty);
    }

    [Test]
    public async Task Calls_that_the_end_of_pcscd_interrupts_say_so()
    {
        if (!PcscDaemon.IsOurs) Assert.Ignore("pcscd ran before the tests: it is not theirs to stop.");
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection card = await slot.ConnectAsync();
        await using PcscConnection other = await slot.ConnectAsync();
        using PcscContext context = PcscContext.Open();
        Func<Task>[] calls =
        [
            () => card.TransmitAsync(s_openChannel, default).AsTask(),
            async () => await (await other.BeginTransactionAsync(default)).DisposeAsync(),
            () => context.ListReadersAsync(),
            async () => await (await slot.ConnectAsync()).DisposeAsync(),
        ];
        Task<PcscException>[] repeating = [.. calls.Select(RepeatAsync)];
        await PcscDaemon.RestartAsync(() => Task.WhenAll(repeating));
        Assert.That(repeating.Select(call => call.Result.Problem), Is.All.EqualTo(PcscProblem.ServiceNotRunning));
    }

    [Test]
    public async Task The_card_comes_back_when_pcscd_starts_anew()
    {
        if (!PcscDaemon.IsOurs) Assert.Ignore("pcscd ran before the tests: it is not theirs to stop.");
        await using Slot slot = await Slot.InsertAsync();
        await using PcscConnection card = await slot.ConnectAsync();
        using PcscContext context = PcscContext.Open();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        await using IAsyncEnumerator<PcscEvent> events = context.WatchAsync(patience.Token).GetAsyncEnumerator();
        for (int i = 0; i < 3; i++) await events.MoveNextAsync();
        Task restart = PcscDaemon.RestartAsync(async () =>
        {
            PcscException? gone = await Assert.ThrowsAsync<PcscException>(() => context.ListReadersAsync());
            Assert.That((gone!.Name, gone.Problem), Is.EqualTo(("SCARD_E_NO_SERVICE", PcscProblem.ServiceNotRunning)));
            await Task.Delay(1000);
        });
        List<PcscEvent> seen = [];
        Task watching = TakeAsync(events, 7, seen);
        await Task.WhenAny(restart, watching);
        if (restart.IsFaulted) await patience.CancelAsync();
        await Task.WhenAll(restart, watching);
        Assert.That(seen.Take(5), Is.EqualTo(new PcscEvent[]
        {
            new PcscEvent.CardRemoved(slot.Reader),
            new PcscEvent.ReaderRemoved(PcscDaemon.FirstReader),
            new PcscEvent.ReaderRemoved(PcscDaemon.SecondReader),
            new PcscEvent.ServiceStopped(),
            new PcscEvent.ServiceStarted(),
        }));
        await context.WaitForCardAsync(slot.Reader, patience.Token);

        // The connection of before: one call fails with the reason, and the next is through.
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_openChannel, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.ServiceNotRunning));
        Assert.That((await card.TransmitAsync(s_openChannel, default)).ToString(), Is.EqualTo("019000"));
    }

    private static async Task TakeAsync(IAsyncEnumerator<PcscEvent> events, int count, List<PcscEvent> seen)
    {
        while (seen.Count < count && await events.MoveNextAsync()) seen.Add(events.Current);
    }

    /// <summary>Does it again and again until it fails.</summary>
    private static Task<PcscException> RepeatAsync(Func<Task> call) => Task.Run(async () =>
    {
        try
        {
            while (true) await call();
        }
        catch (PcscException e)
        {
            return e;
        }
    });
}
