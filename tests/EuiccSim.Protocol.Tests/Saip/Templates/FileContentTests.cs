using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Saip.Templates;

internal sealed class FileContentTests
{
    // Contents worked out by hand from the elements of the GSMA test profile.
    [TestCase("usim", "ef-imsi", "080910101032540636")]
    [TestCase("usim", "ef-keys", "07FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("usim", "ef-spn", "0147534D411154455354FFFFFFFFFFFFFF")]
    [TestCase("usim", "ef-epsloci", "FFFFFFFFFFFFFFFFFFFFFFFF000000000001")]
    [TestCase("usim", "ef-ecc", "11F2FF4575726F20456D6572FF0019F1FF456D657267656E6379FF00")]
    [TestCase("usim", "ef-threshold", "FFFFFF")]
    [TestCase("gsm-access", "ef-kc", "FFFFFFFFFFFFFFFF07")]
    [TestCase("opt-usim", "ef-acm", "000000000000000000000000000000")]
    [TestCase("df-5gs", "ef-routing-indicator", "F0FFFFFF")]
    public void Test_profile_files_have_the_content_expected(string element, string field, string content)
    {
        FileSystemElement files = Ts48.Read("TS48v5_SAIP2.3_NoBERTLV.der").Elements
            .Select(signed => signed.Value).OfType<ProfileElement.FileSystem>().Single(each => PeLayout.Of(each.Kind).Name == element).Value;
        FileTemplate row = TemplateTable.Find(files.TemplateId)!.Find(field)!;
        TemplatedFile file = files.Find(row.Tag)!;
        Assert.That(FileResolver.Resolve(row, file.Fcp, out FileDefinition? definition), Is.EqualTo(PeStatusCode.Ok));
        Assert.That(FileContent.Build(definition!, file.Parts, out Octets built), Is.EqualTo(PeStatusCode.Ok));
        Assert.That(built.ToString(), Is.EqualTo(content));
    }

    [Test]
    public void Patterns_begin_anew_in_each_record() =>
        Assert.That(Build("42210004", "0C", null, "010203").ToString(), Is.EqualTo("010203010102030101020301"));

    [Test]
    public void Content_goes_over_the_pattern_and_records_follow_each_other()
    {
        Octets built = Build("42210003", "09", "00FF", null,
            new FilePart.FillFileOffset(2),
            new FilePart.FillFileContent(Octets.FromHex("AABB")),
            new FilePart.FillFileOffset(4),
            new FilePart.FillFileContent(Octets.FromHex("CC")));
        Assert.That(built.ToString(), Is.EqualTo("00FFAABBFFFF00FFCC"));
    }

    [Test]
    public void Content_beyond_the_end_is_an_invalid_parameter()
    {
        FileDefinition file = Define("4121", "02");
        Assert.That(FileContent.Build(file, [new FilePart.FillFileContent(Octets.FromHex("010203"))], out _), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(FileContent.Build(file, [new FilePart.FillFileOffset(3)], out _), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(FileContent.Build(file, [new FilePart.FillFileOffset(2)], out _), Is.EqualTo(PeStatusCode.Ok));
    }

    [Test]
    public void Attributes_stand_first_and_once()
    {
        FilePart descriptor = new FilePart.FileDescriptor(new());
        Assert.That(FileContent.Build(Define("4121", "02"), [descriptor, descriptor], out _), Is.EqualTo(PeStatusCode.InvalidParameter));
    }

    private static Octets Build(string descriptor, string size, string? fill, string? repeat, params FilePart[] parts)
    {
        Assert.That(FileContent.Build(Define(descriptor, size, fill, repeat), SequenceOf.From(parts), out Octets built), Is.EqualTo(PeStatusCode.Ok));
        return built;
    }

    private static FileDefinition Define(string descriptor, string size, string? fill = null, string? repeat = null)
    {
        Fcp fcp = new()
        {
            FileDescriptor = Octets.FromHex(descriptor),
            FileID = Octets.FromHex("6F01"),
            EfFileSize = Octets.FromHex(size),
            ProprietaryEFInfo = new()
            {
                FillPattern = fill is null ? null : Octets.FromHex(fill),
                RepeatPattern = repeat is null ? null : Octets.FromHex(repeat),
            },
        };
        Assert.That(FileResolver.Resolve(fcp, out FileDefinition? definition), Is.EqualTo(PeStatusCode.Ok));
        return definition!;
    }
}
