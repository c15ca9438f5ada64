using EuiccSim.Card.Profiles;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>Commands on files without and with records. TS 102 221 §11.1.3 to §11.1.8, §11.1.14, §11.1.15, §11.3.</summary>
public sealed class FileTests
{
    [TestCase("00 B0 00 00 0A", "981099090021436587399000", TestName = "Whole file")]
    [TestCase("00 B0 00 00 00", "981099090021436587399000", TestName = "Le 00 is all there is")]
    [TestCase("00 B0 00 08 02", "87399000", TestName = "From an offset")]
    [TestCase("00 B0 00 08 03", "87396282", TestName = "Beyond the end")]
    [TestCase("00 B0 00 0A 01", "6B00", TestName = "Offset at the end")]
    [TestCase("00 B0 7F FF 01", "6B00", TestName = "Offset far outside")]
    [TestCase("00 B0 82 09 01", "399000", TestName = "By short identifier")]
    [TestCase("00 B0 9E 00 01", "6A82", TestName = "Unknown short identifier")]
    [TestCase("00 B0 86 00 01", "6981", TestName = "A file with records")]
    [TestCase("00 B0 A2 00 01", "6A86", TestName = "Bit 6 of P1")]
    [TestCase("00 B0 00 00", "6700", TestName = "Case 1")]
    [TestCase("00 B0 00 00 01 00", "6700", TestName = "Case 3")]
    [TestCase("00 B0 00 00 01 00 00", "6700", TestName = "Case 4")]
    [TestCase("80 B0 00 00 01", "6E00", TestName = "Class 80")]
    public void Read_binary(string command, string expected) =>
        Assert.That(TestCard.WithProfile().Send("00 A4 00 0C 02 2FE2", command), Is.EqualTo(expected));

    [Test]
    public void Without_a_current_file() => Assert.That(TestCard.WithProfile().Send("00 B0 00 00 01"), Is.EqualTo("6986"));

    [Test]
    public void Under_T0_a_wrong_length_is_told()
    {
        TestCard card = TestCard.AsT0();
        card.Send("00 A4 00 0C 02 2FE2");
        Assert.That(card.Send("00 B0 00 00 00"), Is.EqualTo("6C0A"));
        Assert.That(card.Send("00 B0 00 00 0B"), Is.EqualTo("6C0A"));
        Assert.That(card.Send("00 B0 00 00 0A"), Is.EqualTo(TestProfile.Iccid + "9000"));
    }

    [Test]
    public void Update_binary_writes_a_part()
    {
        TestCard card = TestCard.WithProfile().Verified();
        Assert.That(card.Send("00 D6 85 01 01 64"), Is.EqualTo("9000"), "the short identifier makes EF.PL current");
        Assert.That(card.Send("00 B0 00 00 02"), Is.EqualTo("65649000"));
        Assert.That(card.Send("00 D6 00 01 02 6464"), Is.EqualTo("6700"));
        Assert.That(card.Send("00 D6 00 02 01 64"), Is.EqualTo("6B00"));
        card.Card.Reset();
        Assert.That(card.Send("00 B0 85 00 02"), Is.EqualTo("65649000"), "it lasts");
    }

    [Test]
    public void The_tree_is_shared_and_a_change_is_not()
    {
        UiccProfile profile = TestProfile.Build();
        TestCard one = TestCard.With(profile).Verified();
        TestCard other = TestCard.With(profile);
        one.Send("00 D6 85 00 02 6465");
        Assert.That(one.Send("00 B0 85 00 02"), Is.EqualTo("64659000"));
        Assert.That(other.Send("00 B0 85 00 02"), Is.EqualTo("656E9000"));
    }

    [TestCase("00 B2 01 04 04", "414141019000", TestName = "Absolute")]
    [TestCase("00 B2 04 04 00", "FFFFFFFF9000", TestName = "Le 00")]
    [TestCase("00 B2 05 04 04", "6A83", TestName = "Record beyond the last")]
    [TestCase("00 B2 00 04 04", "6A83", TestName = "No current record")]
    [TestCase("00 B2 01 04 03", "6C04", TestName = "Le too short")]
    [TestCase("00 B2 01 04 05", "6C04", TestName = "Le too long")]
    [TestCase("00 B2 00 02 04", "414141019000", TestName = "Next without a pointer is the first")]
    [TestCase("00 B2 00 03 04", "FFFFFFFF9000", TestName = "Previous without a pointer is the last")]
    [TestCase("00 B2 01 05 04", "6A86", TestName = "A mode that does not exist")]
    [TestCase("00 B2 02 0C 04", "424242029000", TestName = "By short identifier")]
    public void Read_record(string command, string expected) =>
        Assert.That(TestCard.WithProfile().Send("00 A4 08 0C 06 7F10 5F3A 4F3A", command), Is.EqualTo(expected));

    [Test]
    public void The_record_pointer_moves_by_next_and_previous_only()
    {
        TestCard card = TestCard.WithProfile();
        card.Send("00 A4 08 0C 06 7F10 5F3A 4F3A");
        Assert.That(card.Send("00 B2 00 02 04"), Is.EqualTo("414141019000"));
        Assert.That(card.Send("00 B2 00 02 04"), Is.EqualTo("424242029000"));
        Assert.That(card.Send("00 B2 04 04 04"), Is.EqualTo("FFFFFFFF9000"));
        Assert.That(card.Send("00 B2 00 04 04"), Is.EqualTo("424242029000"), "the current record");
        Assert.That(card.Send("00 B2 00 03 04"), Is.EqualTo("414141019000"));
        Assert.That(card.Send("00 B2 00 03 04"), Is.EqualTo("6A83"));
    }

