using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests.Install;

/// <summary>
/// What installing makes of a package, seen by a terminal after enabling. The expected octets are in the clear in the package of TS.48 v5
/// (SAIP 2.3, no BER-TLV files): contents as fillFileContent ('83'), sizes as '80', short identifiers as '88', patterns as 'C1' and 'C2'.
/// </summary>
public sealed class FileSystemTests
{
    private const string File48 = "ts48/TS48v5_SAIP2.3_NoBERTLV.der";
    private const string UsimAid = "A0000000871002FF49FF0589";
    private const string IsimAid = "A0000000871004FF49FF0589";
    private const string CsimAid = "A0000003431002F310FFFF89020000FF";

    private static readonly Lazy<CardState> Installed = new(() =>
    {
        Octets upp = Octets.Wrap(File.ReadAllBytes(SharedData.Require(File48)));
        TestEuicc card = new();
        Octets aid = card.Install(upp).Aid();
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
        return card.State;
    });

    private TestEuicc _card = null!;

    [SetUp]
    public void Enable()
    {
        SharedData.Require(File48);
        _card = new(Installed.Value);
    }

    [TestCase("2F05", "656EFFFFFFFF", Description = "EF.PL: fill pattern 656EFF")]
    [TestCase("2FE2", "98001032547698103214", Description = "EF.ICCID")]
    [TestCase("2F08", "3C3C000000", Description = "EF.UMPC")]
    public void Files_under_the_MF(string fid, string content) =>
        Assert.That(_card.Send("00A40004023F0000", $"00A4000402{fid}00", "00B0000000"), Is.EqualTo(content + "9000"));

    [TestCase("85", "656EFFFFFFFF", Description = "of the template")]
    [TestCase("82", "98001032547698103214", Description = "'88 01 10'")]
    [TestCase("88", "3C3C000000", Description = "'88 01 40'")]
    public void Short_identifiers_under_the_MF(string sfi, string content) =>
        Assert.That(_card.Send("00A40004023F0000", $"00B0{sfi}0000"), Is.EqualTo(content + "9000"));

