using EuiccSim.Card.Store;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>The card as a whole: power, commits, answers in parts, the proactive session.</summary>
public sealed class CardTests
{
    [Test]
    public void Reset_answers_an_ATR_of_an_eUICC()
    {
        byte[] atr = TestCard.WithProfile().Card.Reset().ToArray();
        Assert.That(Convert.ToHexString(atr), Does.StartWith("3B9F96803FC782" + "8031E0" + "73FE211F"), "TB3 bit 2, capabilities");
        Assert.That(atr, Has.Length.EqualTo(7 + 15 + 1), "15 historical bytes and TCK");
        Assert.That(atr.Skip(1).Aggregate(0, (check, octet) => check ^ octet), Is.Zero, "TCK");
    }

    [Test]
    public void Reset_closes_channels_and_deselects()
    {
        TestCard card = TestCard.WithProfile().InUsim();
        card.Send(Commands.OpenChannel);
        card.Card.Reset();
        Assert.That(card.Send("01 A4 00 0C 02 3F00"), Is.EqualTo("6881"));
        Assert.That(card.Send("00 A4 00 0C 02 7FFF"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00 B0 82 00 01"), Is.EqualTo("989000"), "the MF is current");
    }

    [Test]
    public void Without_a_profile_the_MF_is_empty()
    {
        TestCard card = TestCard.Without();
        const string mf = "6218" + "82027821" + "83023F00" + "A506800171870101" + "8A0105" + "C603900100";
        Assert.That(card.Send("00 A4 00 04 02 3F00 00"), Is.EqualTo(mf + "9000"));
        Assert.That(card.Send("00 A4 00 04 02 2FE2 00"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00 A4 00 04 02 2F08 00"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00 20 00 01"), Is.EqualTo("6A88"));
        Assert.That(card.Send("80 AA 00 00 05 A903 830107"), Is.EqualTo("9000"));
        const string ecasd = "A0000005591010FFFFFFFF8900000200";
        Assert.That(card.Send($"00 A4 04 00 10 {ecasd} 00"), Is.EqualTo($"6F188410{ecasd}A5049F6501FF9000"));
        Assert.That(card.Send("80 CA 00 00 00"), Is.EqualTo("6A88"), "the ECASD has no such data");
        Assert.That(card.Send(Commands.SelectMf), Is.EqualTo("9000"), "back to the file system");
    }

    [Test]
    public void Answer_without_Le_waits_for_GET_RESPONSE()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 A4 00 04 02 2FE2"), Is.EqualTo("6119"));
        Assert.That(card.Send("00 C0 00 00 05"), Is.EqualTo("6217820241" + "6114"));
        Assert.That(card.Send("00 C0 00 00 15"), Is.EqualTo("6C14"));
        Assert.That(card.Send("00 C0 00 00 14"), Is.EqualTo("2183022FE28A01058B032F060B8002000A880110" + "9000"));
        Assert.That(card.Send("00 C0 00 00 14"), Is.EqualTo("6985"));
    }

    [Test]
    public void Le_shorter_than_the_answer_gets_that_much()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 A4 00 04 02 2FE2 02"), Is.EqualTo("6217" + "6117"));
        Assert.That(card.Send("80 C0 00 00 00"), Has.Length.EqualTo(2 * 0x17 + 4).And.EndsWith("9000"), "class 80, all there is");
    }

