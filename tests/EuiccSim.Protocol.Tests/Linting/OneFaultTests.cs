using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Tests.Saip;
using static EuiccSim.Protocol.Tests.Linting.RulePackages;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>A package that is broken in one place is told of the rule that is broken there, and of nothing that follows from it.</summary>
internal sealed class OneFaultTests
{
    private static IEnumerable<(string Name, Func<ProfileElement[]> Elements)> Packages =>
    [
        ("built", () => Full().Application()),
        .. Ts48.Names.Take(1).Select(name => (name, new Func<ProfileElement[]>(() => [.. Ts48.Read(name).Elements.Select(element => element.Value)]))),
    ];

    private static IEnumerable<TestCaseData> Cases => Packages.Select(package => new TestCaseData(package.Elements).SetArgDisplayNames(package.Name));

    /// <summary>Each file and directory of each template, refused for each reason that there is.</summary>
    [TestCaseSource(nameof(Cases))]
    public void A_file_that_is_refused_is_the_only_thing_told(Func<ProfileElement[]> package)
    {
        ProfileElement[] all = package();
        HashSet<string> usual = Ids(all);
        int count = 0;
        foreach ((int at, FileSystemElement element, TemplatedFile file, FileTemplate row) in FilesOf(all))
        {
            foreach ((string rule, Func<TemplatedFile, TemplatedFile> damage) in DamagesOf(row, file))
            {
                string[] told = [.. Ids(Replace(all, at, element, file.Tag, damage)).Except(usual)];
                Assert.That(told, Is.EqualTo(new[] { rule }), $"element {at + 1}, {row.Field}");
                count++;
            }
        }
        Assert.That(count, Is.GreaterThan(200));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_file_that_is_not_asked_for_breaks_one_rule_at_most(Func<ProfileElement[]> package)
    {
        ProfileElement[] all = package();
        HashSet<string> usual = Ids(all), seen = [];
        foreach ((int at, FileSystemElement element, TemplatedFile file, FileTemplate row) in FilesOf(all))
        {
            string[] told = [.. Ids(Replace(all, at, element, file.Tag, _ => null)).Except(usual)];
            Assert.That(told, Has.Length.LessThan(2), $"element {at + 1}, {row.Field}");
            seen.UnionWith(told);
        }
        Assert.That(seen, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void A_template_that_is_not_known_is_the_only_thing_told(Func<ProfileElement[]> package)
    {
        ProfileElement[] all = package();
        HashSet<string> usual = Ids(all);
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] is not ProfileElement.FileSystem { Value: var element }) continue;
            ProfileElement[] changed = [.. all[..i], new ProfileElement.FileSystem(element with { TemplateId = new("2.23.143.1.2.99") }), .. all[(i + 1)..]];
            Assert.That(Ids(changed).Except(usual), Is.EqualTo(new[] { "template-known" }), $"element {i + 1}, {element.Kind}");
        }
    }

    /// <summary>What is taken out of the built package, and what is then told; of those of one kind the first.</summary>
    [TestCase(PeKind.Header, "order-header-first")]
    [TestCase(PeKind.Mf, "order-mf-second")]
    [TestCase(PeKind.PukCodes, "pin-puk-defined")]
    [TestCase(PeKind.PinCodes, "pin-missing")]
    [TestCase(PeKind.Telecom, "pin-local-place header-template-used", Description = "its PINs then stand behind the MF, and no error follows")]
    [TestCase(PeKind.Usim, "order-after-application")]
    [TestCase(PeKind.OptUsim, "ust-messages")]
    [TestCase(PeKind.AkaParameter, "aka-missing")]
    [TestCase(PeKind.GsmAccess, "ust-gsm-access")]
    [TestCase(PeKind.Df5gs, "ust-5gs")]
    [TestCase(PeKind.Isim, "order-after-application")]
    [TestCase(PeKind.OptIsim, "ist-files")]
    [TestCase(PeKind.SecurityDomain, "rfm-domain")]
    [TestCase(PeKind.End, "order-end-last")]
    public void An_element_that_is_not_there_is_told_once(PeKind kind, string rules)
    {
        ProfileElement[] all = Full().Application();
        int at = Array.FindIndex(all, element => element.Kind == kind);
        LintReport report = ProfileLinter.Lint(RulePackages.Write([.. all[..at], .. all[(at + 1)..]]));
        Assert.That(report.Findings.Select(finding => finding.Rule.Id).Distinct(), Is.EqualTo(rules.Split(' ')), report.ToString());
        if (kind is PeKind.Usim or PeKind.OptUsim) Assert.That(report.Findings.Single().Message, Does.EndWith($"; there is no element {StandardName.Of(kind)}"));
    }

