using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>Octets and the words that a person would give them.</summary>
public sealed class TextTests
{
    [Test]
    public async Task An_ES10_function_and_its_answer_are_fields_with_the_standards_names() => await CheckAsync(
        [
            Written.Reset("3B00"),
            Written.Exchange("0070000001", "019000"),
            Written.Exchange("01A4040010A0000005591010FFFFFFFF890000010000", "6F009000"),
            Written.Exchange("81E2910014BF3111A00C5A0A98881209090000000071810100" + "00", "BF31038001029000"),
        ],
        """
        00:00:00.000000 reset, ATR 3B00
        00:00:00.000000 #0 MANAGE CHANNEL open -> 9000 ok
            channel: 1
        00:00:00.000000 #1 SELECT ISD-R (A0000005591010FFFFFFFF8900000100) -> 9000 ok
        00:00:00.000000 #1 STORE DATA 00, last: ES10c.EnableProfile -> 9000 ok
            request:
                profileIdentifier:
                    iccid: 89882190900000000017
                refreshFlag: false
            response:
                enableResult: profileNotInDisabledState (2)

        """);

    /// <summary>SGP.22 §5.7.1: lowestSvn 2.2.5, no LPAe.</summary>
    [Test]
    public async Task What_the_ISD_R_says_of_itself_are_fields() => await CheckAsync(
        [Written.Exchange("00A4040010A0000005591010FFFFFFFF890000010000", "6F1B8410A0000005591010FFFFFFFF8900000100A500E0058203020205" + "9000")],
        """
        00:00:00.000000 #0 SELECT ISD-R (A0000005591010FFFFFFFF8900000100) -> 9000 ok
            dfName: A0000005591010FFFFFFFF8900000100
            isdrProprietaryApplicationTemplate:
                svn: 2.2.5

        """);

    [Test]
    public async Task Blocks_and_parts_of_answers_are_put_together_on_each_channel() => await CheckAsync(
        [
            Written.Exchange("81E2110002BF2800", "9000"),
            Written.Exchange("82E2910003BF3C0000", "6104"),
            Written.Exchange("81E291010100" + "00", "6103"),
            Written.Exchange("01C0000003", "BF28019000"),
            Written.Exchange("01C0000001", "A09000"),
        ],
        """
        00:00:00.000000 #1 STORE DATA 00 -> 9000 ok
        00:00:00.000000 #2 STORE DATA 00, last: ES10a.GetEuiccConfiguredAddresses -> 6104 4 octets of answer wait
            request: (empty)
        00:00:00.000000 #1 STORE DATA 01, last: ES10b.ListNotification -> 6103 3 octets of answer wait
            request: (empty)
        00:00:00.000000 #1 GET RESPONSE to STORE DATA 01, last: ES10b.ListNotification -> 9000 ok
            response:
                malformed: ListNotificationResponse: it ends before its length says
                octets: BF2801
        00:00:00.000000 #1 GET RESPONSE -> 9000 ok

        """);

