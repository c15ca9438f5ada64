using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Transports.Tests.Vpcd;

/// <summary>
/// The wire between vpcd and a card: messages as the driver of vsmartcard 3.3 sends them (its functions vicc_poweron, vicc_getatr,
/// vicc_reset, vicc_poweroff, vicc_transmit).
/// </summary>
internal sealed class VpcdCardTests
{
    private const string PowerOff = "0001 00";
    private const string PowerOn = "0001 01";
    private const string Reset = "0001 02";
    private const string GetAtr = "0001 04";

    [Test]
    public async Task Presence_is_polled_by_the_ATR_before_power_on()
    {
        using VpcdPeer vpcd = new();
        await using RunningVpcdCard card = Insert(new CannedCard(), vpcd);
        await vpcd.AcceptAsync();
        Assert.That(vpcd.Exchange(GetAtr), Is.EqualTo(CannedCard.Atr));
    }

    [Test]
    public async Task Power_on_and_off_are_not_answered_but_the_ATR_and_commands_are()
    {
        using VpcdPeer vpcd = new();
        await using RunningVpcdCard card = Insert(new CannedCard("62009000"), vpcd);
        await vpcd.AcceptAsync();
        vpcd.SendRaw(PowerOn);
        Assert.That(vpcd.Exchange(GetAtr), Is.EqualTo(CannedCard.Atr));
        Assert.That(vpcd.Exchange("0005 00B0000000"), Is.EqualTo("62009000"));
        vpcd.SendRaw(PowerOff);
        Assert.That(vpcd.Exchange(GetAtr), Is.EqualTo(CannedCard.Atr));
    }

    /// <summary>vpcd waits for the answer to all that a program sends, as long as it takes: pcscd and all its programs with it.</summary>
    [TestCase("03")]
    [TestCase("80")]
    public async Task A_command_of_one_octet_that_is_no_control_is_answered(string command)
    {
        using VpcdPeer vpcd = new();
        CannedCard canned = new("6700");
        await using RunningVpcdCard card = Insert(canned, vpcd);
        await vpcd.AcceptAsync();
        Assert.That(vpcd.Exchange("0001" + command), Is.EqualTo("6700"));
        Assert.That(canned.Seen, Is.EqualTo(new[] { "", command }));
    }

    [TestCase(PowerOn)]
    [TestCase(Reset)]
    public async Task Power_on_and_reset_reset_the_card(string control)
    {
        using VpcdPeer vpcd = new();
        CannedCard canned = new();
        await using RunningVpcdCard card = Insert(canned, vpcd);
        await vpcd.AcceptAsync();
        vpcd.Exchange("0004 00700000");
        vpcd.SendRaw(control);
        vpcd.Exchange("0004 00700001");
        Assert.That(canned.Seen, Is.EqualTo(new[] { "", "00700000", "", "00700001" }));
    }

    [Test]
    public async Task Messages_come_in_pieces_and_in_heaps()
    {
        using VpcdPeer vpcd = new();
        CannedCard canned = new();
        await using RunningVpcdCard card = Insert(canned, vpcd);
        await vpcd.AcceptAsync();
        foreach (string octet in (string[])["00", "05", "00", "B0", "00", "00"])
        {
            vpcd.SendRaw(octet);
            await Task.Delay(5);
        }
        Assert.That(vpcd.Exchange("07"), Is.EqualTo("9000"));
        vpcd.SendRaw("0001 01 0001 04 0004 00A40000 0005 00");
        Assert.That(vpcd.Receive(), Is.EqualTo(CannedCard.Atr));
        Assert.That(vpcd.Receive(), Is.EqualTo("9000"));
        Assert.That(vpcd.Exchange("B0000008"), Is.EqualTo("9000"));
        Assert.That(canned.Seen, Is.EqualTo(new[] { "", "00B0000007", "", "00A40000", "00B0000008" }));
    }

    [TestCase(65535, 65535)]
    [TestCase(65538, 2)]
    public async Task An_answer_that_the_length_field_cannot_hold_becomes_wrong_length(int length, int sent)
    {
        using VpcdPeer vpcd = new();
        await using RunningVpcdCard card = Insert(new CannedCard(new string('0', 2 * length)), vpcd);
        await vpcd.AcceptAsync();
        string answer = vpcd.Exchange("0007 00B00000000000")!;
        Assert.That(answer, Has.Length.EqualTo(2 * sent));
        if (sent == 2) Assert.That(answer, Is.EqualTo("6700"));
    }

