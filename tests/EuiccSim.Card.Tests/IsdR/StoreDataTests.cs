using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>The transport of ES10 commands. SGP.22 v2.5 §5.7.2.</summary>
public sealed class StoreDataTests
{
    [Test]
    public void A_command_comes_in_segments_of_any_size([Range(1, 255)] int size)
    {
        TestEuicc card = new();
        Octets command = Asn1Codec.Encode(new TestServer().Authenticate(card.Challenge()));
        if (command.Length > 256 * size) Assert.Ignore($"{command.Length} octets are more than 256 blocks of {size}");
        ResponseApdu response = card.StoreData(command, size);
        Assert.That(response.Status, Is.EqualTo(StatusWord.Ok));
        Assert.That(Asn1Codec.Decode<AuthenticateServerResponse>(response.Data, strict: true), Is.TypeOf<AuthenticateServerResponse.Ok>());
    }

    [TestCase(4)]
    [TestCase(16)]
    [TestCase(120)]
    [TestCase(254)]
    [TestCase(255)]
    public void A_download_comes_in_segments_of_any_size(int size)
    {
        TestEuicc card = new();
        Assert.That(card.Load(card.Bind().Segments(), size).Aid().ToString(), Is.EqualTo("A0000005591010FFFFFFFF8900001000"));
    }

    [Test]
    public void A_download_comes_octet_by_octet()
    {
        TestServer server = new() { ElementBlock = 200, MetadataBlock = 100 };
        TestEuicc card = new();
        Assert.That(card.Load(card.Bind(server, upp: TestPackages.Small()).Segments(), 1).Aid().Length, Is.EqualTo(16));
    }

    [TestCase("80E2910104BF3E005C", Description = "begins with block 1")]
    [TestCase("80E211FF01BF", Description = "begins with block 255")]
    public void The_first_block_has_the_number_0(string apdu) => Assert.That(new TestEuicc().Send(apdu), Is.EqualTo("6A86"));

    [TestCase("80E2910204035C015A00", Description = "one left out")]
    [TestCase("80E2911104035C015A00")]
    public void Blocks_come_in_order(string apdu) => Assert.That(new TestEuicc().Send("80E2110002BF3E", apdu), Is.EqualTo("6A86"));

    [Test]
    public void A_block_that_comes_twice_is_refused() =>
        Assert.That(new TestEuicc().Send("80E2110002BF3E", "80E211010103", "80E211010103"), Is.EqualTo("6A86"));

    [Test]
    public void After_a_wrong_block_number_the_chain_is_forgotten() =>
        Assert.That(new TestEuicc().Send("80E2110002BF3E", "80E2910204035C015A00", "80E2910104035C015A00"), Is.EqualTo("6A86"));