    private static IEnumerable<TestCaseData> Chains =>
    [
        Chain("directory-pin-status", Full().Files(Df("7F21", "") + "80027F21" + Ef("6F01") + "8102AABB" + "8000" + Ef("2F10", "C7047F216F01", size: "") + Ef("2F11", "C7022F10", size: ""))),
        Chain("file-descriptor", Full().Files(Ef("2F07", descriptor: "4021") + "8101AA" + "8101BB" + Ef("2F10", rule: "2F0701") + Ef("2F11", rule: "2F0702"))),
        Chain("file-content-fits", Full().Files(Ef("2F07", "8800", "4221001E", "1E") + "8120" + new string('A', 64) + "8101BB" + Ef("2F10", rule: "2F0701"))),
        Chain("gfm-path", Full().Files("80027F99" + Ef("6F01") + "80047F997F98" + Ef("6F02") + "8000" + Ef("2F10", "C7047F996F01", size: ""))),
        Chain("file-link-target", Full().Files(Ef("2F10", "C7047F996F01", size: "") + Ef("2F11", "C7047F996F01", size: "") + "80027F99" + Ef("6F01"))),
        Chain("aka-mapping-source", Full().Aka(1, aka => aka with { AlgoConfiguration = new AlgoConfiguration.Mapping(new() { MappingOptions = "06".Hex(), MappingSource = "A000000099".Hex() }) })),
        Chain("pin-reference-octet", Full().FirstPin(2, pin => pin with { KeyReference = (PinKeyReference)300 })),
        Chain("pins-shared-directory", Full().Change<ProfileElement.PinCodes>(2, pins => new(pins.Value with { PinCodes = new PinCodes.FilePath("7F99".Hex()) }))),
        Chain("arr-file", Full().Files(Ef("2F10", rule: "6F9901") + Ef("2F11", rule: "6F9901") + Ef("2F12", rule: "6F9902"))),
        Chain("rfm-domain", Full().Rfm(0, rfm => rfm with { SecurityDomainAID = "A000000099".Hex() }).Rfm(1, rfm => rfm with { SecurityDomainAID = "A000000099".Hex() })),
    ];

    [TestCaseSource(nameof(Chains))]
    public void What_refers_to_a_thing_at_fault_is_not_told(string rule, ProfileElement[] elements)
    {
        LintReport report = ProfileLinter.Lint(elements.Write());
        Assert.That(report.Findings.Select(finding => finding.Rule.Id), Is.EqualTo(new[] { rule }), report.ToString());
    }

    [Test]
    public void Files_that_miss_the_same_rules_are_told_of_together() => Assert.That(
        ProfileLinter.Lint(Full().Files(Ef("2F10", rule: "6F9901") + Ef("2F11", rule: "6F9901")).Write()).Findings.Single().Message, Does.EndWith(": 6F99 in MF is not, for this and 1 more"));

    /// <summary>A file in a directory that is refused has faults of its own, and so have elements that belong to an application that is.</summary>
    [Test]
    public void Another_fault_is_told_as_well()
    {
        ProfileElement[] elements = Full()
            .Parts(PeKind.Usim, "adf-usim", parts => [new FilePart.FileDescriptor(parts.OfType<FilePart.FileDescriptor>().Single().Value with { FileID = null })])
            .Set(PeKind.OptUsim, "ef-gid1", 0, "0102", size: 1)
            .Files(Df("7F21", "") + "80027F21" + Ef("6F01"), "8000" + Ef("2F10", "C7027F98", size: ""));
        Assert.That(Ids(elements), Is.EqualTo(new[] { "file-identifier-given", "file-content-fits", "directory-pin-status" }), "of one element the first, as on a card");
    }