    [Test]
    public async Task Our_card_answers_its_own_ATR_and_commands()
    {
        using VpcdPeer vpcd = new();
        await using RunningVpcdCard card = Insert(TestWorld.Create().Device.Connection, vpcd);
        await vpcd.AcceptAsync();
        vpcd.SendRaw(PowerOn);
        Assert.That(vpcd.Exchange(GetAtr), Is.EqualTo(Personality.Default.AnswerToReset.ToString()));
        Assert.That(vpcd.Exchange("0005 0070000001"), Is.EqualTo("019000"));
        vpcd.SendRaw(Reset);
        Assert.That(vpcd.Exchange("0005 0070000001"), Is.EqualTo("019000"));
    }

    [Test]
    public async Task Taking_the_card_out_closes_the_connection()
    {
        using VpcdPeer vpcd = new();
        RunningVpcdCard card = Insert(new CannedCard(), vpcd);
        await vpcd.AcceptAsync();
        vpcd.Exchange(GetAtr);
        await card.DisposeAsync();
        Assert.That(vpcd.Receive(), Is.Null);
        Assert.That(card.Run.IsCanceled);
    }

    [Test]
    public async Task A_card_that_cannot_be_reached_ends_it()
    {
        using VpcdPeer vpcd = new();
        FaultPlan faults = new();
        RunningVpcdCard card = Insert(new FaultyConnection(new CannedCard(), faults), vpcd);
        await vpcd.AcceptAsync();
        vpcd.Exchange(GetAtr);
        faults.Inject(Fault.At(Place.Apdu).Drop());
        vpcd.SendRaw("0004 00A40000");
        await Assert.ThatAsync(() => card.Run, Throws.TypeOf<TransportException>());
        Assert.That(vpcd.Receive(), Is.Null);
    }

    [Test]
    public async Task The_card_comes_back_when_vpcd_starts_anew()
    {
        VpcdPeer first = new();
        int port = first.Port;
        await using RunningVpcdCard card = Insert(new CannedCard(), first);
        await first.AcceptAsync();
        first.Exchange(GetAtr);
        first.Dispose();
        await Task.Delay(200);
        using VpcdPeer second = new(port);
        await second.AcceptAsync();
        Assert.That(second.Exchange(GetAtr), Is.EqualTo(CannedCard.Atr));
        VpcdEvent[] events = [.. card.Events.Where(e => e is not VpcdEvent.Unreachable)];
        string[] expected = ["Connected", "Inserted", "Disconnected", "Connected", "Inserted"];
        Assert.That(events.Select(e => e.GetType().Name), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_waits_between_attempts_grow_to_a_limit()
    {
        int port;
        using (VpcdPeer closed = new()) port = closed.Port;
        ManualTime time = new();
        VpcdOptions options = new()
        {
            Port = port,
            Time = time,
            FirstDelay = TimeSpan.FromSeconds(1),
            LongestDelay = TimeSpan.FromSeconds(5),
        };
        await using RunningVpcdCard card = new(new CannedCard(), options);
        for (int attempts = 1; attempts <= 5; attempts++)
        {
            for (int i = 0; card.Events.Count < attempts && i < 2000; i++)
            {
                await Task.Delay(1);
                // The wait may begin only after the event was seen, so the clock moves in small steps.
                if (card.Events.Count < attempts) time.Advance(TimeSpan.FromMilliseconds(50));
            }
        }
        double[] waits = [.. card.Events.OfType<VpcdEvent.Unreachable>().Select(e => e.RetryIn.TotalSeconds)];
        Assert.That(waits.Take(5), Is.EqualTo(new double[] { 1, 2, 4, 5, 5 }));
    }

    [Test]
    public async Task Two_cards_in_two_slots_do_not_mix()
    {
        using VpcdPeer slot0 = new();
        using VpcdPeer slot1 = new();
        await using RunningVpcdCard first = Insert(new CannedCard("019000", "3B0100"), slot0);
        await using RunningVpcdCard second = Insert(new CannedCard("029000", "3B0101"), slot1);
        await slot0.AcceptAsync();
        await slot1.AcceptAsync();
        slot0.SendRaw("0004 00A40000");
        slot1.SendRaw("0004 00A40000");
        Assert.That((slot0.Receive(), slot1.Receive()), Is.EqualTo(("019000", "029000")));
        Assert.That((slot0.Exchange(GetAtr), slot1.Exchange(GetAtr)), Is.EqualTo(("3B0100", "3B0101")));
    }

    private static RunningVpcdCard Insert(ICardConnection card, VpcdPeer vpcd) => new(card, new() { Port = vpcd.Port });
}
