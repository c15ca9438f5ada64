using EuiccSim.Card.Tests.Uicc;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>Class bytes and logical channels. TS 102 221 §10.1.1, §11.1.17.</summary>
public sealed class ChannelTests
{
    [Test]
    public void Nineteen_channels_can_be_opened()
    {
        TestCard card = TestCard.WithProfile();
        for (int number = 1; number <= 19; number++) Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo($"{number:X2}9000"));
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("6A81"));
        for (int number = 0; number <= 19; number++)
        {
            string cla = Class(number);
            Assert.That(card.Send($"{cla} A4 00 0C 02 2FE2", $"{cla} B0 00 00 02"), Is.EqualTo("98109000"), $"channel {number}");
        }
        Assert.That(card.Send("C0 F2 00 0C"), Is.EqualTo("9000"), "channel 4, proprietary class");
    }

    [Test]
    public void Each_channel_has_its_own_selection()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.OpenChannel);
        card.Send("00 A4 00 0C 02 2FE2", "01 A4 00 0C 02 2F05");
        Assert.That(card.Send("00 B0 00 00 02"), Is.EqualTo("98109000"));
        Assert.That(card.Send("01 B0 00 00 02"), Is.EqualTo("656E9000"));
    }

    [TestCase("01 A4 00 0C 02 3F00", "6881")]
    [TestCase("4F A4 00 0C 02 3F00", "6881")]
    [TestCase("83 F2 00 0C", "6881")]
    [TestCase("04 A4 00 0C 02 3F00", "6882", TestName = "Secure messaging on channel 0")]
    [TestCase("60 A4 00 0C 02 3F00", "6882", TestName = "Secure messaging on channel 4")]
    [TestCase("20 A4 00 0C 02 3F00", "6E00")]
    [TestCase("FF A4 00 0C 02 3F00", "6E00")]
    [TestCase("80 A4 00 0C 02 3F00", "6E00", TestName = "SELECT is interindustry")]
    [TestCase("00 F2 00 0C", "6E00", TestName = "STATUS is not")]
    [TestCase("00 E0 00 00", "6D00", TestName = "CREATE FILE")]
    [TestCase("80 76 00 00", "6D00", TestName = "SUSPEND UICC")]
    [TestCase("00 00", "6700", TestName = "Two octets")]
    [TestCase("", "6700", TestName = "Nothing")]
    [TestCase("00 B0 00 00 00 00 0A", "6700", TestName = "Extended length")]
    public void Refusals(string command, string expected) => Assert.That(TestCard.WithProfile().Send(command), Is.EqualTo(expected));

    [Test]
    public void A_channel_from_another_than_the_basic_one_starts_where_that_one_is()
    {
        TestCard card = TestCard.WithProfile().Verified();
        card.Send(Commands.OpenChannel, $"01 A4 04 0C 10 {TestProfile.UsimAid}");
        Assert.That(card.Send("01 70 00 00 01"), Is.EqualTo("029000"));
        Assert.That(card.Send("02 B0 87 00 01"), Is.EqualTo("089000"), "EF.IMSI by its short identifier");
        card.InUsim();
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("039000"));
        Assert.That(card.Send("03 B0 87 00 01"), Is.EqualTo("6A82"), "from the basic channel: the MF");
    }

    [Test]
    public void Closing()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.OpenChannel, Commands.OpenChannel);
        Assert.That(card.Send("00 70 80 01"), Is.EqualTo("9000"));
        Assert.That(card.Send("01 B0 82 00 01"), Is.EqualTo("6881"));
        Assert.That(card.Send("00 70 80 01"), Is.EqualTo("6881"));
        Assert.That(card.Send("02 70 80 02"), Is.EqualTo("9000"), "its own");
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("019000"), "the lowest free number");
        Assert.That(card.Send("01 70 80 00"), Is.EqualTo("9000"), "its own, by P2 00");
        Assert.That(card.Send("00 70 80 00"), Is.EqualTo("6A86"), "the basic channel stays");
        Assert.That(card.Send("00 70 80 14"), Is.EqualTo("6A86"), "there is no channel 20");
        Assert.That(card.Send("00 70 00 01 01"), Is.EqualTo("6A86"), "the card gives the number");
        Assert.That(card.Send("00 70 00 00"), Is.EqualTo("6700"));
    }

    [Test]
    public void Fewer_channels_if_the_personality_says_so()
    {
        TestCard card = TestCard.WithProfile(new() { Personality = new() { ChannelCount = 2 } });
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("019000"));
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("6A81"));
    }

    [Test]
    public void Extended_length_if_the_personality_says_so()
    {
        TestCard card = TestCard.WithProfile(new() { Personality = new() { AcceptsExtendedLength = true } });
        Assert.That(card.Send("00 A4 00 0C 00 0002 2FE2"), Is.EqualTo("9000"), "case 3E");
        Assert.That(card.Send("00 B0 00 00 00 000A"), Is.EqualTo(TestProfile.Iccid + "9000"), "case 2E");
        Assert.That(card.Send("00 B0 00 00 00 0000"), Is.EqualTo(TestProfile.Iccid + "9000"), "65536 is all there is");
        Assert.That(card.Send("00 A4 00 04 00 0002 2FE2 0000"), Does.StartWith("6217").And.EndsWith("9000"), "case 4E");
    }

    private static string Class(int channel) => $"{(channel < 4 ? channel : 0x40 + channel - 4):X2}";
}