    [Test]
    public void Block_0_begins_anew() =>
        Assert.That(new TestEuicc().Send("80E2110002BF31", "80E2110002BF3E", "80E2910104035C015A00"),
            Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));

    [Test]
    public void A_last_block_0_does_not_continue_what_was_begun() =>
        Assert.That(new TestEuicc().Send("80E2110002BF31", "80E2910006BF3E035C015A00"),
            Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));

    [TestCase("00")]
    [TestCase("10")]
    [TestCase("80")]
    [TestCase("90")]
    [TestCase("81")]
    [TestCase("B1")]
    [TestCase("FF")]
    public void P1_says_last_or_more_and_nothing_else(string p1) =>
        Assert.That(new TestEuicc().Send($"80E2{p1}0006BF3E035C015A00"), Is.EqualTo("6A86"));

    [Test]
    public void Intermediate_blocks_are_answered_without_data() =>
        Assert.That(new TestEuicc().Send("80E2110005BF3E035C0100"), Is.EqualTo("9000"));

    [TestCase("80E29100", Description = "case 1")]
    [TestCase("80E2910000", Description = "case 2")]
    public void A_block_has_data(string apdu) => Assert.That(new TestEuicc().Send(apdu), Is.EqualTo("6700"));

    [Test]
    public void Without_Le_the_answer_waits_for_GET_RESPONSE() =>
        Assert.That(new TestEuicc().Send("80E2910006BF3E035C015A"), Is.EqualTo("6115"));

    [TestCase("BF7F00")]
    [TestCase("BF1F00")]
    [TestCase("BF00 00")]
    [TestCase("BF25 00")]
    [TestCase("BF24 00")]
    [TestCase("BF8136 00")]
    [TestCase("3000")]
    [TestCase("8000")]
    [TestCase("A000")]
    public void An_unknown_tag_is_6A88(string command) => Assert.That(new TestEuicc().Es10(command), Is.EqualTo("6A88"));

    [TestCase("BF", Description = "half a tag")]
    [TestCase("BF3E", Description = "no length")]
    [TestCase("BF3E80", Description = "indefinite length")]
    [TestCase("BF3E84000000035C015A", Description = "length of four octets")]
    [TestCase("BF81818100", Description = "tag of four octets")]
    public void What_is_no_TLV_is_6A80(string command) => Assert.That(new TestEuicc().Es10(command), Is.EqualTo("6A80"));

    [TestCase("BF3E035C015A00", Description = "one octet after it")]
    [TestCase("BF3E035C015ABF3E035C015A", Description = "another command after it")]
    [TestCase("BF3E045C015A", Description = "longer than what came")]
    [TestCase("BF3E025C015A", Description = "shorter than what came")]
    [TestCase("BF3E035C025A", Description = "wrong inside")]
    [TestCase("BF31 00", Description = "without content that must be there")]
    [TestCase("BF31 12 A0 0C 5A 0A 98001032547698103214 81 01", Description = "cut off")]
    [TestCase("BF31 03 81 01 00", Description = "no profile named")]
    [TestCase("BF31 08 A0 03 4F 01 AA 82 01 FF", Description = "no refreshFlag")]
    [TestCase("BF29 0D 5A 0B 9800103254769810321400", Description = "ICCID of 11 octets")]
    [TestCase("BF28 03 81 01 08", Description = "BIT STRING with 8 unused bits")]
    public void A_command_whose_content_is_wrong_is_6A80(string command) =>
        Assert.That(new TestEuicc().Es10(command), Is.EqualTo("6A80"));

    [Test]
    public void A_refused_command_leaves_nothing_behind()
    {
        TestEuicc card = new();
        CardState before = card.State;
        card.Es10("BF3E025C015A");
        Assert.That(card.State, Is.SameAs(before));
        Assert.That(card.Send("80E2910106BF3E035C015A00"), Is.EqualTo("6A86"));
    }

    [Test]
    public void A_command_between_two_blocks_does_not_disturb() =>
        Assert.That(
            new TestEuicc().Send("80E2110002BF3E", "0070000001", "80C0000000", "80E2910104035C015A00"), Does.StartWith("BF3E125A10"));

    [Test]
    public void Each_channel_has_its_own_chain()
    {
        TestEuicc card = new();
        Assert.That(card.Send("0070000001", "01A4040010A0000005591010FFFFFFFF890000010000"), Does.EndWith("9000"));
        Assert.That(card.Send("80E2110002BF3E", "81E2110002BF2E", "80E2910104035C015A00"), Does.StartWith("BF3E125A10"));
        Assert.That(card.Send("81E29101010000"), Does.Match("^BF2E128010.{32}9000$"));
    }

    [Test]
    public void Commands_on_another_channel_are_answered_there()
    {
        TestEuicc card = new();
        card.Send("0070000001", "01A4040010A0000005591010FFFFFFFF890000010000");
        Assert.That(card.Send("81E2910006BF3E035C015A00"), Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));
        Assert.That(card.Send("82E2910006BF3E035C015A00"), Is.EqualTo("6881"));
    }

    [Test]
    public void A_channel_above_3_has_its_own_class_octet()
    {
        TestEuicc card = new();
        for (int i = 1; i <= 4; i++) Assert.That(card.Send("0070000001"), Is.EqualTo($"0{i}9000"));
        Assert.That(card.Send("40A4040010A0000005591010FFFFFFFF890000010000"), Does.EndWith("9000"));
        Assert.That(card.Send("C0E2910006BF3E035C015A00"), Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));
    }

    [Test]
    public void A_session_may_go_on_on_another_channel()
    {
        TestEuicc card = new();
        card.Send("0070000001", "01A4040010A0000005591010FFFFFFFF890000010000");
        TestServer server = new();
        ResponseApdu response = card.StoreData(Asn1Codec.Encode(server.Authenticate(card.Challenge())), channel: 1);
        Assert.That(Asn1Codec.Decode<AuthenticateServerResponse>(response.Data), Is.TypeOf<AuthenticateServerResponse.Ok>());
    }

    [Test]
    public void Selecting_the_ISD_R_again_drops_the_chain()
    {
        TestEuicc card = new();
        card.Send("80E2110002BF3E");
        card.SelectIsdR();
        Assert.That(card.Send("80E2910104035C015A00"), Is.EqualTo("6A86"));
    }

    [Test]
    public void A_chain_has_256_blocks_at_most()
    {
        TestEuicc card = new();
        // One more block than fits has the number 0 and so begins a command of its own.
        for (int i = 0; i < 256; i++) Assert.That(card.Send($"80E211{i:X2}01BF"), Is.EqualTo("9000"));
        Assert.That(card.Send("80E2910006BF3E035C015A00"), Is.EqualTo("BF3E125A10890490321234512345123456789012359000"));
    }

    [Test]
    public void The_256th_block_may_be_the_last()
    {
        TestEuicc card = new();
        Octets command = BoundPackage.Tlv("BF7F", Octets.Of(new byte[256 * 255 - 5]));
        Assert.That((command.Length, card.StoreData(command).Status), Is.EqualTo((65280, StatusWord.ReferencedDataNotFound)));
    }

    [Test]
    public void A_long_answer_comes_by_GET_RESPONSE()
    {
        TestEuicc card = new();
        ResponseApdu first = ResponseApdu.Ok;
        Octets command = Asn1Codec.Encode(new TestServer().Authenticate(card.Challenge()));
        for (int at = 0, block = 0; at < command.Length; at += 255, block++)
        {
            bool isLast = at + 255 >= command.Length;
            Octets data = command.Slice(at, Math.Min(255, command.Length - at));
            first = ResponseApdu.Parse(
                card.Card.Process(new CommandApdu(0x80, 0xE2, (byte)(isLast ? 0x91 : 0x11), (byte)block, data, 256).Encode()));
        }
        Assert.That((first.Data.Length, first.Status.ToString()), Is.EqualTo((256, "6100")));
        int total = TlvHeader.Read(Octets.Concat(first.Data, Octets.Of(new byte[5000])).Span).TotalLength;
        string more = card.Send("80C0000000");
        Assert.That(more, Has.Length.EqualTo(2 * 258).And.EndsWith("6100"));
        int got = 512;
        while (!(more = card.Send("80C0000000")).EndsWith("9000", StringComparison.Ordinal)) got += more.Length / 2 - 2;
        Assert.That(got + more.Length / 2 - 2, Is.EqualTo(total));
        Assert.That(card.Send("80C0000000"), Is.EqualTo("6985"));
    }

    [TestCase("80CA005A00", "6D00")]
    [TestCase("00E2910006BF3E035C015A00", "6E00")]
    public void The_ISD_R_knows_STORE_DATA_only(string apdu, string status) => Assert.That(new TestEuicc().Send(apdu), Is.EqualTo(status));
}
