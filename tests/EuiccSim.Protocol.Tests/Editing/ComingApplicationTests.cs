using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Tests.Linting;
using EuiccSim.Protocol.Tests.Saip;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>A second USIM or ISIM, taken out of another package, works beside the first.</summary>
internal sealed class ComingApplicationTests
{
    private static readonly Octets s_isim = Octets.FromHex("A0000000871004FF49FF0589"), s_usim = Octets.FromHex("A0000000871002FF49FF0589"), s_other = Octets.FromHex("A0000000871002FF49FF0001");

    /// <summary>Of TS.48 v5 the USIM with all that has its place in it; files elsewhere that link to it stay.</summary>
    [Test]
    public void A_second_USIM_has_an_identifier_of_its_own_and_a_record_in_EF_DIR()
    {
        ProfileEditor editor = new(Ts48.Load("TS48v5_SAIP2.3_NoBERTLV.der"));
        ProfileEditor with = editor.InsertElements(editor.ExtractApplication(s_usim), aid: s_other);
        PackageFiles files = PackageFiles.Read(with.Package, out SequenceOf<ProfileFault> faults);
        Assert.That(faults, Is.Empty);
        PackageFile second = files.Adfs.Single(adf => adf.Definition.DfName == s_other);
        Assert.That(files.Adfs.Select(adf => adf.Definition.FileId), Is.Unique);
        PackageFile first = files.Adfs.Single(adf => adf.Definition.DfName == s_usim);
        Assert.That(Below(second), Is.EqualTo(Below(first)));
        Assert.That(files.All.Where(file => file.Parent == second).Select(file => file.Target).OfType<PackageFile>().Select(target => target.Path), Has.None.StartsWith("7FD0/"), "links lead within it");
        Assert.That(with.FindFile("EF.DIR").Content.ToString(), Does.Contain($"4F0C{s_other}"));
        Assert.That(with.Notes, Has.Some.EqualTo($"What comes has the AID {s_other} instead of {s_usim}.")
            .And.Some.Match($"^The ADF {s_other} has the temporary identifier 7FD[1-9A-F], as 7FD0 was taken\\.$").And.Some.EqualTo($"EF.DIR names {s_other}.").And.Some.EqualTo("The header asks for the service multiple-usim."));
        Assert.That(Errors(with.Octets), Is.EqualTo(Errors(editor.Octets)));
        Assert.That(new ProfileEditor(with.Octets).FindFile("ADF.USIM#2/EF.IMSI").Content, Is.EqualTo(editor.FindFile("ADF.USIM/EF.IMSI").Content));
    }

    [Test]
    public void An_AID_that_is_taken_is_the_user_s_to_replace()
    {
        foreach (string element in (string[])["usim", "isim", "securityDomain", "rfm"])
        {
            ProfileEditException fault = Assert.Throws<ProfileEditException>(() => Sample.Editor.InsertElements(Sample.Editor.ExtractElements(element)))!;
            Assert.That((fault.Name, fault.Message), Is.EqualTo(("alreadyThere", fault.Message)));
            Assert.That(fault.Message, Does.StartWith("There is an application A00000").And.Contain("--aid"));
        }
        Octets rfm = Sample.Editor.InsertElements(Sample.Editor.ExtractElements("rfm"), aid: s_other).ExtractApplication(s_other);
        Assert.That(rfm[0], Is.EqualTo(0xA7));
    }

    [Test]
    public void An_AID_is_given_to_one_application()
    {
        Octets two = Sample.Editor.ExtractElements("usim", "isim"), none = Sample.Editor.ExtractElements("pinCodes");
        foreach (Octets elements in new[] { two, none })
            Assert.That(() => Sample.Editor.InsertElements(elements, aid: s_other), Throws.TypeOf<ProfileEditException>().With.Property("Name").EqualTo("badValue"));
    }

