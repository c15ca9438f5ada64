using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Uicc;

/// <summary>Codings of single values. The IMSIs are the worked examples 2 and 3 of /work/shared/spec/phone-and-network.md §11.</summary>
public sealed class CodingTests
{
    [TestCase("262010123456789", "082926101032547698")]
    [TestCase("23415123456789", "0821435121436587F9")]
    [TestCase("310410123456789", "083901141032547698")]
    public void An_IMSI_is_written_and_read_as_EF_IMSI_has_it(string digits, string ef)
    {
        Assert.That(Imsi.FromDigits(digits).Ef.ToString(), Is.EqualTo(ef));
        Assert.That(Imsi.TryFromEf(Octets.FromHex(ef), out Imsi? imsi), Is.True);
        Assert.That(imsi!.Value.Digits, Is.EqualTo(digits));
    }

    [TestCase("", Description = "nothing")]
    [TestCase("FFFFFFFFFFFFFFFFFF")]
    [TestCase("002926101032547698")]
    [TestCase("0829261010325476", Description = "shorter than its length")]
    [TestCase("08292610103254A698", Description = "a half that is no digit")]
    [TestCase("01F9FFFFFFFFFFFFFF", Description = "parity and no digit")]
    public void What_is_no_IMSI_is_none(string ef) => Assert.That(Imsi.TryFromEf(Octets.FromHex(ef), out _), Is.False);

    [TestCase("12345")]
    [TestCase("1234567890123456")]
    [TestCase("12345678901234A")]
    public void An_IMSI_has_6_to_15_digits(string digits) => Assert.That(() => Imsi.FromDigits(digits), Throws.InstanceOf<FormatException>());

    /// <summary>TS 102 221 §9.5.1: digits in ASCII, 'FF' behind.</summary>
    [TestCase("2468", "32343638FFFFFFFF")]
    [TestCase("13579246", "3133353739323436")]
    [TestCase("123", null)]
    [TestCase("123456789", null)]
    [TestCase("12a4", null)]
    public void A_PIN_is_4_to_8_digits_in_8_octets(string digits, string? value) => Assert.That(PinDigits.TryWrite(digits)?.ToString(), Is.EqualTo(value));

    [TestCase("DB08A54211D5E3BA50BF10B40BA9A3C58B2A05BBF0D987B21BF8CB10F769BCD751044604127672711C6D3441", Description = "TS 35.207 set 1")]
    public void A_success_has_RES_CK_and_IK(string answer)
    {
        AuthenticateAnswer.Success success = (AuthenticateAnswer.Success)AuthenticateAnswer.Read(Octets.FromHex(answer));
        Assert.That((success.Res.ToString(), success.Ck.ToString(), success.Ik.ToString(), success.Kc.IsEmpty), Is.EqualTo(
            ("A54211D5E3BA50BF", "B40BA9A3C58B2A05BBF0D987B21BF8CB", "F769BCD751044604127672711C6D3441", true)));
    }

    /// <summary>Worked example 31 of phone-and-network.md §11.</summary>
    [Test]
    public void A_synchronisation_failure_has_AUTS() => Assert.That(
        AuthenticateAnswer.Read(Octets.FromHex("DC0E451E8BECA49A7B7AC9D3E28953CB")),
        Is.EqualTo(new AuthenticateAnswer.SynchronisationFailure(Octets.FromHex("451E8BECA49A7B7AC9D3E28953CB"))));

    [TestCase("")]
    [TestCase("DB")]
    [TestCase("DB02AAAA")]
    [TestCase("DB01AA01BB01CC05DD")]
    [TestCase("DC0E45")]
    [TestCase("9000")]
    public void What_is_no_answer_is_refused(string answer) => Assert.That(() => AuthenticateAnswer.Read(Octets.FromHex(answer)), Throws.InstanceOf<Asn1ContentException>());

    /// <summary>TS 102 221 §9.5.1, table 9.3.</summary>
    [TestCase(0x0A, 1)]
    [TestCase(0x0E, 5)]
    [TestCase(0x8A, 6)]
    [TestCase(0x8E, 10)]
    public void ADMs_have_two_ranges_of_references(int reference, int number)
    {
        Assert.That(PinReference.Adm(number).Value, Is.EqualTo(reference));
        Assert.That(PinReference.Adm(number).ToString(), Is.EqualTo($"ADM {number}"));
    }

    [TestCase("2FE2", "MF", "2FE2", "2FE2")]
    [TestCase("3F00/7F10/6F3A", "MF", "7F106F3A", "7F106F3A")]
    [TestCase("USIM/6F07", "USIM", "6F07", "7FFF6F07")]
    [TestCase("EF.IMSI", "USIM", "6F07", "7FFF6F07")]
    [TestCase("isim/impi", "ISIM", "6F02", "7FFF6F02")]
    [TestCase("5GS3GPPLOCI", "USIM", "5FC04F01", "7FFF5FC04F01")]
    public void A_file_is_named_as_people_do(string text, string root, string path, string fromMf)
    {
        FileAddress file = FileAddress.Parse(text);
        Assert.That((file.Root, file.Path.ToString(), file.PathFromMf.ToString()), Is.EqualTo((root, path, fromMf)));
    }

    [TestCase("")]
    [TestCase("2F")]
    [TestCase("EF.NOTHING")]
    public void What_names_no_file_is_refused(string text) => Assert.That(() => FileAddress.Parse(text), Throws.InstanceOf<FormatException>());

    /// <summary>TS 102 223 §6.6.13: REFRESH with "UICC reset", as a card with a new profile sends it.</summary>
    [Test]
    public void A_proactive_command_is_read_and_answered()
    {
        ProactiveCommand command = ProactiveCommand.TryRead(Octets.FromHex("D009" + "8103010104" + "82028182"))!;
        Assert.That((command.Name, command.Qualifier, command.ResetsCard), Is.EqualTo(("REFRESH", (byte)4, true)));
        Assert.That(TerminalResponse.Performed.To(command).Encode().ToString(), Is.EqualTo("801400000C" + "8103010104" + "82028281" + "830100"));
        Assert.That(command.Find(0x02)!.Value.ToString(), Is.EqualTo("8182"));
    }

    [TestCase("")]
    [TestCase("D000")]
    [TestCase("D1098103010104")]
    [TestCase("D00482028182")]
    public void What_is_no_proactive_command_is_none(string octets) => Assert.That(ProactiveCommand.TryRead(Octets.FromHex(octets)), Is.Null);
}
