using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Tests.Pcsc;

/// <summary>What a connection does with the service's answers.</summary>
internal sealed class PcscConnectionTests
{
    private static readonly Octets s_command = Octets.FromHex("00A40004023F0000");

    [TestCase(Scard.ProtocolT0, "00A40004023F00")]
    [TestCase(Scard.ProtocolT1, "00A40004023F0000")]
    public async Task The_protocol_decides_about_Le(uint protocol, string sent)
    {
        FakePcsc pcsc = new() { ActiveProtocol = protocol };
        await using PcscConnection card = await Connect(pcsc);
        await card.TransmitAsync(s_command, default);
        Assert.That(pcsc.Calls, Is.EqualTo(new[] { "Connect", sent }));
        Assert.That((uint)card.Protocol, Is.EqualTo(protocol));
    }

    [Test]
    public async Task After_a_reset_by_another_program_one_call_fails_and_the_next_acknowledges_it()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        pcsc.Answers.Enqueue((Scard.ResetByOther, ""));
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_command, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.CardReset));
        Assert.That((await card.TransmitAsync(s_command, default)).ToString(), Is.EqualTo("9000"));
        Assert.That(pcsc.Calls, Is.EqualTo(new[] { "Connect", s_command.ToString(), "Reconnect 0", s_command.ToString() }));
    }

    [Test]
    public async Task After_a_removal_one_call_fails_and_the_next_connects_anew()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        pcsc.Answers.Enqueue((Scard.RemovedCard, ""));
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_command, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.CardRemoved));
        await card.TransmitAsync(s_command, default);
        Assert.That(pcsc.Calls, Is.EqualTo(new[] { "Connect", s_command.ToString(), "Disconnect 0", "Connect", s_command.ToString() }));
    }

    [TestCase(true, Scard.NotTransacted, PcscProblem.CardRemoved)]
    [TestCase(false, Scard.NotTransacted, PcscProblem.CommunicationLost)]
    [TestCase(true, Scard.Success, PcscProblem.CardRemoved, TestName = "An answer without octets is a removal if the card goes")]
    public async Task A_broken_exchange_is_a_removal_if_the_card_goes(bool goes, uint result, PcscProblem problem)
    {
        FakePcsc pcsc = new();
        pcsc.Plug("A");
        pcsc.Insert("A", "3B00");
        await using PcscConnection card = await Connect(pcsc);
        pcsc.Answers.Enqueue((result, ""));
        if (goes) pcsc.Before["Wait"] = () => pcsc.Remove("A");
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_command, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(problem));
    }

    [Test]
    public async Task A_violated_transaction_keeps_the_connection()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        pcsc.Answers.Enqueue((Scard.SharingViolation, ""));
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_command, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.CardInUse));
        await card.TransmitAsync(s_command, default);
        Assert.That(pcsc.Calls.Count(call => call == "Connect"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_control_function_is_answered_or_refused_and_the_connection_stays()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        Assert.That((await card.ControlAsync(1, Octets.FromHex("CD"), default)).ToString(), Is.EqualTo("ABAB"));
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.ControlAsync(2, default, default).AsTask());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.NotSupported));
        await card.TransmitAsync(s_command, default);
        Assert.That(pcsc.Calls, Is.EqualTo(new[] { "Connect", "Control 1 CD", "Control 2 ", s_command.ToString() }));
    }

    /// <summary>What pcsc-lite 1.9.9 was seen to answer to several functions while its service ended.</summary>
    [Test]
    public async Task The_end_of_the_service_in_the_middle_of_a_call_is_no_denial()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        pcsc.Answers.Enqueue((Scard.SecurityViolation, ""));
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_command, default).AsTask());
        Assert.That((e!.Name, e.Problem), Is.EqualTo(("SCARD_E_SERVICE_STOPPED", PcscProblem.ServiceNotRunning)));
    }

    [TestCase(false, PcscProblem.AccessDenied)]
    [TestCase(true, PcscProblem.ServiceNotRunning)]
    public async Task Access_to_a_card_can_be_denied_by_a_service_that_goes_on(bool ends, PcscProblem problem)
    {
        FakePcsc pcsc = new() { Connected = Scard.SecurityViolation };
        if (ends) pcsc.Before["Connect"] = pcsc.Stop;
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => Connect(pcsc));
        Assert.That(e!.Problem, Is.EqualTo(problem));
    }

    [Test]
    public async Task A_list_that_the_end_of_the_service_interrupts_is_no_denial()
    {
        FakePcsc pcsc = new() { Stopped = Scard.SecurityViolation };
        using PcscContext context = new(pcsc);
        pcsc.Before["Establish"] = pcsc.Stop;
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => context.ListReadersAsync());
        Assert.That(e!.Problem, Is.EqualTo(PcscProblem.ServiceNotRunning));
    }

    [TestCase(false, PcscProblem.AccessDenied)]
    [TestCase(true, PcscProblem.ServiceNotRunning)]
    public async Task A_service_that_ends_lets_nobody_in_just_before(bool ends, PcscProblem problem)
    {
        FakePcsc pcsc = new();
        for (int i = 0; i < 5; i++) pcsc.Established.Enqueue(ends && i > 0 ? Scard.NoService : Scard.SecurityViolation);
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => Connect(pcsc));
        Assert.That(e!.Problem, Is.EqualTo(problem));
    }

    [Test]
    public async Task After_a_call_that_nobody_waits_for_the_next_one_finds_the_card()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        using ManualResetEventSlim slow = new();
        const string Slow = "80AA000000";
        pcsc.Before[Slow] = slow.Wait;
        using CancellationTokenSource stop = new(50);
        Task<Octets> sending = card.TransmitAsync(Octets.FromHex(Slow), stop.Token).AsTask();
        await Assert.ThatAsync(() => sending, Throws.InstanceOf<OperationCanceledException>());
        // Longer than the time after which the context is taken away from a call.
        await Task.Delay(1500);
        slow.Set();
        Assert.That((await card.TransmitAsync(s_command, default)).ToString(), Is.EqualTo("9000"));
    }

    [Test]
    public async Task A_transaction_that_begins_when_nobody_waits_for_it_any_more_ends()
    {
        FakePcsc pcsc = new();
        await using PcscConnection card = await Connect(pcsc);
        using ManualResetEventSlim others = new();
        pcsc.Before["Begin"] = others.Wait;
        using CancellationTokenSource stop = new(50);
        await Assert.ThatAsync(() => card.BeginTransactionAsync(stop.Token).AsTask(), Throws.InstanceOf<OperationCanceledException>());
        others.Set();
        for (int i = 0; i < 200 && pcsc.Calls.Count < 3; i++) await Task.Delay(10);
        Assert.That(pcsc.Calls, Is.EqualTo(new[] { "Connect", "Begin", "End 0" }));
    }

    [Test]
    public async Task A_transaction_ends_with_its_connection_to_the_card()
    {
        FakePcsc pcsc = new();
        PcscConnection card = await Connect(pcsc);
        PcscTransaction first = await card.BeginTransactionAsync(default);
        pcsc.Answers.Enqueue((Scard.RemovedCard, ""));
        await Assert.ThrowsAsync<PcscException>(() => card.TransmitAsync(s_command, default).AsTask());
        PcscTransaction second = await card.BeginTransactionAsync(default);
        await first.DisposeAsync();
        Assert.That(pcsc.Calls, Has.None.StartsWith("End"));
        await card.DisposeAsync();
        await second.DisposeAsync();
        Assert.That(pcsc.Calls, Has.None.StartsWith("End"));
    }

    [TestCase(PcscDisposition.Leave, "Disconnect 0")]
    [TestCase(PcscDisposition.Reset, "Disconnect 1")]
    [TestCase(PcscDisposition.Unpower, "Disconnect 2")]
    public async Task Disposing_of_it_leaves_the_card_as_asked(PcscDisposition atEnd, string call)
    {
        FakePcsc pcsc = new();
        PcscConnection card = await Connect(pcsc, new() { AtEnd = atEnd });
        await card.DisposeAsync();
        await card.DisposeAsync();
        Assert.That(pcsc.Calls, Is.EqualTo(new[] { "Connect", call }));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => card.TransmitAsync(s_command, default).AsTask());
    }

    private static async Task<PcscConnection> Connect(FakePcsc pcsc, PcscConnectOptions? options = null)
    {
        using PcscContext context = new(pcsc);
        return await context.ConnectAsync("A", options);
    }
}