    /// <summary>An error is not left out because of what is only odd.</summary>
    [Test]
    public void The_worst_that_follows_from_one_cause_is_told()
    {
        ProfileElement[] elements = Full().Without(PeKind.Isim).Without(PeKind.OptIsim).WithoutLast(PeKind.AkaParameter).WithoutLast(PeKind.PinCodes);
        LintReport report = ProfileLinter.Lint(elements.Write());
        Assert.That(report.Findings.Select(finding => (finding.Rule.Id, finding.Severity)).First(), Is.EqualTo(("rfm-adf", RuleSeverity.Error)), report.ToString());
        Assert.That(report.Findings.Select(finding => finding.Rule.Id), Has.None.EqualTo("service-isim").And.None.EqualTo("dir-application-there"));
    }

    private static TestCaseData Chain(string rule, ProfileElement[] elements) => new TestCaseData(rule, elements).SetArgDisplayNames(rule);

    private static HashSet<string> Ids(IEnumerable<ProfileElement> elements) => [.. ProfileLinter.Lint(elements.Write()).Findings.Select(finding => finding.Rule.Id)];

    private static IEnumerable<(int At, FileSystemElement Element, TemplatedFile File, FileTemplate Row)> FilesOf(ProfileElement[] all)
    {
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] is not ProfileElement.FileSystem { Value: var element }) continue;
            foreach (TemplatedFile file in element.Files)
                if (!file.IsNotCreated) yield return (i, element, file, TemplateTable.Find(element.TemplateId)!.Find(file.Tag)!);
        }
    }

    private static IEnumerable<(string Rule, Func<TemplatedFile, TemplatedFile> Damage)> DamagesOf(FileTemplate row, TemplatedFile given)
    {
        yield return ("file-descriptor", Attributes(fcp => fcp with { FileDescriptor = "4021".Hex() }));
        yield return ("file-access-reference", Attributes(fcp => fcp with { SecurityAttributesReferenced = "2F06".Hex() }));
        if (row.IsDirectory)
        {
            yield return ("directory-pin-status", Attributes(fcp => fcp with { PinStatusTemplateDO = null }));
            if (row.FileId is null) yield return ("file-identifier-given", Attributes(fcp => fcp with { FileID = null }));
            if (row.Type == FileType.Adf) yield return ("adf-aid-given", Attributes(fcp => fcp with { DfName = null }));
            yield break;
        }
        yield return ("file-size-number", Attributes(fcp => fcp with { EfFileSize = Octets.Empty }));
        yield return ("file-link-target", Attributes(fcp => fcp with { LinkPath = "7F99".Hex() }));
        yield return ("file-one-pattern", Attributes(fcp => fcp with { ProprietaryEFInfo = new() { FillPattern = "00".Hex(), RepeatPattern = "01".Hex() } }));
        bool hasObjects = row.Type == FileType.BerTlv || given.Fcp?.FileDescriptor is [0x39 or 0x79, ..];
        if (hasObjects || given.Fcp?.LinkPath is not null) yield break;
        yield return ("file-content-fits", file => file with { Parts = SequenceOf.From(file.Parts.Append(new FilePart.FillFileContent(Octets.Wrap(new byte[9000])))) });
        bool needsContent = row.Mandatory && row.Required.HasFlag(TemplateParameters.Content) && given.Fcp?.ProprietaryEFInfo is null;
        if (needsContent) yield return ("template-content", file => file with { Parts = SequenceOf.From(file.Parts.Where(part => part is FilePart.FileDescriptor)) });
    }

    private static Func<TemplatedFile, TemplatedFile> Attributes(Func<Fcp, Fcp> change) => file =>
        file with { Parts = SequenceOf.From(file.Parts.Where(part => part is not FilePart.FileDescriptor).Prepend(new FilePart.FileDescriptor(change(file.Fcp ?? new())))) };

    private static ProfileElement[] Replace(ProfileElement[] all, int at, FileSystemElement element, int tag, Func<TemplatedFile, TemplatedFile?> damage)
    {
        IEnumerable<TemplatedFile> files = element.Files.Select(file => file.Tag == tag ? damage(file) : file).OfType<TemplatedFile>();
        return [.. all[..at], new ProfileElement.FileSystem(element with { Files = SequenceOf.From(files) }), .. all[(at + 1)..]];
    }
}
