using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Uicc;

/// <summary>Files of packages by the names that people have for them.</summary>
internal sealed class PackagePathsTests
{
    private static readonly PackageFiles Built = Read(
    [
        .. ProfileBuilder.Build(new()
        {
            Iccid = Iccid.FromDigits("8949000000000000018"),
            Imsi = "001010123456063",
            Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
            Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        }).Elements.Select(element => element.Value),
    ]);

    [TestCase("MF/EF.ICCID", "2FE2")]
    [TestCase("3F00/2FE2", "2FE2")]
    [TestCase("2FE2", "2FE2")]
    [TestCase("mf/iccid", "2FE2")]
    [TestCase("EF.ICCID", "2FE2")]
    [TestCase("ADF.USIM/EF.IMSI", "7FD0/6F07")]
    [TestCase("usim/imsi", "7FD0/6F07")]
    [TestCase("ADF.USIM/6f07", "7FD0/6F07")]
    [TestCase("7FD0/6F07", "7FD0/6F07")]
    [TestCase("7FFF/6F07", "7FD0/6F07")]
    [TestCase("6F07", "7FD0/6F07")]
    [TestCase("EF.IMSI", "7FD0/6F07")]
    [TestCase("imsi", "7FD0/6F07")]
    [TestCase("ISIM/EF.IMPI", "7FD1/6F02")]
    [TestCase("impi", "7FD1/6F02")]
    [TestCase("EF.ARR", "2F06")]
    [TestCase("usim/arr", "7FD0/6F06")]
    [TestCase("MF", "3F00")]
    [TestCase("ADF.USIM", "7FD0")]
    public void A_path_leads_to_its_file(string path, string identifiers) => Assert.That(new PackagePaths(Built).Find(path).Path, Is.EqualTo(identifiers));

    [TestCase("EF.IMSII", "The package has no file 'EF.IMSII'. Did you mean ADF.USIM/EF.IMSI or ADF.ISIM/EF.IMPI?")]
    [TestCase("ADF.USIM/EF.IMS", "The package has no file 'ADF.USIM/EF.IMS'. Did you mean ADF.USIM/EF.IMSI or ADF.USIM/EF.SMS or ADF.USIM/EF.SMSP?")]
    [TestCase("ADF.USIM/EF.NOTHING", "The package has no file 'ADF.USIM/EF.NOTHING'.")]
    [TestCase("MF/EF.IMSI", "The package has no file 'MF/EF.IMSI'. Did you mean ADF.USIM/EF.IMSI?")]
    [TestCase("", "The package has no file ''.")]
    [TestCase("MF/", "The package has no file 'MF/'.")]
    public void A_path_that_leads_nowhere_is_told_with_what_is_near(string path, string words)
    {
        PackagePathException fault = Assert.Throws<PackagePathException>(() => new PackagePaths(Built).Find(path))!;
        Assert.That((fault.Name, fault.Message), Is.EqualTo(("noSuchFile", words)));
    }

    /// <summary>Two files with one name and one rank; identifiers by hand, from SAIP annex A.</summary>
    [Test]
    public void A_name_that_can_be_several_files_is_told_with_their_paths()
    {
        const string telecom = "620B82027821" + "83027F10" + "C60101", directory = "620B82027821" + "83025F99" + "C60101", icon = "620B82024121" + "83024F99" + "800101";
        PackageFiles files = Read(
        [
            new ProfileElement.FileSystem(new(PeKind.Mf, new() { Mandated = true, Identification = 1 }, new("2.23.143.1.2.1"), MfFiles)),
            Management(telecom + directory + icon + "8000" + "620B82027821" + "83027F20" + "C60101" + "620B82027821" + "83025F99" + "C60101" + icon),
        ]);
        PackagePathException fault = Assert.Throws<PackagePathException>(() => new PackagePaths(files).Find("5F99/4F99"))!;
        Assert.That((fault.Name, fault.Message), Is.EqualTo(("ambiguousFile", "'5F99/4F99' can be several files: MF/DF.TELECOM/5F99/4F99, MF/DF.GSM/5F99/4F99.")));
        Assert.That(new PackagePaths(files).Find("DF.GSM/5F99/4F99").Path, Is.EqualTo("7F20/5F99/4F99"));
        Assert.That(new PackagePaths(files).Find("7F10/5F99/4F99").Path, Is.EqualTo("7F10/5F99/4F99"));
    }

