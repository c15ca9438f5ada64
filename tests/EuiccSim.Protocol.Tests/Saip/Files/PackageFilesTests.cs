using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Saip.Files;

/// <summary>What files a package means. The steps of generic file management are written by hand from SAIP §8.3.5.</summary>
internal sealed class PackageFilesTests
{
    private static readonly ProfileElement[] Good = [.. ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("8949000000000000018"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Elements.Select(element => element.Value)];

    private const string Df = "620B" + "82027821" + "83027F21" + "C60101";
    private const string Ef = "620B" + "82024121" + "83026F01" + "800102" + "8101AA";
    private const string Ef2 = "620B" + "82024121" + "83026F02" + "800102" + "8102BBCC";

    [Test]
    public void A_directory_that_is_made_becomes_the_current_one_as_if_its_path_were_written()
    {
        PackageFiles made = Read(Management(Df + Ef)), written = Read(Management(Df + "80027F21" + Ef));
        Assert.That(made.All.Select(file => file.Path), Is.EqualTo(written.All.Select(file => file.Path)));
        Assert.That(made.Find(Octets.FromHex("7F216F01"))?.Content.ToString(), Is.EqualTo("AAFF"));
        Assert.That(made.Find(Octets.FromHex("6F01")), Is.Null);
    }

    [Test]
    public void Another_list_of_the_element_begins_where_the_last_one_ended_and_another_element_at_the_MF()
    {
        PackageFiles files = Read(Management(Df, Ef), Management(Ef2));
        Assert.That(files.Find(Octets.FromHex("7F216F01")), Is.Not.Null);
        Assert.That(files.Find(Octets.FromHex("6F02")), Is.Not.Null);
        Assert.That(files.Find(Octets.FromHex("7F216F02")), Is.Null);
    }

    [TestCase(Df + "80027F21" + Ef, 0)]
    [TestCase(Df + "8000" + Ef, 0)]
    [TestCase(Df, 0)]
    [TestCase(Df + Ef, 1)]
    public void Where_the_other_reading_gives_another_tree_a_warning_says_so(string steps, int warnings)
    {
        LintFinding[] found = [.. OtherReadings(Management(steps))];
        Assert.That(found, Has.Length.EqualTo(warnings));
        foreach (LintFinding one in found)
        {
            Assert.That((one.Number, one.Kind, one.Identification), Is.EqualTo((Good.Length, PeKind.GenericFileManagement, 100)));
            Assert.That(one.Message, Does.Contain("7F21/6F01"));
        }
    }

    [Test]
    public void A_list_that_relies_on_the_one_before_it_is_told_too() =>
        Assert.That(OtherReadings(Management(Df + "80027F21" + Ef, Ef2)).Single().Message, Does.StartWith("each list of steps begins with a path").And.Contain("7F21/6F02"));

    [Test]
    public void A_link_has_the_content_of_its_target_also_through_another_link()
    {
        const string link = "620E" + "82024121" + "83026F03" + "C7047F216F01", second = "620C" + "82024121" + "83026F04" + "C7026F03";
        PackageFiles files = Read(Management(Df + "80027F21" + Ef + "8000" + link + second));
        PackageFile target = files.Find(Octets.FromHex("7F216F01"))!;
        foreach (string path in new[] { "6F03", "6F04" })
        {
            PackageFile file = files.Find(Octets.FromHex(path))!;
            Assert.That((file.Target, file.Content.ToString(), file.Definition.Size), Is.EqualTo((target, "AAFF", 2)));
        }
    }

    [TestCase("80027F99" + Ef, PeStatusCode.InvalidParameter, "7F99")]
    [TestCase("80012F" + Ef, PeStatusCode.InvalidParameter, "2F")]
    [TestCase("80022FE2" + Ef, PeStatusCode.InvalidParameter, "2FE2")]
    [TestCase("620E" + "82024121" + "83026F03" + "C7047F996F07", PeStatusCode.InvalidParameter, "7F996F07")]
    [TestCase("620C" + "82024121" + "83026F03" + "C7026F03", PeStatusCode.InvalidParameter, "6F03")]
    [TestCase("620B" + "82024121" + "83026F01" + "800102" + "8103AABBCC", PeStatusCode.InvalidParameter, "6F01")]
    [TestCase(Ef + Ef, PeStatusCode.InvalidParameter, "6F01")]
    [TestCase("8101AA", PeStatusCode.InvalidParameter, "content")]
    public void A_step_that_cannot_be_done_names_its_element_and_what_is_wrong(string steps, PeStatusCode status, string what)
    {
        PackageFiles.Read(Package(Management(steps)), out SequenceOf<ProfileFault> faults);
        ProfileFault fault = faults.Single();
        Assert.That((fault.Status.Status, fault.Number, fault.Kind, fault.Status.Identification),
            Is.EqualTo((status, Good.Length, PeKind.GenericFileManagement, 100)));
        Assert.That(fault.Rule, Does.Contain(what));
    }

    [Test]
    public void EF_ICCID_without_content_is_refused()
    {
        FileSystemElement mf = ((ProfileElement.FileSystem)Good[1]).Value;
        SequenceOf<TemplatedFile> files = SequenceOf.From(mf.Files.Select(file => file.Tag == 4 ? file with { Parts = [] } : file));
        PackageFiles.Read(ProfilePackage.Of([Good[0], new ProfileElement.FileSystem(mf with { Files = files }), .. Good[2..]]), out SequenceOf<ProfileFault> faults);
        Assert.That((faults[0].Status.Status, faults[0].Number), Is.EqualTo((PeStatusCode.InvalidParameter, 2)));
        Assert.That(faults[0].Rule, Does.StartWith("ef-iccid has content"));
    }

    [Test]
    public void What_asks_for_more_memory_than_there_is_is_not_made()
    {
        List<int> asked = [];
        PackageFiles files = new(new PackageRoom(octets => { asked.Add(octets); return octets < 2000; }, _ => true, PackageRoom.MostLevels));
        foreach (ProfileElement element in Good)
        {
            if (files.Add(element) is { } fault) Assert.That(fault.Status.Status, Is.EqualTo(PeStatusCode.NotEnoughMemory));
        }
        // The telephone book's 100 records of 28 octets.
        Assert.That(asked, Has.Member(2800));
        Assert.That(files.All.Select(file => file.Definition.Size), Is.All.LessThan(2000));
    }

    /// <summary>Each DF is made in the one before: the MF is the first level. Whoever walks a tree does so by recursion.</summary>
    [TestCase(3, 2)]
    [TestCase(PackageRoom.MostLevels, PackageRoom.MostLevels - 1)]
    public void Directories_in_one_another_have_an_end(int levels, int made)
    {
        PackageFiles files = new(new PackageRoom(_ => true, _ => true, levels));
        foreach (ProfileElement element in Good[..^1]) Assert.That(files.Add(element), Is.Null);
        int before = files.All.Count;
        ProfileFault fault = files.Add(Management(string.Concat(Enumerable.Range(0x5000, 200).Select(id => $"620B820278218302{id:X4}C60101"))))!;
        Assert.That((fault.Status.Status, files.All.Count - before, files.All[^1].Level), Is.EqualTo((PeStatusCode.FeatureNotSupported, made, levels)));
    }

    [Test]
    public void A_content_that_grows_beyond_the_memory_is_not_taken()
    {
        PackageFiles files = new(new PackageRoom(_ => true, octets => octets < 3, PackageRoom.MostLevels));
        foreach (ProfileElement element in Good[..^1]) Assert.That(files.Add(element), Is.Null);
        // A BER-TLV file ('3921') has no size of its own: three octets of objects are all growth.
        const string file = "6208" + "82023921" + "83025001";
        Assert.That(files.Add(Management(file + "8103" + "800101"))!.Status.Status, Is.EqualTo(PeStatusCode.NotEnoughMemory));
    }

    /// <summary>The least that finding a file can cost: 5,000 files in one directory.</summary>
    [Test]
    public void A_file_is_found_among_thousands_by_one_look()
    {
        string[] lists = [string.Concat(Enumerable.Range(0x1000, 5000).Select(id => "620B" + "82024121" + $"8302{id:X4}" + "800100"))];
        PackageFiles files = Read(Management(lists));
        Assert.That(files.Mf!.Find(0x1000 + 4999), Is.SameAs(files.All[^1]));
    }

    private static PackageFiles Read(params ProfileElement[] more)
    {
        PackageFiles files = PackageFiles.Read(Package(more), out SequenceOf<ProfileFault> faults);
        Assert.That(faults, Is.Empty);
        return files;
    }

    private static IEnumerable<LintFinding> OtherReadings(params ProfileElement[] more) =>
        ProfileLinter.Lint(Package(more)).Findings.Where(finding => finding.Rule.Id.StartsWith("gfm-path-", StringComparison.Ordinal));

    private static ProfilePackage Package(params ProfileElement[] more) => ProfilePackage.Of([.. Good[..^1], .. more, Good[^1]]);

    private static ProfileElement Management(params string[] lists)
    {
        Octets commands = Tlv("A1", Octets.Concat([.. lists.Select(list => Tlv("30", Octets.FromHex(list)))]));
        return Asn1Codec.Decode<ProfileElement>(Tlv("A1", Octets.Concat(Octets.FromHex("A0058000810164"), commands)));
    }

    private static Octets Tlv(string tag, Octets value) => Octets.Concat(
        Octets.FromHex(tag), Octets.FromHex(value.Length < 0x80 ? $"{value.Length:X2}" : $"83{value.Length:X6}"), value);
}