    /// <summary>Paths of generic file management, of links and of shared PINs, by hand: ADF 7FD0 with an EF 6F01, and a link 6F02 to it.</summary>
    [Test]
    public void Paths_through_an_ADF_follow_its_identifier_and_others_stay()
    {
        string adf = RulePackages.Tlv("62", "82027821" + "83027FD0" + "8405A000000099" + "8B032F0602" + "C60101"),
            ef = RulePackages.Tlv("62", "82024121" + "83026F01" + "8B0101" + "800101" + "8800"), link = RulePackages.Tlv("62", "82024121" + "83026F02" + "8B0101" + "8800" + "C7047FD06F01"),
            away = RulePackages.Tlv("62", "82024121" + "83026F03" + "8B0101" + "8800" + "C7047F106F3A");
        Octets management = RulePackages.Tlv("A1", "A0058000810163" + RulePackages.Tlv("A1", RulePackages.Tlv("30", adf + "80043F007FD0" + ef + link + away))).Hex();
        Octets pins = RulePackages.Tlv("A2", "A0058000810164" + "A10481027FD0").Hex();
        ProfileEditor with = Sample.Editor.InsertElements(Octets.Concat(management, pins));
        string come = string.Concat(Sample.Elements(with.Octets)[^3..^1].Select(element => element.ToString()));
        Assert.That(come, Does.Contain("83027FD2").And.Contain("80043F007FD2").And.Contain("C7047FD26F01").And.Contain("81027FD2").And.Contain("C7047F106F3A").And.Not.Contain("7FD0"));
        Assert.That(with.FindFile("ADF.A000000099/6F01").Definition.Size, Is.EqualTo(1));
    }

    [Test]
    public void A_full_EF_DIR_is_told()
    {
        ProfileEditor full = new(RulePackages.Full().DirRecords(Record(s_usim), Record(s_isim)).Write());
        ProfileEditor with = full.InsertElements(full.ExtractElements("usim"), aid: s_other);
        Assert.That(with.Notes, Has.Some.EqualTo($"EF.DIR has no empty record of 22 octets to name {s_other}, and a phone does not find it."));
        ProfileEditor grown = full.InsertElements(full.ExtractElements("usim"), aid: s_other, grow: true);
        Assert.That((grown.FindFile("EF.DIR").Definition.Records, grown.FindFile("EF.DIR").Content.Slice(80).ToString()), Is.EqualTo((3, $"61144F0C{s_other}50045553494D".PadRight(80, 'F'))));
        ProfileEditor none = full.RemoveFile("MF/EF.DIR");
        Assert.That(none.InsertElements(full.ExtractElements("usim"), aid: s_other).Notes, Has.Some.EqualTo($"There is no EF.DIR that could name {s_other}, and a phone does not find it."));
    }

    /// <summary>What others link to stays where it is: the new ADF has the temporary identifier of the old one.</summary>
    [Test]
    public void An_application_in_the_place_of_another_has_its_identifier_and_its_place_in_EF_DIR()
    {
        ProfileEditor editor = new(Ts48.Load("TS48v5_SAIP2.3_NoBERTLV.der"));
        Octets moved = Octets.FromHex(editor.ExtractElements("usim").ToString().Replace("83027FD0", "83027FE5", StringComparison.Ordinal).Replace($"840C{s_usim}", $"840C{s_other}", StringComparison.Ordinal));
        ProfileEditor with = editor.ReplaceElement("usim", moved);
        Assert.That(with.Notes, Is.EqualTo(new[]
        {
            $"The ADF {s_other} has the temporary identifier 7FD0, as the one in whose place it comes.", $"EF.DIR no longer names {s_usim}.", $"EF.DIR names {s_other}.",
        }));
        Assert.That(editor.ReplaceElement("usim", editor.ExtractElements("usim")).Octets, Is.EqualTo(editor.Octets));
    }

    private static IEnumerable<string> Below(PackageFile adf) => adf.Children.SelectMany(child => child.Children.Select(one => one.Path).Prepend(child.Path)).Select(path => path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private static string Record(Octets aid) => RulePackages.Tlv("61", RulePackages.Tlv("4F", aid.ToString()) + "50024142");

    private static IEnumerable<string> Errors(Octets package) => ProfileLinter.Lint(package).Findings.Where(finding => finding.Severity == RuleSeverity.Error).Select(finding => finding.ToString());
}
