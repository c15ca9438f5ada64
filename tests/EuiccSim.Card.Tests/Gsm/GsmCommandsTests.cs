using EuiccSim.Card.Gsm;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.Gsm;

/// <summary>
/// Class 'A0', TS 51.011, as pySim-read uses it on every card that it has no own name for: each file by its path from the MF, the
/// answer of each SELECT fetched with the length that SW2 told, and READ BINARY with the size in it.
/// </summary>
public sealed class GsmCommandsTests
{
    private const string MfHeader = "00000000" + "3F00" + "01" + "0000000000" + "09" + "31" + "01" + "03" + "04" + "00" + "838A" + "8300";
    private const string VerifyChv1 = "A0 20 00 01 08" + Commands.Pin1;

    [Test]
    public void The_MF_with_the_tries_of_both_CHVs()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("A0 A4 00 00 02 3F00"), Is.EqualTo("9F16"));
        Assert.That(card.Send("A0 C0 00 00 16"), Is.EqualTo(MfHeader + "9000"));
        Assert.That(card.Send("A0 F2 00 00 16"), Is.EqualTo(MfHeader + "9000"));
        card.Send("A0 20 00 01 08" + Commands.Wrong);
        Assert.That(card.Send("A0 F2 00 00 16"), Is.EqualTo(MfHeader.Replace("838A", "828A") + "9000"));
    }

    [Test]
    public void A_file_of_the_MF_is_read()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("A0 A4 00 00 02 3F00", "A0 A4 00 00 02 2FE2"), Is.EqualTo("9F0F"));
        Assert.That(card.Send("A0 C0 00 00 0F"), Is.EqualTo("0000" + "000A" + "2FE2" + "04" + "00" + "0FF044" + "01" + "02" + "0000" + "9000"));
        Assert.That(card.Send("A0 B0 00 00 0A"), Is.EqualTo(TestProfile.Iccid + "9000"));
    }

    [Test]
    public void DF_GSM_is_the_USIM_where_the_profile_has_none()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("A0 A4 00 00 02 3F00", "A0 A4 00 00 02 7F20"), Is.EqualTo("9F16"));
        Assert.That(card.Send("A0 C0 00 00 16"), Does.StartWith("00000000" + "7F20" + "02"));
        Assert.That(card.Send("A0 A4 00 00 02 6F07"), Is.EqualTo("9F0F"));
        Assert.That(card.Send("A0 C0 00 00 0F"), Is.EqualTo("0000" + "0009" + "6F07" + "04" + "00" + "14F044" + "01" + "02" + "0000" + "9000"));
        Assert.That(card.Send("A0 B0 00 00 09"), Is.EqualTo("9804"), "CHV1 was not presented");
        Assert.That(card.Send(VerifyChv1), Is.EqualTo("9000"));
        Assert.That(card.Send("A0 B0 00 00 09"), Is.EqualTo("0809101000000000109000"));
        Assert.That(card.Send("A0 B0 00 00 0A"), Is.EqualTo("6709"));
        Assert.That(card.Send("A0 B0 00 09 01"), Is.EqualTo("9402"));
        Assert.That(card.Send("A0 D6 00 00 01 08"), Is.EqualTo("9804"), "ADM");
    }

    [Test]
    public void DF_TELECOM_has_its_own_files_and_those_of_the_USIM()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(VerifyChv1, "A0 A4 00 00 02 7F10");
        Assert.That(card.Send("A0 A4 00 00 02 6F3A", "A0 C0 00 00 0F"), Does.EndWith("01" + "02" + "01" + "04" + "9000"), "4 octets a record");
        Assert.That(card.Send("A0 B2 01 04 04"), Is.EqualTo("414141019000"));
        Assert.That(card.Send("A0 B2 05 04 04"), Is.EqualTo("9402"));
        Assert.That(card.Send("A0 B2 01 04 05"), Is.EqualTo("6704"));
        Assert.That(card.Send("A0 B0 00 00 01"), Is.EqualTo("9408"));
        Assert.That(card.Send("A0 A4 00 00 02 6F3B"), Is.EqualTo("9F0F"));
        Assert.That(card.Send("A0 A4 00 00 02 6F07"), Is.EqualTo("9404"), "EF IMSI is in DF GSM");
    }

    [Test]
    public void The_service_table_is_made_from_that_of_the_USIM()
    {
        TestCard card = TestCard.WithProfile();
        card.Send("A0 A4 00 00 02 7F20", "A0 A4 00 00 02 6F38");
        Assert.That(card.Send("A0 C0 00 00 0F"), Is.EqualTo("0000" + "000F" + "6F38" + "04" + "00" + "1FF0FF" + "01" + "02" + "0000" + "9000"));
        Assert.That(card.Send("A0 B0 00 00 0F"), Is.EqualTo("9804"));
        Assert.That(card.Send(VerifyChv1, "A0 B0 00 00 0F"), Is.EqualTo("03" + new string('0', 28) + "9000"));
        Assert.That(card.Send("A0 D6 00 00 01 FF"), Is.EqualTo("9804"));
    }

    [Test]
    public void Services_4_12_and_17_of_a_SIM_are_10_12_and_19_of_a_USIM() =>
        Assert.That(GsmServices.Of(Convert.FromHexString("000A04")).ToString(), Is.EqualTo("C300C00003" + new string('0', 20)));

    [Test]
    public void The_algorithm_gives_what_AUTHENTICATE_in_the_GSM_context_gives()
    {
        const string rand = "00112233445566778899AABBCCDDEEFF";
        TestCard card = TestCard.WithProfile().Verified();
        string usim = card.InUsim().Send($"00 88 00 80 11 10 {rand} 00");
        Assert.That(card.Send("A0 A4 00 00 02 3F00", $"A0 88 00 00 10 {rand}"), Is.EqualTo("9408"), "DF GSM is not selected");
        Assert.That(card.Send("A0 A4 00 00 02 7F20", $"A0 88 00 00 10 {rand}"), Is.EqualTo("9F0C"));
        Assert.That(card.Send("A0 C0 00 00 0C"), Is.EqualTo(usim[2..10] + usim[12..28] + "9000"));
    }

    [TestCase("A0 20 00 02 08" + Commands.Pin2, "9000", TestName = "CHV2 is the USIM's second PIN")]
    [TestCase("A0 20 00 01 08" + Commands.Wrong, "9804", TestName = "A wrong CHV1")]
    [TestCase("A0 20 00 03 08" + Commands.Pin1, "9802", TestName = "There is no CHV3")]
    [TestCase("A0 20 00 01 04 31323334", "6708", TestName = "A short CHV")]
    [TestCase("A0 28 00 01 08" + Commands.Pin1, "9808", TestName = "Enabling an enabled CHV1")]
    [TestCase("A0 2C 00 00 10" + Commands.Puk1 + Commands.Pin1, "9000", TestName = "CHV1 unblocked with P2 00")]
    [TestCase("A0 B0 00 00 01", "9400", TestName = "No EF")]
    [TestCase("A0 A4 00 00 02 6F99", "9404", TestName = "No such EF")]
    [TestCase("A0 A4 00 00 03 3F0000", "6702", TestName = "An identifier of three octets")]
    [TestCase("A0 A4 04 00 02 3F00", "6B00", TestName = "By name")]
    [TestCase("A0 C0 00 00 01", "6F00", TestName = "No answer waits")]
    [TestCase("A0 F2 00 00 17", "6716", TestName = "STATUS for more than there is")]
    [TestCase("A0 70 00 00 01", "6D00", TestName = "MANAGE CHANNEL is not of this class")]
    public void In_DF_GSM(string command, string expected)
    {
        TestCard card = TestCard.WithProfile();
        card.Send("A0 A4 00 00 02 7F20", "A0 C0 00 00 16");
        Assert.That(card.Send(command), Is.EqualTo(expected));
    }

    [Test]
    public void A_blocked_CHV_is_told()
    {
        TestCard card = TestCard.WithProfile();
        string[] wrong = [.. Enumerable.Repeat("A0 20 00 01 08" + Commands.Wrong, 3)];
        Assert.That(card.Send(wrong), Is.EqualTo("9840"));
        Assert.That(card.Send(VerifyChv1), Is.EqualTo("9840"));
    }

    [Test]
    public void A_selection_of_the_other_class_ends_that_of_this_one()
    {
        TestCard card = TestCard.WithProfile();
        card.Send("A0 A4 00 00 02 2FE2", "00 A4 00 0C 02 3F00");
        Assert.That(card.Send("A0 B0 00 00 0A"), Is.EqualTo("9400"));
    }

    [Test]
    public void Without_a_profile_there_is_an_MF_and_no_more()
    {
        TestCard card = TestCard.Without();
        Assert.That(card.Send("A0 A4 00 00 02 3F00"), Is.EqualTo("9F16"));
        Assert.That(card.Send("A0 A4 00 00 02 7F20"), Is.EqualTo("9404"));
        Assert.That(card.Send("A0 A4 00 00 02 2FE2"), Is.EqualTo("9404"));
    }
}
