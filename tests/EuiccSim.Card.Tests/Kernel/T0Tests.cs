using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>What a reader sees under T=0: '61XX' after data, '6CXX' for another length than there is. TS 102 221 §7.3.1.1, ISO/IEC 7816-3 §10.</summary>
public sealed class T0Tests
{
    private static readonly CardOptions s_options = new() { Personality = Personality.T0 };

    [Test]
    public void A_profile_is_installed_enabled_and_told_of()
    {
        TestEuicc card = new(s_options);
        Octets aid = card.Install(TestPackages.IccidDigits);
        Assert.That((card.Enable(aid), card.Enabled()), Is.EqualTo((EnableResult.Ok, (Octets?)aid)));
        Assert.That(card.Notifications().Select(one => one.ProfileManagementOperation),
            Is.EqualTo(new[] { NotificationEvent.NotificationInstall, NotificationEvent.NotificationEnable }));
    }

    /// <summary>Case 4 without Le, as the reader's TPDU has it, and with Le, which changes nothing.</summary>
    [TestCase("80E2910006BF3E035C015A")]
    [TestCase("80E2910006BF3E035C015A00")]
    [TestCase("80E2910006BF3E035C015A05")]
    public void An_ES10_answer_is_announced_and_fetched(string apdu)
    {
        TestEuicc card = new(s_options);
        Assert.That(card.Send(apdu), Is.EqualTo("6115"));
        Assert.That(card.Send("80C0000016"), Is.EqualTo("6C15"));
        Assert.That(card.Send("80C0000005"), Is.EqualTo("BF3E125A10" + "6110"));
        Assert.That(card.Send("80C0000010"), Is.EqualTo("89049032123451234512345678901235" + "9000"));
        Assert.That(card.Send("80C0000010"), Is.EqualTo("6985"));
    }

    [Test]
    public void Of_a_long_answer_256_octets_come_at_a_time()
    {
        TestEuicc card = new(s_options);
        Octets aid = card.Install(TestPackages.IccidDigits);
        for (int i = 0; i < 4; i++) _ = (card.Enable(aid), card.Disable(aid));
        Assert.That(card.Send("80E2910003BF2B00"), Is.EqualTo("6100"));
        string first = card.Send("80C0000000");
        Assert.That(first, Has.Length.EqualTo(2 * 258).And.EndsWith("6100"));
        Assert.That(card.Send("80C0000020"), Has.Length.EqualTo(2 * 34).And.EndsWith("6100"), "or fewer");
        int length = TlvHeader.Read(Octets.Concat(Octets.FromHex(first[..^4]), Octets.Of(new byte[0x10000])).Span).TotalLength;
        int got = 256 + 32;
        string more;
        do
        {
            more = card.Send("80C0000000");
            got += more.Length / 2 - 2;
        }
        while (more[^4..^2] == "61");
        Assert.That((got, more[^4..]), Is.EqualTo((length, "9000")));
    }

    [Test]
    public void The_number_of_a_channel_is_one_octet_and_asking_again_opens_no_second_one()
    {
        TestEuicc card = new(s_options);
        Assert.That((card.Send("0070000000"), card.Send("0070000001"), card.Send("0070000001")), Is.EqualTo(("6C01", "019000", "029000")));
    }

    [Test]
    public void A_proactive_command_is_fetched_in_its_length()
    {
        TestEuicc card = new(s_options);
        Octets aid = card.Install(TestPackages.IccidDigits);
        card.Send("80100000010F");
        card.StoreData(Octets.FromHex($"BF3117A0124F10{aid}8101FF"));
        Assert.That(card.Send("8012000000"), Is.EqualTo("6C0B"));
        Assert.That(card.Send("801200000A"), Is.EqualTo("6C0B"));
        Assert.That(card.Send("801200000B"), Is.EqualTo("D0098103010104820281829000"));
    }

    [Test]
    public void The_91XX_comes_with_the_end_of_the_answer()
    {
        TestEuicc card = new(s_options);
        Octets aid = card.Install(TestPackages.IccidDigits);
        card.Send("80100000010F");
        Assert.That(card.Send($"80E291001ABF3117A0124F10{aid}8101FF"), Is.EqualTo("6106"));
        Assert.That(card.Send("80C0000003"), Is.EqualTo("BF3103" + "6103"));
        Assert.That(card.Send("80C0000003"), Is.EqualTo("800100" + "910B"));
    }