    [Test]
    public void A_second_application_of_a_kind_has_a_number()
    {
        const string first = "621982027821" + "83027FF0" + "840C" + "A0000000871002FF49000001" + "C60101", second = "621982027821" + "83027FF1" + "840C" + "A0000000871002FF49000002" + "C60101",
            other = "6212" + "82027821" + "83027FF2" + "8405" + "F012345678" + "C60101", imsi = "620B82024121" + "83026F07" + "800109";
        PackageFiles files = Read(
        [
            new ProfileElement.FileSystem(new(PeKind.Mf, new() { Mandated = true, Identification = 1 }, new("2.23.143.1.2.1"), MfFiles)),
            Management(first + imsi + "8000" + second + imsi + "8000" + other + imsi),
        ]);
        PackagePaths paths = new(files);
        Assert.That(files.All.Select(paths.TextOf).Where(path => path.EndsWith("07", StringComparison.Ordinal) || path.EndsWith("IMSI", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "ADF.USIM/EF.IMSI", "ADF.USIM#2/EF.IMSI", "ADF.F012345678/6F07" }));
        Assert.That(paths.Find("usim#2/imsi").Path, Is.EqualTo("7FF1/6F07"));
        Assert.That(paths.Find("adf.f012345678/6F07").Path, Is.EqualTo("7FF2/6F07"));
        Assert.That(paths.Find("EF.IMSI").Path, Is.EqualTo("7FF0/6F07"));
    }

    [TestCase("ADF.A0000000871002FF49000002/EF.IMSI", "7FF1/6F07")]
    [TestCase("a0000000871002ff49000001/6f07", "7FF0/6F07")]
    [TestCase("ADF.USIM#1/EF.IMSI", "7FF0/6F07")]
    [TestCase("7ff1/6F07", "7FF1/6F07")]
    [TestCase("3f00/7ff1/6f07", "7FF1/6F07")]
    public void An_application_is_named_by_its_AID_its_number_and_its_temporary_identifier(string path, string expected)
    {
        const string first = "621982027821" + "83027FF0" + "840C" + "A0000000871002FF49000001" + "C60101", second = "621982027821" + "83027FF1" + "840C" + "A0000000871002FF49000002" + "C60101",
            imsi = "620B82024121" + "83026F07" + "800109";
        PackageFiles files = Read(
        [
            new ProfileElement.FileSystem(new(PeKind.Mf, new() { Mandated = true, Identification = 1 }, new("2.23.143.1.2.1"), MfFiles)),
            Management(first + imsi + "8000" + second + imsi),
        ]);
        Assert.That(new PackagePaths(files).Find(path).Path, Is.EqualTo(expected));
    }

    [Test]
    public void The_place_of_a_file_to_come_is_a_directory_and_a_name()
    {
        PackagePaths paths = new(Built);
        (PackageFile directory, string name) = paths.FindPlace("usim/EF.SPNI");
        Assert.That((directory.Path, name), Is.EqualTo(("7FD0", "EF.SPNI")));
        Assert.That(() => paths.FindPlace("EF.SPNI"), Throws.TypeOf<PackagePathException>().With.Message.Contains("ADF.USIM/EF.SPNI"));
        Assert.That(() => paths.FindPlace("usim/imsi/EF.SPNI"), Throws.TypeOf<PackagePathException>().With.Message.Contains("no directory"));
    }

    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Every_file_of_a_package_has_a_path_of_its_own_that_leads_back_to_it(string package)
    {
        PackageFiles files = PackageFiles.Read(Ts48.Read(package), out _);
        PackagePaths paths = new(files);
        string[] all = [.. files.All.Select(paths.TextOf)];
        Assert.That(all, Is.Unique.And.Length.GreaterThan(100));
        foreach (PackageFile file in files.All)
        {
            Assert.That(paths.Find(paths.TextOf(file)), Is.SameAs(file), paths.TextOf(file));
            Assert.That(paths.Find(paths.TextOf(file).ToUpperInvariant()), Is.SameAs(file));
            if (file.Parent is not null) Assert.That(paths.Find(file.Path), Is.SameAs(file), file.Path);
        }
        foreach (string expected in new[] { "MF/EF.ICCID", "ADF.USIM/EF.IMSI", "ADF.ISIM/EF.IMPI", "MF/DF.TELECOM/EF.ADN" }.Where(one => one != "MF/DF.TELECOM/EF.ADN" || files.Find(Octets.FromHex("7F106F3A")) is not null))
            Assert.That(all, Does.Contain(expected));
    }

    private static SequenceOf<TemplatedFile> MfFiles => ((ProfileElement.FileSystem)ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("8949000000000000018"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Elements.Select(element => element.Value).First(element => element.Kind == PeKind.Mf)).Value.Files;

    private static ProfileElement Management(string steps)
    {
        Octets list = Tlv(0x30, Octets.FromHex(steps));
        Octets element = Tlv(0xA1, Octets.Concat(Octets.FromHex("A0058000810164"), Tlv(0xA1, list)));
        return ProfilePackage.Read(element).Elements[0].Value;
    }

    private static Octets Tlv(int tag, Octets value)
    {
        byte[] all = new byte[TlvWriter.SizeOf(tag, value.Length)];
        new TlvWriter(all).Add(tag, value.Span);
        return Octets.Wrap(all);
    }

    private static PackageFiles Read(IEnumerable<ProfileElement> elements)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Of(elements), out SequenceOf<ProfileFault> faults);
        Assert.That(faults, Is.Empty);
        return files;
    }
}
