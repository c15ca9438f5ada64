using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Asn1;

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
        Assert.That(card.Send("00 70 00 00"), Is.EqualTo("6700"));
    }

    [Test]
    public void The_terminal_may_give_the_number()
    {
        TestCard card = TestCard.WithProfile();
        foreach (int number in (int[])[19, 4, 2]) Assert.That(card.Send($"00 70 00 {number:X2}"), Is.EqualTo("9000"), $"channel {number}");
        Assert.That(card.Send("00 70 00 05 00"), Is.EqualTo("9000"), "with Le there is no data either");
        foreach (int number in (int[])[19, 4, 2, 5])
            Assert.That(card.Send($"{Class(number)} A4 00 0C 02 2FE2", $"{Class(number)} B0 00 00 02"), Is.EqualTo("98109000"), $"channel {number}");
        Assert.That(card.Send("00 70 00 02"), Is.EqualTo("6A86"), "open already");
        Assert.That(card.Send("02 B0 00 00 02"), Is.EqualTo("98109000"), "and still where it was");
        Assert.That(card.Send("00 70 00 14"), Is.EqualTo("6A86"), "there is no channel 20");
        Assert.That((card.Send(Commands.OpenChannel), card.Send(Commands.OpenChannel)), Is.EqualTo(("019000", "039000")), "the card gives free ones");
        Assert.That((card.Send("00 70 80 13"), card.Send("00 70 00 13")), Is.EqualTo(("9000", "9000")), "closed and opened again");
        Assert.That(card.Send("03 70 00 13"), Is.EqualTo("6A86"));
    }

    [Test]
    public void A_channel_with_a_given_number_starts_where_its_origin_is()
    {
        TestCard card = TestCard.WithProfile().Verified();
        card.Send("00 70 00 07", $"43 A4 04 0C 10 {TestProfile.UsimAid}");
        Assert.That(card.Send("43 70 00 11"), Is.EqualTo("9000"), "from channel 7");
        Assert.That(card.Send("4D B0 87 00 01"), Is.EqualTo("089000"), "EF.IMSI by its short identifier, on channel 17");
        card.InUsim();
        Assert.That(card.Send("00 70 00 01"), Is.EqualTo("9000"));
        Assert.That(card.Send("01 B0 87 00 01"), Is.EqualTo("6A82"), "from the basic channel: the MF");
        Assert.That(card.Send("00 A4 04 00 10 A0000005591010FFFFFFFF8900000100", "00 70 00 02"), Is.EqualTo("9000"));
        Assert.That(card.Send("82 E2 91 00 03 BF2000"), Is.EqualTo("6D00"), "from the basic channel: no application");
    }

    /// <summary>ISO/IEC 7816-4 §8.1.1.2.7, the third octet of '73': bits 5 and 4 who gives numbers, bits 3 to 1 the number less one.</summary>
    [TestCase(20, false, "1F")]
    [TestCase(8, false, "1F")]
    [TestCase(7, false, "1E")]
    [TestCase(4, true, "5B")]
    [TestCase(1, false, "00")]
    public void The_ATR_says_how_many_channels_there_are_and_who_numbers_them(int channels, bool extended, string expected)
    {
        Personality personality = new() { ChannelCount = channels, AcceptsExtendedLength = extended };
        byte[] atr = TestCard.WithProfile(new() { Personality = personality }).Card.Reset().ToArray();
        Assert.That(Convert.ToHexString(atr), Does.StartWith("3B9F96803FC782" + "8031E0" + "73FE21" + expected));
        Assert.That(atr.Skip(1).Aggregate(0, (check, octet) => check ^ octet), Is.Zero, "TCK");
        Assert.That((personality with { ChannelCount = 3 }).AnswerToReset.ToString(), Does.Contain("73FE21" + (extended ? "5A" : "1A")), "nothing is remembered");
    }

    [Test]
    public void An_ATR_that_is_given_is_answered_as_it_is()
    {
        Octets atr = Octets.FromHex("3B00");
        Assert.That(TestCard.WithProfile(new() { Personality = new() { Atr = atr, ChannelCount = 2 } }).Card.Reset(), Is.EqualTo(atr));
    }

    [Test]
    public void Fewer_channels_if_the_personality_says_so()
    {
        TestCard card = TestCard.WithProfile(new() { Personality = new() { ChannelCount = 2 } });
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("019000"));
        Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo("6A81"));
        Assert.That(card.Send("00 70 00 02"), Is.EqualTo("6A86"), "there is no channel 2");
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