    [TestCase("00 B0 82 00 00", "6C0A", TestName = "READ BINARY")]
    [TestCase("00 B0 82 00 0B", "6C0A", TestName = "READ BINARY of more than there is")]
    [TestCase("00 B0 82 02 00", "6C08", TestName = "READ BINARY from an offset")]
    [TestCase("80 F2 00 00 00", "6C25", TestName = "STATUS")]
    public void A_length_that_does_not_fit_is_answered_with_the_one_that_does(string apdu, string status) =>
        Assert.That(TestCard.AsT0().Send(apdu), Is.EqualTo(status));

    /// <summary>TS 102 221 §7.3.1.1.4: the warning, then GET RESPONSE.</summary>
    [Test]
    public async Task A_warning_comes_before_the_data()
    {
        const string fcp = "6217" + "82024121" + "83022FE2" + "8A0104" + "8B032F060B" + "8002000A" + "880110";
        TestCard card = TestCard.AsT0();
        card.Send(Commands.VerifyAdm1, "00 A4 00 0C 02 2FE2", "00 04 00 00");
        Assert.That(card.Send("00 A4 00 04 02 2FE2"), Is.EqualTo("6283"));
        Assert.That(card.Send("00 C0 00 00 20"), Is.EqualTo("6C19"));
        Assert.That(card.Send("00 C0 00 00 19"), Is.EqualTo(fcp + "9000"));
        Assert.That(card.Send("00 C0 00 00 19"), Is.EqualTo("6985"), "once");
        Assert.That(card.Send("00 A4 00 0C 02 2FE2"), Is.EqualTo("6283"), "P2 0C: no data waits");
        Assert.That(card.Send("00 C0 00 00 19"), Is.EqualTo("6985"));
        await using CardConnection connection = new(card.Card);
        CommandApdu select = CommandApdu.Parse(Octets.FromHex("00A40004022FE200"));
        ResponseApdu response = await ApduExchange.SendAsync(connection, select, ChannelNumber.Basic, CancellationToken.None);
        Assert.That($"{response.Data}{response.Status}", Is.EqualTo(fcp + "6283"), "to the program both are one answer");
    }

    [Test]
    public void An_object_that_comes_in_blocks_is_a_warning_with_data()
    {
        TestCard card = TestCard.AsT0().InUsim().Verified();
        string value = string.Concat(Enumerable.Repeat("A5", 300));
        card.Send($"80 DB 00 8A FF 8482012C {value[..502]}", $"80 DB 00 00 31 {value[502..]}");
        Assert.That(card.Send("80 CB 00 80 01 84"), Is.EqualTo("62F1"));
        Assert.That(card.Send("80 C0 00 00 00"), Is.EqualTo("8482012C" + value[..504] + "9000"));
        Assert.That(card.Send("80 CB 00 00 00"), Is.EqualTo(value[504..] + "9000"), "the next block has no command data");
        Assert.That(card.Send("80 CB 00 80 01 5C"), Is.EqualTo("6103"));
        Assert.That(card.Send("80 C0 00 00 03"), Is.EqualTo("5C0184" + "9000"));
    }

    [Test]
    public async Task An_exchange_gets_through_as_under_T1()
    {
        TestEuicc t0 = new(s_options);
        TestEuicc t1 = new();
        foreach (string command in (string[])["80E2910006BF3E035C015A00", "80E2910003BF220000", "0070000000", "0070000000"])
            Assert.That(await Exchange(t0, command), Is.EqualTo(await Exchange(t1, command)));
    }

    private static async Task<string> Exchange(TestEuicc card, string command)
    {
        await using CardConnection connection = new(card.Card);
        CommandApdu apdu = CommandApdu.Parse(Octets.FromHex(command));
        ResponseApdu response = await ApduExchange.SendAsync(connection, apdu, ChannelNumber.Basic, CancellationToken.None);
        return $"{response.Data}{response.Status}";
    }
}