    [Test]
    public void Update_record_of_a_linear_file_also_through_a_link()
    {
        TestCard card = TestCard.WithProfile().Verified();
        card.Send("00 A4 08 0C 04 7F10 6F3A");
        Assert.That(card.Send("00 DC 04 04 04 44444404"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 DC 04 04 03 444444"), Is.EqualTo("6700"));
        Assert.That(card.Send("00 DC 05 04 04 44444404"), Is.EqualTo("6A83"));
        card.Send("00 A4 08 0C 06 7F10 5F3A 4F3A");
        Assert.That(card.Send("00 B2 04 04 04"), Is.EqualTo("444444049000"));
    }

    [Test]
    public void Cyclic_file_drops_the_oldest_record()
    {
        TestCard card = TestCard.WithProfile().InUsim().Verified();
        card.Send("00 A4 00 0C 02 6F39");
        Assert.That(card.Send("00 DC 01 04 03 000009"), Is.EqualTo("6A86"), "only PREVIOUS");
        Assert.That(card.Send("00 DC 00 03 03 000009"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B2 01 04 03"), Is.EqualTo("0000099000"));
        Assert.That(card.Send("00 B2 02 04 03"), Is.EqualTo("0000039000"));
        Assert.That(card.Send("00 B2 03 04 03"), Is.EqualTo("0000029000"));
        Assert.That(card.Send("00 B2 00 03 03"), Is.EqualTo("0000029000"), "the record before 1 is the last");
        Assert.That(card.Send("00 B2 00 02 03"), Is.EqualTo("0000099000"), "the record after the last is 1");
    }

    [Test]
    public void Increase_adds_to_the_newest_record()
    {
        TestCard card = TestCard.WithProfile().InUsim().Verified();
        Assert.That(card.Send("80 32 89 00 03 0000FF 00"), Is.EqualTo("0001020000FF9000"));
        Assert.That(card.Send("00 B2 02 04 03"), Is.EqualTo("0000039000"));
        Assert.That(card.Send("80 32 00 00 03 FFFFFF 00"), Is.EqualTo("9850"));
        Assert.That(card.Send("80 32 00 00 04 00000001 00"), Is.EqualTo("6700"));
        Assert.That(card.Send("80 32 87 00 01 01 00"), Is.EqualTo("6981"));
        Assert.That(card.Send("80 32 00 01 01 01 00"), Is.EqualTo("6A86"));
    }

    [TestCase("00 A2 01 04 02 4141 00", "019000", TestName = "Simple forward")]
    [TestCase("00 A2 01 04 01 41 00", "01039000", TestName = "Several, in the order found")]
    [TestCase("00 A2 04 05 01 41 00", "03019000", TestName = "Simple backward")]
    [TestCase("00 A2 02 04 01 41 00", "039000", TestName = "From a record on")]
    [TestCase("00 A2 01 04 02 4444 00", "6282", TestName = "Nowhere")]
    [TestCase("00 A2 05 04 01 41 00", "6A83", TestName = "Start beyond the last")]
    [TestCase("00 A2 01 06 03 04 02 41 00", "019000", TestName = "Enhanced, from offset 2")]
    [TestCase("00 A2 01 06 03 0C 42 42 00", "029000", TestName = "Enhanced, after the first 42")]
    [TestCase("00 A2 01 06 03 06 00 41 00", "039000", TestName = "Enhanced, from the next record")]
    [TestCase("00 A2 04 06 03 05 00 41 00", "03019000", TestName = "Enhanced, backward")]
    [TestCase("00 A2 04 06 03 07 00 41 00", "03019000", TestName = "Enhanced, backward from the record before")]
    [TestCase("00 A2 01 06 03 00 00 41 00", "6A80", TestName = "Enhanced, with an indication that means nothing")]
    [TestCase("00 A2 01 06 02 04 00 00", "6700", TestName = "Enhanced without a pattern")]
    [TestCase("00 A2 01 07 01 41 00", "6A86", TestName = "Specific is not supported")]
    public void Search_record(string command, string expected) =>
        Assert.That(TestCard.WithProfile().Send("00 A4 08 0C 06 7F10 5F3A 4F3A", command), Is.EqualTo(expected));

    [Test]
    public void A_found_record_is_current()
    {
        TestCard card = TestCard.WithProfile();
        card.Send("00 A4 08 0C 06 7F10 5F3A 4F3A", "00 A2 02 04 01 41 00");
        Assert.That(card.Send("00 B2 00 04 04"), Is.EqualTo("414243039000"));
    }

    [Test]
    public void Deactivated_file_warns_and_is_not_read()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.VerifyAdm1);
        card.Send("00 A4 00 0C 02 2FE2");
        Assert.That(card.Send("00 04 00 00"), Is.EqualTo("9000"));
        const string fcp = "6217" + "82024121" + "83022FE2" + "8A0104" + "8B032F060B" + "8002000A" + "880110";
        Assert.That(card.Send("00 A4 00 04 02 2FE2 00"), Is.EqualTo(fcp + "6283"));
        Assert.That(card.Send("00 B0 00 00 0A"), Is.EqualTo("6984"));
        Assert.That(card.Send("00 44 00 00 02 2FE2"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 B0 00 00 0A"), Is.EqualTo(TestProfile.Iccid + "9000"));
    }

    [Test]
    public void Deactivation_needs_its_rule() =>
        Assert.That(TestCard.WithProfile().Send("00 A4 00 0C 02 2FE2", "00 04 00 00"), Is.EqualTo("6982"));

    [TestCase("00 84 00 00 08", 16)]
    [TestCase("00 84 00 00 00", 512)]
    public void Challenge_has_the_length_asked_for(string command, int digits) =>
        Assert.That(TestCard.WithProfile().Send(command), Has.Length.EqualTo(digits + 4).And.EndsWith("9000"));
}
