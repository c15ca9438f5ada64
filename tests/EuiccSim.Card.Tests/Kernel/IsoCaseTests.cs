using EuiccSim.Card.Tests.Uicc;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>Lengths, parameters and classes of every command. TS 102 221 §10.1, §10.2.1.5, §11; ISO/IEC 7816-3 §12.1.</summary>
public sealed class IsoCaseTests
{
    private const string Pin = "31323334FFFFFFFF";

    /// <summary>Header, data for the cases that have some, and the cases in which the command makes sense.</summary>
    private static readonly object[][] s_commands =
    [
        ["SELECT", "00A40004", "3F00", "1234"],
        ["STATUS", "80F20000", "00", "12"],
        ["READ BINARY", "00B08200", "00", "2"],
        ["UPDATE BINARY", "00D68200", "98", "3"],
        ["READ RECORD", "00B20134", "00", "2"],
        ["UPDATE RECORD", "00DC0134", "00", "3"],
        ["SEARCH RECORD", "00A20134", "00", "34"],
        ["INCREASE", "80320000", "000001", "34"],
        ["RETRIEVE DATA", "80CB0080", "80", "34"],
        ["SET DATA", "80DB0080", "8000", "3"],
        ["VERIFY PIN", "00200001", Pin, "123"],
        ["CHANGE PIN", "00240001", Pin + Pin, "3"],
        ["DISABLE PIN", "00260001", Pin, "3"],
        ["ENABLE PIN", "00280001", Pin, "3"],
        ["UNBLOCK PIN", "002C0001", "3131313132323232" + Pin, "123"],
        ["DEACTIVATE FILE", "00040000", "2FE2", "123"],
        ["ACTIVATE FILE", "00440000", "2FE2", "123"],
        ["AUTHENTICATE", "00880081", "1000112233445566778899AABBCCDDEEFF1000112233445566778899AABBCCDDEEFF", "34"],
        ["GET CHALLENGE", "00840000", "00", "2"],
        ["MANAGE CHANNEL open", "00700000", "00", "2"],
        ["MANAGE CHANNEL close", "00708001", "00", "12"],
        ["GET RESPONSE", "00C00000", "00", "2"],
        ["TERMINAL CAPABILITY", "80AA0000", "A900", "34"],
        ["TERMINAL PROFILE", "80100000", "FF", "34"],
        ["ENVELOPE", "80C20000", "D600", "34"],
        ["FETCH", "80120000", "00", "2"],
        ["TERMINAL RESPONSE", "80140000", "830100", "34"],
    ];

    [TestCaseSource(nameof(s_commands))]
    public void A_command_in_a_wrong_ISO_case_is_6700_and_in_a_right_one_is_not(string name, string header, string data, string cases)
    {
        string length = $"{data.Length / 2:X2}";
        string[] apdus = [header, header + "01", header + length + data, header + length + data + "00"];
        for (int i = 0; i < apdus.Length; i++)
        {
            TestCard card = TestCard.WithProfile().InUsim().Verified();
            bool isRight = cases.Contains((char)('1' + i));
            Assert.That(card.Send(apdus[i]), isRight ? Is.Not.EqualTo("6700") : Is.EqualTo("6700"), $"{name}, case {i + 1}");
        }
    }

    [TestCaseSource(nameof(s_commands))]
    public void A_command_has_one_class(string name, string header, string data, string cases)
    {
        TestCard card = TestCard.WithProfile().InUsim().Verified();
        bool hasData = cases.Contains('3');
        string apdu = hasData ? $"{header}{data.Length / 2:X2}{data}" : header + "01";
        string wrong = header[0] == '0' ? "80" : "00";
        // GET RESPONSE is answered in the class of the command that it belongs to.
        if (header[2..4] != "C0") Assert.That(card.Send(wrong + apdu[2..]), Is.EqualTo("6E00"), name);
        Assert.That(card.Send("B0" + apdu[2..]), Is.EqualTo("6E00"));
        Assert.That(card.Send("10" + apdu[2..]), Is.EqualTo("6E00"), "command chaining");
        Assert.That(card.Send("90" + apdu[2..]), Is.EqualTo("6E00"), "command chaining");
        Assert.That(card.Send("50" + apdu[2..]), Is.EqualTo("6E00"), "command chaining on channel 4");
        Assert.That(card.Send("04" + apdu[2..]), Is.EqualTo("6882"));
        Assert.That(card.Send((header[0] == '0' ? "01" : "81") + apdu[2..]), Is.EqualTo("6881"), "a channel that is not open");
    }

