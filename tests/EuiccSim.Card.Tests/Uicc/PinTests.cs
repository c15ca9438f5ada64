using EuiccSim.Card.Store;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>The PIN state machine. TS 102 221 §9, §11.1.9 to §11.1.13.</summary>
public sealed class PinTests
{
    [Test]
    public void Tries_are_counted_down_and_the_PIN_is_blocked()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 20 00 01"), Is.EqualTo("63C3"));
        Assert.That(card.Send(Commands.WrongPin1), Is.EqualTo("63C2"));
        Assert.That(card.Send("00 20 00 01 00"), Is.EqualTo("63C2"), "P3 00, as T=0 sends it");
        Assert.That(card.Send(Commands.WrongPin1), Is.EqualTo("63C1"));
        Assert.That(card.Send(Commands.WrongPin1), Is.EqualTo("63C0"));
        Assert.That(card.Send(Commands.VerifyPin1), Is.EqualTo("6983"));
        Assert.That(card.Send("00 20 00 01"), Is.EqualTo("6983"));
    }

    [Test]
    public void Right_value_gives_all_tries_back()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.WrongPin1);
        Assert.That(card.Send(Commands.VerifyPin1), Is.EqualTo("9000"));
        Assert.That(card.Send("00 20 00 01"), Is.EqualTo("63C3"));
    }

    [Test]
    public void Verification_is_lost_at_reset_and_the_counter_is_not()
    {
        TestCard card = TestCard.WithProfile().InUsim().Verified();
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("089000"));
        card.Send(Commands.WrongPin1);
        card.Card.Reset();
        card.InUsim();
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("6982"));
        Assert.That(card.Send("00 20 00 01"), Is.EqualTo("63C2"));
    }

    [TestCase("00 20 00 02", "6A88", TestName = "Unknown reference")]
    [TestCase("00 20 00 81", "6A88", TestName = "A local PIN outside of its application")]
    [TestCase("00 20 01 01", "6A86", TestName = "P1 is 00")]
    [TestCase("00 20 00 01 04 31323334", "6700", TestName = "Four octets")]
    [TestCase("00 24 00 01 08 31323334FFFFFFFF", "6700", TestName = "Change with one value")]
    [TestCase("00 26 01 01 08 31323334FFFFFFFF", "6A86", TestName = "Disable with P1 01")]
    [TestCase("00 26 00 0A 08 3939393939393939", "6985", TestName = "A PIN that cannot be disabled")]
    [TestCase("00 28 00 01 08 31323334FFFFFFFF", "6985", TestName = "Enable an enabled PIN")]
    [TestCase("00 2C 00 0A", "6A88", TestName = "A PIN without a PUK")]
    [TestCase("00 2C 00 01 08 3131313132323232", "6700", TestName = "Unblock without a new PIN")]
    public void Refusals(string command, string expected) => Assert.That(TestCard.WithProfile().Send(command), Is.EqualTo(expected));

    [Test]
    public void Change_needs_the_old_value()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 24 00 01 10" + Commands.Wrong + Commands.Pin2), Is.EqualTo("63C2"));
        Assert.That(card.Send("00 24 00 01 10" + Commands.Pin1 + Commands.Pin2), Is.EqualTo("9000"));
        Assert.That(card.Send(Commands.VerifyPin1), Is.EqualTo("63C2"));
        Assert.That(card.Send("00 20 00 01 08" + Commands.Pin2), Is.EqualTo("9000"));
    }

    [Test]
    public void Disabled_PIN_opens_what_it_guards()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 26 00 01 08" + Commands.Pin1), Is.EqualTo("9000"));
        card.Card.Reset();
        card.InUsim();
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("089000"));
        Assert.That(card.Send(Commands.VerifyPin1), Is.EqualTo("6984"));
        Assert.That(card.Send("00 26 00 01 08" + Commands.Pin1), Is.EqualTo("6984"));
        Assert.That(card.Send("00 28 00 01 08" + Commands.Wrong), Is.EqualTo("63C2"));
        Assert.That(card.Send("00 28 00 01 08" + Commands.Pin1), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("089000"), "enabling counts as verification");
        card.Card.Reset();
        Assert.That(card.InUsim().Send("00 B0 87 00 01"), Is.EqualTo("6982"));
    }

    [Test]
    public void Universal_PIN_stands_for_the_PIN_it_replaces()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 26 91 01 08" + Commands.Pin1), Is.EqualTo("9000"));
        card.Card.Reset();
        card.InUsim();
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("6982"));
        Assert.That(card.Send("00 20 00 11 08 34333231FFFFFFFF"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("089000"));
    }

    [Test]
    public void Unblocking_sets_a_new_PIN()
    {
        TestCard card = TestCard.WithProfile().InUsim();
        for (int i = 0; i < 3; i++) card.Send(Commands.WrongPin1);
        Assert.That(card.Send("00 2C 00 01"), Is.EqualTo("63CA"));
        Assert.That(card.Send("00 2C 00 01 10" + Commands.Wrong + Commands.Pin2), Is.EqualTo("63C9"));
        Assert.That(card.Send("00 2C 00 01 10" + Commands.Puk1 + Commands.Pin2), Is.EqualTo("9000"));
        Assert.That(card.Send("00 2C 00 01"), Is.EqualTo("63CA"));
        Assert.That(card.Send("00 B0 87 00 01"), Is.EqualTo("089000"));
        Assert.That(card.Send("00 20 00 01 08" + Commands.Pin2), Is.EqualTo("9000"));
    }

    [Test]
    public void Ten_wrong_PUKs_end_it()
    {
        TestCard card = TestCard.WithProfile();
        for (int left = 9; left >= 0; left--)
            Assert.That(card.Send("00 2C 00 01 10" + Commands.Wrong + Commands.Pin2), Is.EqualTo($"63C{left:X}"));
        Assert.That(card.Send("00 2C 00 01 10" + Commands.Puk1 + Commands.Pin2), Is.EqualTo("6983"));
    }

    [Test]
    public void Global_PIN_is_verified_on_all_channels()
    {
        TestCard card = TestCard.WithProfile().Verified();
        card.Send(Commands.OpenChannel);
        Assert.That(card.Send($"01 A4 04 0C 10 {TestProfile.UsimAid}", "01 B0 87 00 01"), Is.EqualTo("089000"));
    }

    [Test]
    public void Local_PIN_is_lost_with_its_application_session()
    {
        TestCard card = TestCard.WithProfile().InUsim();
        Assert.That(card.Send(Commands.VerifyPin2), Is.EqualTo("9000"));
        card.Send("00 A4 00 0C 02 6F3B");
        Assert.That(card.Send("00 DC 01 04 03 010203"), Is.EqualTo("9000"));
        card.Send($"00 A4 04 0C 10 {TestProfile.IsimAid}");
        card.InUsim();
        card.Send("00 A4 00 0C 02 6F3B");
        Assert.That(card.Send("00 DC 01 04 03 010203"), Is.EqualTo("6982"));
    }

    [TestCase(true, "63C2")]
    [TestCase(false, "63C3")]
    public void Counter_is_durable_before_the_answer_leaves(bool saves, string expected)
    {
        FaultPlan faults = new();
        TestCard card = TestCard.WithProfile(new() { Store = new FaultyStore(faults) });
        faults.Inject(Fault.At(Place.Commit).PowerLoss(saves));
        Assert.That(() => card.Send(Commands.WrongPin1), Throws.TypeOf<PowerLostException>());
        Assert.That(() => card.Send("00 20 00 01"), Throws.TypeOf<PowerLostException>(), "dark until reset");
        card.Card.Reset();
        Assert.That(card.Send("00 20 00 01"), Is.EqualTo(expected));
    }
}