    [TestCase("6F07", "080910101032540636", Description = "EF.IMSI")]
    [TestCase("6F31", "00", Description = "EF.HPPLMN: content over the template's 0A")]
    [TestCase("6F38", "9EFFBF1DFF3E008341031001040000" + "7E11", Description = "EF.UST: size '80 01 11'")]
    [TestCase("6F08", "07" + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF" + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        Description = "EF.Keys: 33 octets of pattern 07FF")]
    [TestCase("6F46", "0147534D411154455354" + "FFFFFFFFFFFFFF", Description = "EF.SPN: 17 octets of a pattern of 11")]
    [TestCase("6F5B", "F00000F00000", Description = "EF.START-HFN")]
    [TestCase("6F73", "FFFFFFFFFFFFFF42F618FFFEFF01", Description = "EF.PSLOCI")]
    [TestCase("6F78", "0001", Description = "EF.ACC")]
    [TestCase("6F7B", "FFFFFFFFFFFFFFFFFFFFFFFF", Description = "EF.FPLMN: all of the template")]
    [TestCase("6F7E", "FFFFFFFF42F618FFFEFF01", Description = "EF.LOCI")]
    [TestCase("6FAD", "80000002", Description = "EF.AD")]
    [TestCase("6FE3", "FFFFFFFFFFFFFFFFFFFFFFFF" + "000000000001", Description = "EF.EPSLOCI: 12 octets left out, then 6")]
    public void Files_under_the_USIM(string fid, string content) =>
        Assert.That(_card.Send($"00A404000C{UsimAid}00", $"00A4000402{fid}00", "00B0000000"), Is.EqualTo(content + "9000"));

    [Test]
    public void A_short_identifier_of_the_template_reads_EF_IMSI() =>
        Assert.That(_card.Send($"00A404000C{UsimAid}00", "00B0870000"), Is.EqualTo("080910101032540636" + "9000"));

    [TestCase(1, "61144F0CA0000000871002FF49FF058950045553494DFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase(2, "61144F0CA0000000871004FF49FF058950044953494DFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase(3, "61184F10A0000003431002F310FFFF89020000FF50044353494DFFFFFFFFFFFFFF")]
    [TestCase(4, "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void EF_DIR_has_four_records_of_33_octets(int record, string content) =>
        Assert.That(_card.Send("00A40004023F0000", "00A40004022F0000", $"00B2{record:X2}0400"), Is.EqualTo(content + "9000"));

    [Test]
    public void EF_DIR_has_no_fifth_record() =>
        Assert.That(_card.Send("00A40004023F0000", "00A40004022F0000", "00B2050400"), Is.EqualTo("6A83"));

    [TestCase(1, "80015EA40683010A9501088401D4A40683010A950108")]
    [TestCase(3, "8001019000800118A40683010A950108")]
    [TestCase(14, "8001039000800158A40683010A9501088401D4A40683010A950108")]
    public void EF_ARR_under_the_MF(int record, string rule) =>
        Assert.That(_card.Send("00A40004023F0000", "00A40004022F0600", $"00B2{record:X2}0400"),
            Is.EqualTo(rule.PadRight(92, 'F') + "9000"));

    [TestCase(1, "11F2FF4575726F20456D6572FF00")]
    [TestCase(2, "19F1FF456D657267656E6379FF00")]
    public void EF_ECC_has_the_records_of_the_package(int record, string content) =>
        Assert.That(_card.Send($"00A404000C{UsimAid}00", "00A40004026FB700", $"00B2{record:X2}0400"), Is.EqualTo(content + "9000"));

    [TestCase(UsimAid, 0x7FD0)]
    [TestCase(IsimAid, 0x7FB0)]
    [TestCase(CsimAid, 0x7FC0)]
    public void Applications_have_their_names(string aid, int temporary)
    {
        FileNode adf = Tree.Adfs.Single(adf => adf.DfName.ToString() == aid);
        Assert.That(adf.Fid, Is.EqualTo(temporary));
        Assert.That(_card.Send($"00A40400{aid.Length / 2:X2}{aid}00"), Does.StartWith("62").And.EndWith("9000"));
    }

    [Test]
    public void Directories_of_other_elements_are_where_their_templates_say()
    {
        FileNode usim = Tree.Adfs.Single(adf => adf.Fid == 0x7FD0);
        // DF.GSM-ACCESS, DF.5GS, DF.SAIP; DF.TELECOM with DF.GRAPHICS, DF.PHONEBOOK.
        Assert.That(new[] { 0x5F3B, 0x5FC0, 0x5FD0 }.Select(usim.FindChild), Has.None.Null);
        FileNode telecom = Tree.Mf.FindChild(0x7F10)!;
        Assert.That(new[] { 0x5F50, 0x5F3A, 0x6F06, 0x6F54 }.Select(telecom.FindChild), Has.None.Null);
    }

    /// <summary>PE-GenericFileManagement: 'C7 06 7F10 5F3A 4F3A' makes 7F10/6F3A a link.</summary>
    [Test]
    public void A_link_shares_the_content()
    {
        FileNode link = Tree.Mf.FindChild(0x7F10)!.FindChild(0x6F3A)!;
        FileNode target = Tree.Mf.FindChild(0x7F10)!.FindChild(0x5F3A)!.FindChild(0x4F3A)!;
        Assert.That((link.ContentId, link.RecordLength, link.Kind), Is.EqualTo((target.ContentId, 0x1C, FileKind.LinearFixed)));
        string record = new('A', 2 * 0x1C);
        _card.Send("00A40004023F0000", "00A40004027F1000", "00A40004026F3A00");
        Assert.That(_card.Send($"00DC01041C{record}"), Is.EqualTo("9000"));
        Assert.That(_card.Send("00A40004027F1000", "00A40004025F3A00", "00A40004024F3A00", "00B2010400"), Is.EqualTo(record + "9000"));
    }

    [Test]
    public void PINs_and_PUKs_are_those_of_the_package()
    {
        UiccProfile profile = Installed.Value.EnabledOn(0)!.Uicc;
        PinState pin1 = profile.Pins[profile.Files.PinSlot(0x01, Tree.Mf)];
        // '83 01 06': starts disabled, can be changed and enabled.
        Assert.That(
            (pin1.Value.ToString(), pin1.Enabled, pin1.CanChange, pin1.CanDisable, pin1.TriesLeft, pin1.MaximumTries),
            Is.EqualTo(("30303030FFFFFFFF", false, true, true, 3, 3)));
        PinState adm = profile.Pins[profile.Files.PinSlot(0x0A, Tree.Mf)];
        // '83 01 03', '84 02 00AA': enabled, can be changed, not disabled; 10 tries.
        Assert.That(
            (adm.Value.ToString(), adm.Enabled, adm.CanChange, adm.CanDisable, adm.TriesLeft, adm.MaximumTries),
            Is.EqualTo(("3535353535353535", true, true, false, 10, 10)));
        PukState puk = profile.Puks[profile.PukOfPin[profile.Files.PinSlot(0x01, Tree.Mf)]];
        Assert.That((puk.Value.ToString(), puk.TriesLeft), Is.EqualTo(("3131313131313131", 10)));
    }

    [Test]
    public void Each_application_has_its_second_PIN()
    {
        UiccProfile profile = Installed.Value.EnabledOn(0)!.Uicc;
        int[] slots = [.. Tree.Adfs.Append(Tree.Mf.FindChild(0x7F10)!).Select(directory => profile.Files.PinSlot(0x81, directory))];
        Assert.That(slots, Is.Unique.And.All.GreaterThanOrEqualTo(0));
        Assert.That(profile.Files.PinSlot(0x81, Tree.Mf), Is.EqualTo(-1));
        PinState pin2 = profile.Pins[slots[0]];
        Assert.That((pin2.Value.ToString(), pin2.UnblockReference), Is.EqualTo(("39393939FFFFFFFF", (byte?)0x81)));
    }

    [Test]
    public void The_key_is_that_of_the_package()
    {
        AkaRecord key = Installed.Value.EnabledOn(0)!.Uicc.Aka[Tree.Adfs.Single(adf => adf.Fid == 0x7FD0).AkaSlot];
        Assert.That((key.Algorithm, key.Key.ToString()), Is.EqualTo((AkaAlgorithmId.UsimTest, "000102030405060708090A0B0C0D0E0F")));
    }

    [Test]
    public void Access_rules_refer_to_the_right_EF_ARR()
    {
        FileNode usim = Tree.Adfs.Single(adf => adf.Fid == 0x7FD0);
        FileNode imsi = usim.FindChild(0x6F07)!;
        // '8B 03 6F06 0A' for EF.IMSI; '8B 03 2F06 01' for the ADF itself.
        Assert.That((imsi.Parameters.ArrFid, imsi.Parameters.ArrRecord, imsi.ArrFile),
            Is.EqualTo(((ushort)0x6F06, (byte)0x0A, usim.FindChild(0x6F06))));
        Assert.That((usim.Parameters.ArrRecord, usim.ArrFile), Is.EqualTo(((byte)1, Tree.Mf.FindChild(0x2F06))));
    }

    [Test]
    public void Elements_that_are_not_run_are_kept()
    {
        UiccProfile profile = Installed.Value.EnabledOn(0)!.Uicc;
        Assert.That((profile.SecurityDomains.Length, profile.RemoteFileManagement.Length, profile.Applications.Length),
            Is.EqualTo((1, 4, 0)));
    }

    [Test]
    public void A_profile_that_was_disabled_keeps_what_was_written()
    {
        _card.Send("00A40004023F0000", "00A40004022F0500", "00D60000026465");
        Assert.That(_card.Send("00B0000000"), Is.EqualTo("6465FFFFFFFF" + "9000"));
        _card.SelectIsdR();
        Octets aid = _card.Enabled()!.Value;
        _ = (_card.Disable(aid), _card.Enable(aid));
        Assert.That(_card.Send("00A40004023F0000", "00A40004022F0500", "00B0000000"), Is.EqualTo("6465FFFFFFFF" + "9000"));
    }

    [TestCase("00A40004023F0000", "2FE2", "98109909002143658739", Description = "EF.ICCID")]
    [TestCase("00A4040010A0000000871002FFFFFFFF890302000000", "6F07", "080910101032547698", Description = "EF.IMSI of 001010123456789")]
    public void The_own_package_has_the_subscribers_data(string directory, string fid, string content)
    {
        TestEuicc card = new();
        card.Enable(card.Install(TestPackages.Built).Aid());
        Assert.That(card.Send(directory, $"00A4000402{fid}00", "00B0000000"), Is.EqualTo(content + "9000"));
    }

    private static FileTree Tree => Installed.Value.EnabledOn(0)!.Uicc.Files;
}
