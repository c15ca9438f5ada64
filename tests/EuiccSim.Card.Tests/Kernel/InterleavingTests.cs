using EuiccSim.Card.Tests.Uicc;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>
/// Channels 0 to 19 at once: each has its own application, STORE DATA blocks and waiting answer. TS 102 221 §8.8, §10.1.1; SGP.22 v2.5 §5.7.2.
/// </summary>
public sealed class InterleavingTests
{
    private const string SelectIsdR = "A4040C10A0000005591010FFFFFFFF8900000100";
    private const string SelectEcasd = "A4040C10A0000005591010FFFFFFFF8900000200";
    private const string Iccid = "98109909002143658739";

    [Test]
    public void Each_channel_has_its_own_blocks_of_STORE_DATA()
    {
        TestEuicc card = AllOpen();
        // On odd channels GetEID, on even ones an unknown function; first blocks in one order, last ones in the other.
        for (int channel = 0; channel < 20; channel++)
            Assert.That(card.Send($"{Proprietary(channel)}E2110002{(channel % 2 == 0 ? "BF7F" : "BF3E")}"), Is.EqualTo("9000"));
        for (int channel = 19; channel >= 0; channel--)
        {
            string answer = card.Send($"{Proprietary(channel)}E2910104035C015A00");
            Assert.That(answer, channel % 2 == 0 ? Is.EqualTo("6A88") : Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));
        }
    }

    [Test]
    public void Each_channel_has_its_own_answer_to_wait_for()
    {
        TestEuicc card = AllOpen();
        for (int channel = 0; channel < 20; channel++)
        {
            string command = channel % 2 == 0 ? "BF3E035C015A" : "BF2800";
            string expected = channel % 2 == 0 ? "6115" : "6105";
            Assert.That(card.Send($"{Proprietary(channel)}E29100{command.Length / 2:X2}{command}"), Is.EqualTo(expected), $"channel {channel}");
        }
        for (int channel = 19; channel >= 0; channel--)
        {
            string cla = channel % 3 == 0 ? Proprietary(channel) : Interindustry(channel);
            Assert.That(card.Send($"{cla}C0000000"),
                Is.EqualTo(channel % 2 == 0 ? "BF3E125A10890490321234512345123456789012359000" : "BF2802A0009000"), $"channel {channel}");
            Assert.That(card.Send($"{cla}C0000000"), Is.EqualTo("6985"));
        }
    }

    [Test]
    public void Each_channel_has_its_own_application()
    {
        TestEuicc card = AllOpen();
        card.Enable(card.Install(TestPackages.IccidDigits));
        for (int channel = 0; channel < 20; channel++)
        {
            string select = (channel % 3) switch { 0 => SelectIsdR, 1 => SelectEcasd, _ => "A4080C022FE2" };
            Assert.That(card.Send(Interindustry(channel) + select), Is.EqualTo("9000"));
        }
        for (int channel = 19; channel >= 0; channel--)
        {
            string es10 = card.Send($"{Proprietary(channel)}E2910006BF3E035C015A00");
            string read = card.Send($"{Interindustry(channel)}B000000A");
            Assert.That((es10[^4..], read), Is.EqualTo((channel % 3) switch
            {
                0 => ("9000", "6D00"),
                1 => ("6D00", "6D00"),
                _ => ("6D00", Iccid + "9000"),
            }), $"channel {channel}");
        }
    }

    [Test]
    public void Each_channel_has_its_own_current_file_and_record()
    {
        TestCard card = TestCard.WithProfile();
        card.Send(Commands.OpenChannel, Commands.OpenChannel);
        card.Send("00 A4 00 0C 02 2F06", "01 A4 00 0C 02 2F06", "02 A4 00 0C 02 2FE2");
        string first = card.Send("00 B2 00 02 00");
        string second = card.Send("00 B2 00 02 00");
        Assert.That(card.Send("01 B2 00 02 00"), Is.EqualTo(first).And.Not.EqualTo(second), "its own record pointer");
        Assert.That(card.Send("02 B0 00 00 0A"), Is.EqualTo(TestProfile.Iccid + "9000"));
        Assert.That(card.Send("01 B2 00 02 00"), Is.EqualTo(second));
    }

    [Test]
    public void A_closed_channel_keeps_nothing()
    {
        TestEuicc card = new();
        card.Send(Commands.OpenChannel, "01" + SelectIsdR, "81E2110002BF3E");
        Assert.That(card.Send("00708001", Commands.OpenChannel), Is.EqualTo("019000"));
        Assert.That(card.Send("81E2910104035C015A00"), Is.EqualTo("6D00"), "the ISD-R is not selected");
        Assert.That(card.Send("01" + SelectIsdR, "81E2910104035C015A00"), Is.EqualTo("6A86"), "the block is gone");
        Assert.That(card.Send("81E2910006BF3E035C015A", "00708001", Commands.OpenChannel, "01C0000000"), Is.EqualTo("6985"), "and the answer");
    }

    [TestCase("80F2000C", "9000", true, Description = "STATUS, with which terminals poll")]
    [TestCase("007000000" + "1", "019000", true, Description = "MANAGE CHANNEL")]
    [TestCase("80100000010F", "9000", true, Description = "TERMINAL PROFILE")]
    [TestCase("80AA000002A900", "9000", true, Description = "TERMINAL CAPABILITY")]
    [TestCase("80CA005A00", "6D00", true, Description = "GET DATA")]
    [TestCase("80E2100102035C", "6A86", true, Description = "a block that is none, by its P1")]
    [TestCase("80E2910202035C", "6A86", false, Description = "a block with another number")]
    [TestCase("00A4040C10A0000005591010FFFFFFFF8900000200", "9000", false, Description = "another application")]
    [TestCase("00A4040C10A0000005591010FFFFFFFF8900000100", "9000", false, Description = "the ISD-R again")]
    [TestCase("00A4040C10A0000005591010FFFFFFFF8900000300", "6A82", true, Description = "an application that is not there")]
    public void A_command_between_two_blocks(string between, string status, bool goesOn)
    {
        TestEuicc card = new();
        card.Send("80E2110002BF3E");
        Assert.That(card.Send(between), Is.EqualTo(status));
        if (between.EndsWith("0200", StringComparison.Ordinal)) Assert.That(card.Send("00" + SelectIsdR), Is.EqualTo("9000"));
        Assert.That(card.Send("80E2910104035C015A00"), goesOn ? Does.StartWith("BF3E125A10") : Is.EqualTo("6A86"));
    }

    [Test]
    public void A_download_may_use_as_many_channels_as_it_has_segments()
    {
        TestEuicc card = AllOpen();
        int channel = 0;
        string answer = "";
        foreach (Protocol.Asn1.Octets segment in card.Bind(new() { ElementBlock = 200 }, upp: TestPackages.Small()).Segments())
        {
            for (int at = 0, block = 0; at < segment.Length; at += 255, block++)
            {
                int length = Math.Min(255, segment.Length - at);
                string p1 = at + length == segment.Length ? "91" : "11";
                answer = card.Send($"{Proprietary(channel)}E2{p1}{block:X2}{length:X2}{segment.Slice(at, length)}00");
            }
            channel = (channel + 7) % 20;
        }
        Assert.That(answer, Does.StartWith("BF37"));
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
    }

    /// <summary>All 20 channels are open, with the ISD-R selected.</summary>
    private static TestEuicc AllOpen()
    {
        TestEuicc card = new();
        for (int channel = 1; channel < 20; channel++)
        {
            Assert.That(card.Send(Commands.OpenChannel), Is.EqualTo($"{channel:X2}9000"));
            Assert.That(card.Send(Interindustry(channel) + SelectIsdR), Is.EqualTo("9000"));
        }
        return card;
    }

    private static string Interindustry(int channel) => $"{(channel < 4 ? channel : 0x40 + channel - 4):X2}";

    private static string Proprietary(int channel) => $"{(channel < 4 ? 0x80 + channel : 0xC0 + channel - 4):X2}";
}