    [Test]
    public async Task Files_have_names_wherever_the_channel_stands() => await CheckAsync(
        [
            Written.Exchange("00A40004022FE200", "62118202412183022FE28A010588008002000A9000"),
            Written.Exchange("00B000000A", "988812099000000000719000"),
            Written.Exchange("00A40400 07A0000000871002".Replace(" ", ""), "9000"),
            Written.Exchange("00A40004026F0700", "9000"),
            Written.Exchange("00B0000009", "0809101000000000109000"),
            Written.Exchange("00A40004025FC000", "9000"),
            Written.Exchange("00A40004024F0700", "9000"),
            Written.Exchange("00B0880004", "6982"),
            Written.Exchange("00A40804047F106F3A00", "9000"),
            Written.Exchange("00B2010400", "6A83"),
            Written.Exchange("00A4080C047FFF6F3800", "9000"),
            Written.Exchange("00A40004029999 00".Replace(" ", ""), "6A82"),
            Written.Exchange("00B2020C10", "6282"),
            Written.Exchange("00B0840000", "6700"),
        ],
        """
        00:00:00.000000 #0 SELECT MF/EF.ICCID -> 9000 ok
            fileDescriptor: transparent
            fileIdentifier: 2FE2
            lifeCycleStatus: 05
            shortFileIdentifier: none
            fileSize: 10
        00:00:00.000000 #0 READ BINARY MF/EF.ICCID -> 9000 ok
            content: 98881209900000000071
            digits: 89882190090000000017
        00:00:00.000000 #0 SELECT ADF.USIM (A0000000871002) -> 9000 ok
        00:00:00.000000 #0 SELECT ADF.USIM/EF.IMSI -> 9000 ok
        00:00:00.000000 #0 READ BINARY ADF.USIM/EF.IMSI -> 9000 ok
            content: 080910100000000010
            digits: 001010000000001
        00:00:00.000000 #0 SELECT ADF.USIM/DF.5GS -> 9000 ok
        00:00:00.000000 #0 SELECT ADF.USIM/DF.5GS/EF.SUCI_Calc_Info -> 9000 ok
        00:00:00.000000 #0 READ BINARY ADF.USIM/DF.5GS/EF.OPL5G -> 6982 security status not satisfied
        00:00:00.000000 #0 SELECT DF.TELECOM/EF.ADN -> 9000 ok
        00:00:00.000000 #0 READ RECORD DF.TELECOM/EF.ADN record 1 -> 6A83 record not found
        00:00:00.000000 #0 SELECT ADF.USIM/EF.UST -> 9000 ok
        00:00:00.000000 #0 SELECT ADF.USIM/9999 -> 6A82 file or application not found
        00:00:00.000000 #0 READ RECORD ADF.USIM/EF.ECC record 2 -> 6282 end of the file before Le octets, or nothing found
        00:00:00.000000 #0 READ BINARY ADF.USIM/EF.UST -> 6700 wrong length

        """);

    [Test]
    public async Task PINs_and_session_keys_are_masked_unless_asked_for()
    {
        TraceEvent[] records =
        [
            Written.Exchange("0020000108" + "31323334FFFFFFFF", "63C2"),
            Written.Exchange("0088008122" + "10" + new string('1', 32) + "10" + new string('2', 32) + "00", "611A"),
            Written.Exchange("00C000001A", "DB02AAAA" + "03BBBBBB" + "03CCCCCC" + "02DDDD" + "9000"),
            Written.Exchange("00A40004026F0800", "9000"),
            Written.Exchange("00B0000003", "0AEEEE" + "9000"),
        ];
        string masked = await Written.AsTextAsync(new() { ShowOctets = true }, records);
        Assert.That(masked, Does.Contain("VERIFY PIN PIN1 of application 1 -> 63C2 verification failed, 2 tries left\n    > 0020000108(8 octets masked)\n    < 63C2\n    value: (8 octets masked)\n"));
        Assert.That(masked, Does.Contain("    < (15 octets masked)9000\n    res: AAAA\n    ck: (3 octets masked)\n    ik: (3 octets masked)\n    kc: (2 octets masked)\n"));
        foreach (string secret in (string[])["31323334", "BBBB", "CCCC", "DDDD", "EEEE"]) Assert.That(masked, Does.Not.Contain(secret));
        string open = await Written.AsTextAsync(new() { ShowSecrets = true }, records);
        foreach (string secret in (string[])["value: 31323334FFFFFFFF", "ck: BBBBBB", "ik: CCCCCC", "kc: DDDD", "content: 0AEEEE"]) Assert.That(open, Does.Contain(secret));
    }

