using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Puts a file system element together by the names of its components.</summary>
internal sealed class TemplateFiles(ProfileTemplate template)
{
    private readonly SortedDictionary<int, SequenceOf<FilePart>> _files = [];

    /// <summary>A file just as the template has it.</summary>
    internal TemplateFiles Add(string field) => Put(field, []);

    /// <summary>A file with attributes of the template, and this content.</summary>
    internal TemplateFiles Add(string field, Octets content) => Put(field, [new FilePart.FillFileContent(content)]);

    /// <summary>A directory with its PINs.</summary>
    internal TemplateFiles Directory(string field, string pins) =>
        Put(field, [new FilePart.FileDescriptor(new() { PinStatusTemplateDO = Octets.FromHex(pins) })]);

    /// <summary>An application's directory.</summary>
    internal TemplateFiles Application(string field, string temporaryFileId, Octets aid, string pins) => Put(field,
    [
        new FilePart.FileDescriptor(new()
        {
            FileID = Octets.FromHex(temporaryFileId),
            DfName = aid,
            PinStatusTemplateDO = Octets.FromHex(pins),
        }),
    ]);

    /// <summary>A transparent file of a size of its own; content may be shorter.</summary>
    internal TemplateFiles Transparent(string field, int size, Octets content) => Put(field,
    [
        new FilePart.FileDescriptor(new() { EfFileSize = FileOctets.Number(size) }),
        new FilePart.FillFileContent(content),
    ]);

    /// <summary>A record file: the record length, the number of records, and the first records.</summary>
    internal TemplateFiles Linear(string field, int recordLength, int records, Octets content, int? sfi = null)
    {
        Fcp fcp = new()
        {
            FileDescriptor = Octets.Of([0x42, 0x21, (byte)(recordLength >> 8), (byte)(recordLength & 0xFF)]),
            EfFileSize = FileOctets.Number(recordLength * records),
            ShortEFID = sfi is { } given ? Octets.Of([(byte)(given << 3)]) : null,
        };
        FilePart descriptor = new FilePart.FileDescriptor(fcp);
        return Put(field, content.IsEmpty ? [descriptor] : [descriptor, new FilePart.FillFileContent(content)]);
    }

    /// <summary>The element.</summary>
    internal ProfileElement Build(PeHeader header) => new ProfileElement.FileSystem(
        new(template.Kind, header, template.Id, SequenceOf.From(_files.Select(file => new TemplatedFile(file.Key, file.Value)))));

    private TemplateFiles Put(string field, SequenceOf<FilePart> parts)
    {
        _files[template.Find(field)!.Tag] = parts;
        return this;
    }
}
