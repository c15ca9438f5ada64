using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Saip.Templates;

internal sealed class TemplateTableTests
{
    [Test]
    public void Test_profiles_give_the_same_file_identifiers_as_the_tables()
    {
        List<string> differences = [];
        int count = 0;
        foreach ((string name, FileTemplate row, Fcp fcp) in FilesOfTestProfiles())
        {
            if (fcp.FileID is not { } given || row.FileId is not { } fileId) continue;
            count++;
            int id = int.Parse(given.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (id < fileId || id > (row.LastFileId ?? fileId)) differences.Add($"{name} {row.Field}: {given}, not {fileId:X4}");
        }

        Assert.That(differences.Distinct(), Is.Empty);
        Assert.That(count, Is.GreaterThan(3000));
    }

    [Test]
    public void Test_profiles_give_the_same_kinds_of_files_as_the_tables()
    {
        foreach ((string name, FileTemplate row, Fcp fcp) in FilesOfTestProfiles())
        {
            FileType? type = fcp.FileDescriptor?[0] switch
            {
                0x41 => FileType.Transparent,
                0x42 => FileType.LinearFixed,
                0x46 => FileType.Cyclic,
                _ => null,
            };
            if (type is not null) Assert.That(type, Is.EqualTo(row.Type), $"{name} {row.Field}");
        }
    }

    [Test]
    public void Every_file_of_the_test_profiles_can_be_made()
    {
        List<string> faults = [];
        foreach ((string name, ProfilePackage package) in Ts48.All())
            faults.AddRange(ProfileChecks.Check(package).Select(fault => $"{name}: {fault.Status.Status} {fault.Rule}"));
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Tags_follow_each_other_from_2_on()
    {
        foreach (ProfileTemplate template in TemplateTable.All)
        {
            int[] tags = [.. template.Files.Select(row => row.Tag)];
            Assert.That(tags, Is.EqualTo(Enumerable.Range(2, tags.Length)), template.Id.Value);
        }
    }

    [TestCase(PeKind.Mf, 6)]
    [TestCase(PeKind.Cd, 3)]
    [TestCase(PeKind.Telecom, 46)]
    [TestCase(PeKind.Usim, 24)]
    [TestCase(PeKind.OptUsim, 86)]
    [TestCase(PeKind.Isim, 7)]
    [TestCase(PeKind.OptIsim, 14)]
    [TestCase(PeKind.Phonebook, 18)]
    [TestCase(PeKind.GsmAccess, 5)]
    [TestCase(PeKind.Csim, 35)]
    [TestCase(PeKind.OptCsim, 67)]
    [TestCase(PeKind.Eap, 8)]
    [TestCase(PeKind.Df5gs, 20)]
    [TestCase(PeKind.DfSaip, 2)]
    [TestCase(PeKind.DfSnpn, 2)]
    [TestCase(PeKind.Df5gprose, 7)]
    [TestCase(PeKind.Iot, 22)]
    [TestCase(PeKind.OptIot, 26)]
    public void The_newest_version_has_every_component_of_the_module(PeKind kind, int components) =>
        Assert.That(PeLayout.Of(kind).Newest.Files, Has.Count.EqualTo(components));

    [Test]
    public void A_version_differs_from_the_one_before_in_its_rows_only()
    {
        ProfileTemplate first = Find("13.3");
        ProfileTemplate next = Find("13.4");
        Assert.That(next.Find("ef-routing-indicator")!.Content!.Start.ToString(), Is.EqualTo("F0FF0000"));
        Assert.That(first.Find("ef-routing-indicator")!.Content!.Start.ToString(), Is.EqualTo("F0FFFFFF"));
        Assert.That(next.Find("ef-5gs3gppnsc")!.Size, Is.EqualTo(62));
        Assert.That(first.Find("ef-cag"), Is.Null);
        Assert.That(next.Find("ef-cag")!.FileId, Is.EqualTo(0x4F0D));
    }

    [TestCase("3.2", "ef-arr", "df-telecom")]
    [TestCase("3.2", "ef-icon", "df-graphics")]
    [TestCase("3.2", "df-phonebook", "df-telecom")]
    [TestCase("3.2", "ef-pbr", "df-phonebook")]
    [TestCase("3.2", "ef-mmssmode", "df-mmss")]
    [TestCase("3.2", "ef-v2xp-Uu", "df-v2x")]
    [TestCase("4", "ef-imsi", "adf-usim")]
    [TestCase("17", "adf-usim", "mf")]
    [TestCase("17", "ef-imsi", "adf-usim")]
    [TestCase("18", "ef-5gs3gpploci", "df-df-5gs")]
    [TestCase("18", "ef-suci-calc-info-usim", "df-df-saip")]
    public void Files_are_in_the_directory_whose_row_is_before_them(string template, string field, string directory) =>
        Assert.That(Find(template).Find(field)!.Parent!.Field, Is.EqualTo(directory));

    [TestCase("5.3", "ef-eaka")]
    [TestCase("18", "ef-fdn")]
    [TestCase("18", "df-df-5gs")]
    [TestCase("3", "df-telecom")]
    [TestCase("7", "df-gsm-access")]
    public void Files_without_such_a_row_are_in_the_base_directory(string template, string field) =>
        Assert.That(Find(template).Find(field)!.Parent, Is.Null);

    [Test]
    public void A_template_that_is_not_known_is_not_found() =>
        Assert.That(TemplateTable.Find(new("2.23.143.1.2.99")), Is.Null);

    private static ProfileTemplate Find(string id) => TemplateTable.Find(new ObjectIdentifier($"2.23.143.1.2.{id}"))!;

    private static IEnumerable<(string Name, FileTemplate Row, Fcp Fcp)> FilesOfTestProfiles()
    {
        foreach ((string name, ProfilePackage package) in Ts48.All())
        {
            foreach (ProfileElement.FileSystem element in package.Elements.Select(signed => signed.Value).OfType<ProfileElement.FileSystem>())
            {
                ProfileTemplate template = TemplateTable.Find(element.Value.TemplateId)!;
                foreach (TemplatedFile file in element.Value.Files)
                {
                    if (file.Fcp is { } fcp) yield return (name, template.Find(file.Tag)!, fcp);
                }
            }
        }
    }
}