    /// <summary>TS 51.011 §9.2: RAND as it is, SRES and Kc one behind the other, directories and files described in fixed places.</summary>
    [Test]
    public async Task The_old_class_has_its_own_words() => await CheckAsync(
        [
            Written.Exchange("A0A40000027F20", "9F16"),
            Written.Exchange("A0C0000016", "000012347F200200000000000A" + "93001E0400838A838A" + "9000"),
            Written.Exchange("A0A40000026F07", "9F0F"),
            Written.Exchange("A0C000000F", "000000096F070400140014010200" + "00" + "9000"),
            Written.Exchange("A020000108" + "31323334FFFFFFFF", "9804"),
            Written.Exchange("A02C000010" + "3132333435363738" + "31323334FFFFFFFF", "9000"),
            Written.Exchange("A088000010" + "03112233445566778899AABBCCDDEEFF", "9F0C"),
            Written.Exchange("A0C000000C" + "", "0201020304050607" + "08090A0B" + "9000"),
            Written.Exchange("A0040000" + "00", "9000"),
        ],
        """
        00:00:00.000000 #0 SELECT DF.GSM -> 9F16 22 octets of answer wait
        00:00:00.000000 #0 GET RESPONSE to SELECT DF.GSM -> 9000 ok
            type: DF
            fileIdentifier: 7F20
            freeMemory: 4660
        00:00:00.000000 #0 SELECT DF.GSM/EF.IMSI -> 9F0F 15 octets of answer wait
        00:00:00.000000 #0 GET RESPONSE to SELECT DF.GSM/EF.IMSI -> 9000 ok
            type: EF
            fileIdentifier: 6F07
            fileSize: 9
            structure: transparent
        00:00:00.000000 #0 VERIFY CHV CHV1 -> 9804 access condition not met, or verification failed
            value: (8 octets masked)
        00:00:00.000000 #0 UNBLOCK CHV CHV1 -> 9000 ok
            value: (16 octets masked)
        00:00:00.000000 #0 RUN GSM ALGORITHM -> 9F0C 12 octets of answer wait
            rand: 03112233445566778899AABBCCDDEEFF
        00:00:00.000000 #0 GET RESPONSE to RUN GSM ALGORITHM -> 9000 ok
            sres: 02010203
            kc: (8 octets masked)
        00:00:00.000000 #0 INVALIDATE DF.GSM/EF.IMSI -> 9000 ok

        """);

    // Session keys that are not where AUTHENTICATE of TS 31.102 §7.1 has them: of a NAF, in another order, without lengths.
    [TestCase("0088008402DE00" + "00", "DB10EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE9000", TestName = "The key of a NAF")]
    [TestCase("0088008011" + "1000000000000000000000000000000000" + "00", "02EEEEEEEEEEEEEEEEEEEEEE9000", TestName = "Without lengths")]
    [TestCase("0089008102" + "7300" + "00", "DB02EEEE9000", TestName = "The odd instruction")]
    [TestCase("8076000004" + "80030100" + "00", "0010EEEEEEEEEEEEEEEE9000", TestName = "The token that wakes up a UICC")]
    [TestCase("8076010008" + "EEEEEEEEEEEEEEEE", "9000", TestName = "The token again")]
    [TestCase("8020000108" + "EEEEEEEEEEEEEEEE", "9000", TestName = "A PIN in the other class")]
    public async Task Keys_are_masked_wherever_they_stand(string command, string response)
    {
        string text = await Written.AsTextAsync(new() { ShowOctets = true }, Written.Exchange(command, response));
        Assert.That(text, Does.Contain("masked"));
        Assert.That(text, Does.Not.Contain("EEEE"));
    }

    /// <summary>TS 102 221 §7.3.1.1.4: under T=0 the warning first, then the data.</summary>
    [Test]
    public async Task Data_that_comes_after_a_warning_belongs_to_the_command() => await CheckAsync(
        [
            Written.Exchange("00A40004022FE2", "6283"),
            Written.Exchange("00C0000000", "6C08"),
            Written.Exchange("00C0000008", "620683022FE2" + "8000" + "9000"),
        ],
        """
        00:00:00.000000 #0 SELECT MF/EF.ICCID -> 6283 the selected file is deactivated
        00:00:00.000000 #0 GET RESPONSE to SELECT MF/EF.ICCID -> 6C08 wrong Le, repeat with 8
        00:00:00.000000 #0 GET RESPONSE to SELECT MF/EF.ICCID -> 9000 ok
            fileIdentifier: 2FE2
            fileSize: 0

        """);

    [Test]
    public async Task A_hash_of_a_confirmation_code_is_masked()
    {
        // SGP.22 §5.7.5: smdpSigned2, smdpSignature2, hashCc, smdpCertificate.
        string hash = new('7', 64);
        string body = "3006" + "8001AA" + "0101FF" + "5F370155" + "0420" + hash + "3000";
        string request = "BF21" + (body.Length / 2).ToString("X2", null) + body;
        string text = await Written.AsTextAsync(null, Written.Exchange("81E29100" + (request.Length / 2).ToString("X2", null) + request + "00", "6A80"));
        Assert.That(text, Does.Contain("ES10b.PrepareDownload").And.Contain("hashCc: (32 octets masked)").And.Contain("ccRequiredFlag: true"));
        Assert.That(text, Does.Not.Contain("7777"));
    }

