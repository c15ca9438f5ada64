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
        Task<Octets> sending = card.TransmitAsync(s_command, default).AsTask();
        await Task.Delay(100);
        if (goes) pcsc.Remove("A");
        PcscException? e = await Assert.ThrowsAsync<PcscException>(() => sending);
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