    [Test]
    public void Another_command_drops_the_rest_on_its_channel_only()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.OpenChannel);
        card.Send("00 A4 00 04 02 2FE2", "01 A4 00 04 02 2FE2", "00 B0 00 00 01");
        Assert.That(card.Send("00 C0 00 00 00"), Is.EqualTo("6985"));
        Assert.That(card.Send("01 C0 00 00 00"), Does.EndWith("9000"));
    }

    [Test]
    public void Under_T0_an_answer_to_data_waits()
    {
        TestCard card = TestCard.AsT0();
        Assert.That(card.Send("00 A4 00 04 02 2FE2 00"), Is.EqualTo("6119"));
        Assert.That(card.Send("00 C0 00 00 19"), Does.EndWith("9000"));
        Assert.That(card.Send("80 F2 00 00 00"), Is.EqualTo("6C25"));
    }

    [Test]
    public void One_commit_for_a_change_and_none_without()
    {
        List<TraceEvent> events = [];
        TestCard card = TestCard.WithProfile(new() { Trace = events.Add });
        card.Send("00 B0 82 00 01");
        Assert.That(events, Has.Count.EqualTo(1).And.All.TypeOf<TraceEvent.Apdu>());
        events.Clear();
        card.Send(Commands.WrongPin1);
        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(events[0], Is.TypeOf<CardChanged>(), "before the answer");
        Octets command = Octets.FromHex(Commands.WrongPin1.Replace(" ", ""));
        Assert.That(events[1], Is.EqualTo(new TraceEvent.Apdu(events[1].Time, command, Octets.FromHex("63C2"))));
    }

    [Test]
    public void Snapshot_is_a_card_again()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.WrongPin1);
        MemoryCardStore store = new();
        _ = VirtualEuicc.Restore(card.Card.Snapshot(), options: new() { Store = store });
        VirtualEuicc copy = VirtualEuicc.Load(CardEnvironment.System, new() { Store = store });
        Assert.That(copy.Process(Octets.FromHex("00200001")).ToString(), Is.EqualTo("63C2"));
    }

    [Test]
    public void Terminal_capability_is_kept_and_checked()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("80 AA 00 00 0A A9 08 8100 820101 830107"), Is.EqualTo("9000"));
        Assert.That(card.Send("80 AA 00 00 02 A9 08"), Is.EqualTo("6A80"));
        Assert.That(card.Send("80 AA 00 01 02 A9 00"), Is.EqualTo("6A86"));
        Assert.That(card.Send("80 10 00 00 02 FFFF"), Is.EqualTo("9000"));
        Assert.That(card.Send("80 C2 00 00 04 D6 02 0000"), Is.EqualTo("9000"));
        Assert.That(card.Send("80 12 00 00 01"), Is.EqualTo("6985"), "nothing to fetch");
        Assert.That(card.Send("80 14 00 00 01 00"), Is.EqualTo("6985"), "nothing was fetched");
    }

    [Test]
    public void Random_octets_are_always_answered()
    {
        TestCard card = TestCard.WithProfile().InUsim().Verified();
        Prop.ForAll<byte[]>(octets => IsAnswered(card, octets)).QuickCheckThrowOnFailure();
    }

    [Category(Sweep.Category)]
    [Test]
    public void Random_parameters_and_data_of_known_commands_are_always_answered()
    {
        byte[] instructions = [0xA4, 0x70, 0xC0, 0xAA, 0x10, 0x12, 0x14, 0xC2, 0xF2, 0xB0, 0xD6, 0xB2, 0xDC, 0xA2, 0x32, 0xCB, 0xDB,
            0x20, 0x24, 0x26, 0x28, 0x2C, 0x04, 0x44, 0x88, 0x84];
        TestCard card = TestCard.WithProfile(new() { Personality = new() { AcceptsExtendedLength = true } }).InUsim().Verified();
        Gen<byte[]> commands =
            from cla in Gen.Elements<byte>(0x00, 0x80, 0x01, 0x81, 0x40, 0xC0)
            from ins in Gen.Elements(instructions)
            from p1 in Gen.Choose(0, 255)
            from p2 in Gen.Choose(0, 255)
            from data in Gen.Choose(0, 255).ArrayOf()
            from ending in Gen.Choose(0, 3)
            select Command(cla, ins, (byte)p1, (byte)p2, [.. data.Select(d => (byte)d)], ending);
        Prop.ForAll(Arb.From(commands), octets => IsAnswered(card, octets)).Check(Config.QuickThrowOnFailure.WithMaxTest(Sweep.CountOf(20_000, oneIn: 4)));
    }

    private static bool IsAnswered(TestCard card, byte[] octets) => card.Card.Process(Octets.Wrap(octets)).Length >= 2;

    private static byte[] Command(byte cla, byte ins, byte p1, byte p2, byte[] data, int ending) => ending switch
    {
        0 => [cla, ins, p1, p2, (byte)data.Length, .. data],
        1 => [cla, ins, p1, p2, (byte)data.Length, .. data, 0],
        2 => [cla, ins, p1, p2, .. data],
        _ => [cla, ins, p1, p2, 0, 0, (byte)data.Length, .. data, 0, 0],
    };
}