    [Test]
    public async Task What_a_card_says_moves_no_cursor()
    {
        // SetNickname with ESC [ 2 J, and a mark that turns the direction of writing.
        string nickname = "1B5B324A" + "E280AE" + "41";
        string request = "BF2916" + "5A0A98881209090000000071" + "9008" + nickname;
        string text = await Written.AsTextAsync(null, Written.Exchange("81E2910019" + request + "00", "BF2903800100" + "9000"));
        Assert.That(text, Does.Contain("profileNickname: \\u001B[2J\\u202EA\n"));
    }

    [TestCase("91E3", "0085", "9000", "#1 command 91 E3 00 85")]
    [TestCase("", "", "9000", "0 octets that are no command -> 9000 ok")]
    [TestCase("00A40004", "023F0000", "", "#0 SELECT MF: an answer without a status word")]
    [TestCase("80C20000", "02D600", "9112", "#0 ENVELOPE EVENT DOWNLOAD -> 9112 ok, a proactive command of 18 octets waits")]
    [TestCase("80120000", "0B", "D009810301010482028182" + "9000", "proactiveCommand: REFRESH")]
    [TestCase("80140000", "0C810301010482028281830100", "9000", "#0 TERMINAL RESPONSE to REFRESH -> 9000 ok")]
    [TestCase("00200001", "00", "63C3", "#0 VERIFY PIN PIN1 of application 1, how many tries are left -> 63C3 not verified, 3 tries left")]
    [TestCase("00708001", "", "9000", "#0 MANAGE CHANNEL close 1 -> 9000 ok")]
    [TestCase("00990102", "02ABCD00", "1234" + "9000", "    data: ABCD\n    answer: 1234\n")]
    [TestCase("80AA0000", "0AA9088100820101830107", "9000", "    extendedLogicalChannels: (empty)\n    additionalInterfaces: 01\n    euiccRelatedCapabilities: 07\n")]
    [TestCase("80780001", "00", "A1010A" + "9000", "#0 GET IDENTITY SUCI -> 9000 ok\n    answer: A1010A\n")]
    [TestCase("807A0000", "0201FF00", "0200" + "9000", "#0 EXCHANGE CAPABILITIES -> 9000 ok\n    data: 01FF\n    answer: 0200\n")]
    [TestCase("00E00000", "026200", "9000", "#0 CREATE FILE -> 9000 ok\n    data: 6200\n")]
    [TestCase("80F28002", "024F0000", "E300" + "9000", "#0 GET STATUS -> 9000 ok")]
    [TestCase("80F20000", "00", "9000", "#0 STATUS -> 9000 ok")]
    [TestCase("80CA9F7F", "00", "9F7F00" + "9000", "#0 GET DATA 9F7F -> 9000 ok\n    answer: 9F7F00\n")]
    [TestCase("00990102", "", "6D00", "#0 command 00 99 01 02 -> 6D00 instruction not supported")]
    [TestCase("81E29105", "01AA00", "6985", "#1 STORE DATA 05, last: blocks before it are missing -> 6985 conditions of use not satisfied")]
    [TestCase("81E29100", "06BF6603800100" + "00", "6A88", "#1 STORE DATA 00, last: unknown function BF66 -> 6A88 referenced data not found")]
    [TestCase("81E29100", "068804AABBCCDD00", "9000", "#1 STORE DATA 00, last: ES10b.LoadBoundProfilePackage, block 88 (StoreMetadata), 4 octets, MAC at the end -> 9000 ok")]
    public async Task Commands_have_titles(string header, string rest, string response, string expected) =>
        Assert.That(await Written.AsTextAsync(null, Written.Exchange(header + rest, response)), Does.Contain(expected));

    private static async Task CheckAsync(TraceEvent[] records, string expected) =>
        Assert.That((await Written.AsTextAsync(null, records)).Split('\n'), Is.EqualTo(expected.ReplaceLineEndings("\n").Split('\n')));
}