    [TestCase("00A4020402" + "3F00", "6A86", TestName = "SELECT of an EF under the current DF by P1 02")]
    [TestCase("00A4000802" + "3F00", "6A86", TestName = "SELECT with P2 08")]
    [TestCase("00A4001402" + "3F00", "6A86", TestName = "SELECT with P2 14")]
    [TestCase("00A4042402" + "A000", "6A86", TestName = "SELECT by name with a reserved session control")]
    [TestCase("80F2030000", "6A86", TestName = "STATUS with P1 03")]
    [TestCase("80F2000200", "6A86", TestName = "STATUS with P2 02")]
    [TestCase("00B0C20001", "6A86", TestName = "READ BINARY with RFU bits beside the SFI")]
    [TestCase("00B0820A01", "6B00", TestName = "READ BINARY behind the end")]
    [TestCase("00B2013501", "6A86", TestName = "READ RECORD with mode 5")]
    [TestCase("00B2FE3401", "6A83", TestName = "READ RECORD of a record that is not there")]
    [TestCase("0020010108" + Pin, "6A86", TestName = "VERIFY PIN with P1 01")]
    [TestCase("0020001F08" + Pin, "6A88", TestName = "VERIFY PIN of a key that is not there")]
    [TestCase("0024010110" + Pin + Pin, "6A86", TestName = "CHANGE PIN with P1 01")]
    [TestCase("0028010108" + Pin, "6A86", TestName = "ENABLE PIN with P1 01")]
    [TestCase("002C010110" + Pin + Pin, "6A86", TestName = "UNBLOCK PIN with P1 01")]
    [TestCase("0084000108", "6A86", TestName = "GET CHALLENGE with P2 01")]
    [TestCase("0070010001", "6A86", TestName = "MANAGE CHANNEL with P1 01")]
    [TestCase("00C0000100", "6985", TestName = "GET RESPONSE with nothing to get")]
    [TestCase("80AA010002A900", "6A86", TestName = "TERMINAL CAPABILITY with P1 01")]
    [TestCase("8010000101FF", "6A86", TestName = "TERMINAL PROFILE with P2 01")]
    [TestCase("80C2010002D600", "6A86", TestName = "ENVELOPE with P1 01")]
    [TestCase("8012010001", "6A86", TestName = "FETCH with P1 01")]
    [TestCase("8014000103830100", "6A86", TestName = "TERMINAL RESPONSE with P2 01")]
    [TestCase("00A40004033F0000", "6700", TestName = "SELECT of an identifier of three octets and Le missing")]
    [TestCase("002000010731323334FFFFFF", "6700", TestName = "VERIFY PIN of seven octets")]
    [TestCase("00A4000402", "6985", TestName = "SELECT that asks for two octets and has no data is case 2")]
    public void Wrong_parameters(string apdu, string status)
    {
        string answer = TestCard.WithProfile().Verified().Send(apdu);
        if (status == "6985" && apdu.StartsWith("00A4", StringComparison.Ordinal)) Assert.That(answer, Does.StartWith("62").And.Contain("61"), "the MF");
        else Assert.That(answer, Is.EqualTo(status));
    }

    [TestCase("00", TestName = "One octet")]
    [TestCase("00A400", TestName = "Three octets")]
    [TestCase("00A4000402" + "3F", TestName = "Less data than Lc says")]
    [TestCase("00A4000402" + "3F000000", TestName = "More data than Lc says, and more than Le")]
    [TestCase("00A4000400" + "0002" + "3F", TestName = "Less data than an extended Lc says")]
    [TestCase("00A40004" + "0000", TestName = "Half an extended length")]
    [TestCase("00A4000400" + "0000" + "00", TestName = "An extended Lc of nothing")]
    public void Octets_that_are_no_APDU_are_6700(string octets) => Assert.That(TestCard.WithProfile().Send(octets), Is.EqualTo("6700"));
}
