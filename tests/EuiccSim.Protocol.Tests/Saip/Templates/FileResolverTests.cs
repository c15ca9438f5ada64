using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Tests.Saip.Templates;

internal sealed class FileResolverTests
{
    [Test]
    public void A_row_alone_is_enough_where_it_leaves_nothing_open()
    {
        FileDefinition file = Resolve("4", "ef-epsnsc", null);
        Assert.That(file.FileId, Is.EqualTo(0x6FE4));
        Assert.That(file.Descriptor.ToString(), Is.EqualTo("4221"));
        Assert.That((file.RecordLength, file.Records, file.Size), Is.EqualTo((80, 1, 80)));
        Assert.That((file.ShortFileId, file.ArrRecord, file.ArrFileId), Is.EqualTo(((int?)24, (int?)5, (int?)null)));
        Assert.That((file.Lcsi, file.SpecialInformation), Is.EqualTo(((byte)5, (byte)0x80)));
    }

    [Test]
    public void The_profile_overrides_the_row()
    {
        FileDefinition file = Resolve("4", "ef-epsnsc", new()
        {
            FileDescriptor = Octets.FromHex("42210036"),
            EfFileSize = Octets.FromHex("6C"),
            SecurityAttributesReferenced = Octets.FromHex("6F0602"),
            ShortEFID = Octets.Empty,
            ProprietaryEFInfo = new() { SpecialFileInformation = Octets.FromHex("C0") },
        });
        Assert.That((file.RecordLength, file.Records), Is.EqualTo((54, 2)));
        Assert.That((file.ShortFileId, file.ArrRecord, file.ArrFileId), Is.EqualTo(((int?)null, (int?)2, (int?)0x6F06)));
        Assert.That(file.SpecialInformation, Is.EqualTo(0xC0));
    }

    [Test]
    public void A_new_record_length_keeps_the_number_of_records()
    {
        FileDefinition file = Resolve("4", "ef-fdn", new() { FileDescriptor = Octets.FromHex("4221001C") });
        Assert.That((file.RecordLength, file.Records), Is.EqualTo((28, 20)));
    }

    [TestCase("4F2A", 10)]
    [TestCase("4F20", null)]
    [TestCase("4F3F", null)]
    public void Without_a_template_the_short_identifier_comes_from_the_file_identifier(string fileId, int? sfi)
    {
        Fcp fcp = new() { FileDescriptor = Octets.FromHex("4121"), FileID = Octets.FromHex(fileId), EfFileSize = Octets.FromHex("01") };
        Assert.That(FileResolver.Resolve(fcp, out FileDefinition? file), Is.EqualTo(PeStatusCode.Ok));
        Assert.That(file!.ShortFileId, Is.EqualTo(sfi));
    }

    [Test]
    public void A_link_needs_no_size()
    {
        Fcp fcp = new() { FileDescriptor = Octets.FromHex("4221001C"), FileID = Octets.FromHex("6F3B"), LinkPath = Octets.FromHex("7FD06F3B") };
        Assert.That(FileResolver.Resolve(fcp, out FileDefinition? file), Is.EqualTo(PeStatusCode.Ok));
        Assert.That(file!.LinkPath!.Value.ToString(), Is.EqualTo("7FD06F3B"));
        Assert.That(file.Size, Is.Zero);
    }

    /// <summary>efFileSize of a BER-TLV file is what is reserved for it, TS 102 222 §6.3.2.2.2; it cannot be more than the file may have.</summary>
    [TestCase("40", null, PeStatusCode.Ok, 0x40)]
    [TestCase("40", "0100", PeStatusCode.Ok, 0x40)]
    [TestCase(null, "0100", PeStatusCode.Ok, 0)]
    [TestCase("0101", "0100", PeStatusCode.InvalidParameter, 0)]
    public void A_file_of_objects_has_what_is_reserved_for_it(string? size, string? maximum, PeStatusCode expected, int reserved)
    {
        Fcp fcp = new()
        {
            FileDescriptor = Octets.FromHex("7921"),
            FileID = Octets.FromHex("6FB1"),
            EfFileSize = size is null ? null : Octets.FromHex(size),
            ProprietaryEFInfo = new() { MaximumFileSize = maximum is null ? null : Octets.FromHex(maximum) },
        };
        Assert.That(FileResolver.Resolve(fcp, out FileDefinition? file), Is.EqualTo(expected));
        if (expected == PeStatusCode.Ok) Assert.That(file!.Size, Is.EqualTo(reserved));
    }

    [TestCase(27, PeStatusCode.Ok)]
    [TestCase(28, PeStatusCode.InvalidParameter)]
    public void A_directory_names_no_more_key_references_than_there_are(int count, PeStatusCode expected)
    {
        Fcp fcp = new()
        {
            FileDescriptor = Octets.FromHex("7821"),
            FileID = Octets.FromHex("7F20"),
            PinStatusTemplateDO = Octets.Wrap(new byte[count]),
        };
        Assert.That(FileResolver.Resolve(fcp, out _), Is.EqualTo(expected));
    }

    [Test]
    public void What_the_row_leaves_open_must_be_said()
    {
        Assert.That(Status("4", "ef-arr", null), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(Status("4", "adf-usim", new() { PinStatusTemplateDO = Octets.FromHex("01") }), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(Status("3", "df-telecom", null), Is.EqualTo(PeStatusCode.InvalidParameter));
    }

    [Test]
    public void Attributes_that_contradict_each_other_are_refused()
    {
        Octets pattern = Octets.FromHex("00");
        ProprietaryInfo both = new() { FillPattern = pattern, RepeatPattern = pattern };
        Assert.That(Status("4", "ef-imsi", new() { ProprietaryEFInfo = both }), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(Status("4", "ef-fdn", new() { EfFileSize = Octets.FromHex("05") }), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(Status("4", "ef-fdn", new() { FileDescriptor = Octets.FromHex("42210000") }), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(Status("4", "ef-imsi", new() { ShortEFID = Octets.FromHex("0F") }), Is.EqualTo(PeStatusCode.InvalidParameter));
        Assert.That(Status("4", "ef-imsi", new() { SecurityAttributesReferenced = Octets.FromHex("2F06") }), Is.EqualTo(PeStatusCode.InvalidParameter));
    }

    [TestCase("FFFFFFFF")]
    [TestCase("FFFFFFFFFFFFFFFFFF")]
    [TestCase("100001")]
    public void A_huge_file_is_too_much_memory(string size) =>
        Assert.That(Status("4", "ef-imsi", new() { EfFileSize = Octets.FromHex(size) }), Is.EqualTo(PeStatusCode.NotEnoughMemory));

    private static PeStatusCode Status(string template, string field, Fcp? fcp) =>
        FileResolver.Resolve(TemplateTable.Find(new($"2.23.143.1.2.{template}"))!.Find(field)!, fcp, out _);

    private static FileDefinition Resolve(string template, string field, Fcp? fcp)
    {
        FileTemplate row = TemplateTable.Find(new($"2.23.143.1.2.{template}"))!.Find(field)!;
        Assert.That(FileResolver.Resolve(row, fcp, out FileDefinition? file), Is.EqualTo(PeStatusCode.Ok));
        return file!;
    }
}
