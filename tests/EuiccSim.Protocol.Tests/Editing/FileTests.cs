using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Tests.Linting;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Editing;

/// <summary>Files out, in and over. Octets of elements by hand, from SAIP §8.3 and annex A.</summary>
internal sealed class FileTests
{
    /// <summary>doNotCreate is [0] NULL, SAIP §8.3.2.</summary>
    [Test]
    public void A_file_that_the_template_makes_unasked_is_not_created()
    {
        ProfileEditor without = Sample.Editor.RemoveFile("ADF.USIM/EF.HPPLMN");
        Assert.That(Paths(without), Is.EquivalentTo(Paths(Sample.Editor).Where(path => path != "ADF.USIM/EF.HPPLMN")));
        int tag = TemplateTable.Find(new("2.23.143.1.2.4"))!.Find("ef-hpplmn")!.Tag;
        Assert.That(Sample.Editor.RemoveFile("ADF.USIM/EF.HPPLMN").ExtractElements("usim").ToString(), Does.Contain($"{0xA0 | tag:X2}028000"));
    }

    [Test]
    public void A_file_that_is_made_only_if_it_is_named_is_named_no_longer()
    {
        ProfileEditor without = Sample.Editor.RemoveFile("ADF.USIM/EF.HPLMNwAcT");
        Assert.That(Paths(without), Is.EquivalentTo(Paths(Sample.Editor).Where(path => path != "ADF.USIM/EF.HPLMNwAcT")));
        (string[] gone, string[] come) = Sample.Changed(Sample.Built, without.Octets);
        Assert.That(come, Is.Empty);
        Assert.That(gone.Select(leaf => leaf.Split('/')[1]).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Any_file_of_a_package_goes_alone_or_is_refused(string name)
    {
        ProfileEditor editor = new(Ts48.Load(name));
        PackageFiles files = PackageFiles.Read(editor.Package, out _);
        PackagePaths paths = new(files);
        int removed = 0;
        // Some of all: each takes some readings of the package.
        foreach (PackageFile file in files.All.Where((_, i) => i % 9 == 0))
        {
            string path = paths.TextOf(file);
            ProfileEditor without;
            try
            {
                without = editor.RemoveFile(path);
            }
            catch (ProfileEditException fault)
            {
                Assert.That(fault.Name, Is.AnyOf("hasDependents", "cannotBeRemoved"), path);
                continue;
            }
            removed++;
            Assert.That(PackageFiles.Read(without.Package, out _).All.Select(one => one.Path), Is.EqualTo(files.All.Where(one => one != file).Select(one => one.Path)), path);
        }
        Assert.That(removed, Is.GreaterThan(10));
    }

    [Test]
    public void A_directory_goes_with_what_is_in_it_only_if_that_is_asked_for()
    {
        ProfileEditor editor = new(Ts48.Load("TS48v5_SAIP2.3_NoBERTLV.der"));
        ProfileEditException fault = Assert.Throws<ProfileEditException>(() => editor.RemoveFile("ADF.USIM/DF.5GS"))!;
        Assert.That((fault.Name, fault.Dependents.Count), Is.EqualTo(("hasDependents", fault.Dependents.Count)));
        Assert.That(fault.Dependents, Does.Contain("ADF.USIM/DF.5GS/EF.Routing_Indicator"));
        Assert.That(() => editor.RemoveFile("ADF.USIM"), Throws.TypeOf<ProfileEditException>());
    }

    [TestCase("MF/EF.ICCID")]
    [TestCase("MF/EF.PL")]
    [TestCase("MF")]
    public void What_every_package_has_is_not_removed(string path) => Assert.That(() => Sample.Editor.RemoveFile(path), Throws.TypeOf<ProfileEditException>());

    /// <summary>TS.48's own steps: EF.IMSI's content is one of them.</summary>
    [Test]
    public void The_content_of_a_file_is_replaced_and_filled_up()
    {
        ProfileEditor edited = Sample.Editor.SetFile("EF.IMSI", Octets.FromHex("083901"));
        (string[] gone, string[] come) = Sample.Changed(Sample.Built, edited.Octets);
        Assert.That((gone.Single(), come.Single()), Is.EqualTo(("/B3/A3/83=080910101032540636", "/B3/A3/83=083901FFFFFFFFFFFF")));
        Assert.That(() => Sample.Editor.SetFile("EF.IMSI", Octets.Wrap(new byte[10])), Throws.TypeOf<ProfileEditException>().With.Property("Name").EqualTo("noRoom"));
        Assert.That(() => Sample.Editor.SetFile("ADF.USIM", Octets.FromHex("00")), Throws.TypeOf<ProfileEditException>().With.Message.Contains("is a directory"));
    }

    [Test]
    public void A_record_alone_is_replaced()
    {
        PackageFile arr = Sample.Editor.FindFile("MF/EF.ARR");
        int length = arr.Definition.RecordLength;
        ProfileEditor edited = Sample.Editor.SetFile("MF/EF.ARR", Octets.FromHex("80010190008001029700"), record: 2);
        byte[] expected = arr.Content.ToArray();
        expected.AsSpan(length, length).Fill(0xFF);
        Octets.FromHex("80010190008001029700").Span.CopyTo(expected.AsSpan(length));
        Assert.That(edited.FindFile("MF/EF.ARR").Content, Is.EqualTo(Octets.Wrap(expected)));
    }

    /// <summary>In Fcp (SAIP §8.3.1) efFileSize ('80') stands behind securityAttributesReferenced ('8B') and before shortEFID ('88'): not in the order of its tag.</summary>
    [Test]
    public void A_size_that_was_the_templates_stands_where_the_attributes_have_it()
    {
        Fcp attributes = new() { FileDescriptor = Octets.FromHex("4121"), SecurityAttributesReferenced = Octets.FromHex("0A"), ShortEFID = Octets.Empty };
        Octets package = RulePackages.Full().Parts(PeKind.Usim, "ef-spn", parts =>
            [new FilePart.FileDescriptor(attributes), .. parts.Where(part => part is not FilePart.FileDescriptor)]).Write();
        ProfileEditor grown = new ProfileEditor(package).SetFile("ADF.USIM/EF.SPN", Octets.Wrap(new byte[32]), grow: true);
        Assert.That(grown.ExtractElements("usim").ToString(), Does.Contain("A10C" + "82024121" + "8B010A" + "800120" + "8800"));
        Assert.That(grown.FindFile("ADF.USIM/EF.SPN").Content, Is.EqualTo(Octets.Wrap(new byte[32])));
    }

    [Test]
    public void A_name_too_long_for_its_file_grows_it_in_every_GSMA_package()
    {
        foreach ((string name, ProfilePackage package) in Ts48.All())
        {
            ProfileEditor grown = new ProfileEditor(package.Write()).Set([FieldSetting.Parse("spn=A very very long name of an operator")], grow: true);
            Assert.That(grown.DescribeFile("ADF.USIM/EF.SPN"), Does.Contain("A very very long name of an operator"), name);
            Assert.That(grown.Octets, Is.EqualTo(ProfilePackage.Read(grown.Octets).Write()), name);
        }
    }

    /// <summary>efFileSize is [0] of the attributes, SAIP §8.3.1.</summary>
    [Test]
    public void A_file_grows_if_it_may()
    {
        ProfileEditor grown = Sample.Editor.SetFile("ADF.USIM/EF.IMSI", Octets.Wrap(new byte[300]), grow: true);
        Assert.That(grown.FindFile("ADF.USIM/EF.IMSI").Definition.Size, Is.EqualTo(300));
        Assert.That(grown.FindFile("ADF.USIM/EF.IMSI").Content, Is.EqualTo(Octets.Wrap(new byte[300])));
        Assert.That(grown.ExtractElements("usim").ToString(), Does.Contain("A1048002012C"));
        ProfileEditor records = Sample.Editor.SetFile("MF/EF.ARR", Octets.FromHex("8001019000"), record: Sample.Editor.FindFile("MF/EF.ARR").Definition.Records + 2, grow: true);
        Assert.That(records.FindFile("MF/EF.ARR").Definition.Records, Is.EqualTo(Sample.Editor.FindFile("MF/EF.ARR").Definition.Records + 2));
        ProfileEditor networks = Sample.Editor.Set([FieldSetting.Parse("hplmnwact=26201:lte 26202:nr 310260:lte 26203:lte 26207:nr 00101:gsm 00102:gsm 00103:gsm 00104:gsm 00105:gsm 00106:gsm")], grow: true);
        Assert.That(networks.FindFile("ADF.USIM/EF.HPLMNwAcT").Definition.Size, Is.EqualTo(55));
        Assert.That(() => Sample.Editor.ResizeFile("MF/EF.ARR", 3), Throws.TypeOf<ProfileEditException>());
        Assert.That(() => Sample.Editor.ResizeFile("EF.IMSI", 3), Throws.TypeOf<ProfileEditException>().With.Message.Contains("has content beyond 3 octets"));
    }

    [Test]
    public void A_file_of_the_template_comes_back_as_its_component()
    {
        ProfileEditor without = Sample.Editor.RemoveFile("ADF.USIM/EF.HPPLMN"), with = without.AddFile("ADF.USIM/EF.HPPLMN", new() { Content = Octets.FromHex("05") });
        Assert.That(with.FindFile("ADF.USIM/EF.HPPLMN").Content, Is.EqualTo(Octets.FromHex("05")));
        Assert.That(Sample.Elements(with.Octets), Has.Length.EqualTo(Sample.Elements(Sample.Built).Length));
        Assert.That(with.Notes[^1], Does.StartWith("The template of usim (element "));
        Assert.That(Sample.Faults(with.Octets), Is.Zero);
    }

    /// <summary>SAIP §8.3.5: path '80', createFCP '62' with '82', '83', '8B', '80', '88', content '81'.</summary>
    [Test]
    public void Another_file_comes_by_generic_file_management()
    {
        ProfileEditor with = Sample.Editor.AddFile("ADF.USIM/6FA1", new() { Size = 4, AccessRule = 2, Content = Octets.FromHex("0102") });
        Octets element = Sample.Elements(with.Octets)[^2];
        Assert.That(element.ToString(), Does.StartWith("A1").And.EndWith("A11C301A" + "80027FD0" + "6210" + "82024121" + "83026FA1" + "8B0102" + "800104" + "8800" + "81020102"));
        Assert.That(with.FindFile("ADF.USIM/6FA1").Content, Is.EqualTo(Octets.FromHex("0102FFFF")));
        Assert.That(Sample.Faults(with.Octets), Is.Zero);
        ProfileEditor back = with.RemoveFile("ADF.USIM/6FA1");
        Assert.That(back.Octets, Is.EqualTo(Sample.Built));
        ProfileEditor records = Sample.Editor.AddFile("MF/2FF1", new() { Size = 20, RecordLength = 10, AccessRule = 2, ShortFileId = 9 });
        Assert.That(records.FindFile("MF/2FF1").Definition, Has.Property("Type").EqualTo(FileType.LinearFixed).And.Property("Records").EqualTo(2).And.Property("ShortFileId").EqualTo(9));
    }

    [TestCase("ADF.USIM/EF.IMSI", "alreadyThere")]
    [TestCase("ADF.USIM/EF.NONE", "badValue")]
    [TestCase("ADF.USIM/6FA1", "badValue")]
    public void A_file_that_cannot_be_made_is_told(string path, string name) =>
        Assert.That(() => Sample.Editor.AddFile(path, new() { Size = 1 }), Throws.TypeOf<ProfileEditException>().With.Property("Name").EqualTo(name));

    private static IEnumerable<string> Paths(ProfileEditor editor)
    {
        PackageFiles files = PackageFiles.Read(editor.Package, out _);
        PackagePaths paths = new(files);
        return files.All.Select(paths.TextOf);
    }
}
