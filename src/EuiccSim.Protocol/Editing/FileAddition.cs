using System.Formats.Asn1;
using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Editing;

/// <summary>Files in: by the template of their directory where it has such a file, else by generic file management. SAIP §8.3.</summary>
internal static class FileAddition
{
    internal static void Add(PackageDraft draft, PackageFile directory, string name, AddedFile file)
    {
        int fileId = FileIdOf(draft, directory, name);
        if (directory.Find(fileId) is { } there) throw new ProfileEditException("alreadyThere", $"{draft.Paths.TextOf(there)} is there already: its content can be set, or the file taken out first.");
        if (!TryTemplate(draft, directory, fileId, file)) Manage(draft, directory, name, fileId, file);
    }

    private static int FileIdOf(PackageDraft draft, PackageFile directory, string name)
    {
        if (name.Length == 4 && int.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int fileId)) return fileId;
        string inside = draft.Paths.NameOf(directory).Split('#')[0];
        return FileNames.FindId(inside, name)
            ?? throw new ProfileEditException("badValue", $"No file of {draft.Paths.TextOf(directory)} is known as '{name}': write its identifier, four hexadecimal digits.");
    }

    /// <summary>A row whose file was not wanted, in an element that makes other files of this directory.</summary>
    private static bool TryTemplate(PackageDraft draft, PackageFile directory, int fileId, AddedFile file)
    {
        for (int i = 0; i < draft.Read.Elements.Count; i++)
        {
            if (draft.Read.Elements[i].Value is not ProfileElement.FileSystem { Value.TemplateId: var id } || TemplateTable.Find(id) is not { } template) continue;
            FileTemplate? sibling = directory.Children.Where(child => child.Source.Element == i && child.Kind == template.Kind).Select(child => template.Find(child.Source.Item)).FirstOrDefault();
            FileTemplate? row = sibling is null ? null : template.Files.FirstOrDefault(one => one.FileId == fileId && one.Parent?.Tag == sibling.Parent?.Tag);
            if (row is null) continue;
            Fcp fcp = AttributesOf(file, fileId: null, row.Type);
            List<EditableTlv> parts = [];
            if (fcp != new Fcp()) parts.Add(EditableTlv.Create(FileSteps.DescriptorTag, Content(fcp)));
            if (!file.Content.IsEmpty) parts.Add(EditableTlv.Create(FileSteps.StepTags.Template.Content, file.Content));
            PackageDraft.ComponentOf(draft.Elements[i], row.Tag).Value = EditableTlv.Concat(parts);
            draft.Notes.Add($"The template of {draft.Names.Describe(i)} makes the file.");
            return true;
        }
        return false;
    }

    private static void Manage(PackageDraft draft, PackageFile directory, string name, int fileId, AddedFile file)
    {
        if (file.AccessRule is null) throw new ProfileEditException("badValue", $"No template makes {name} there: say which record of EF.ARR has its access rules.");
        if (file.Size is null) throw new ProfileEditException("badValue", $"No template makes {name} there: say how many octets it has.");
        List<EditableTlv> steps = [];
        if (directory.Parent is not null) steps.Add(EditableTlv.Create(FileSteps.FilePathTag, PathOf(directory)));
        steps.Add(EditableTlv.Create(FileSteps.CreateTag, Content(AttributesOf(file, fileId, null))));
        if (!file.Content.IsEmpty) steps.Add(EditableTlv.Create(FileSteps.StepTags.Generic.Content, file.Content));
        PeHeader header = new() { Mandated = true, Identification = ElementChanges.FreeIdentification(draft.Elements) };
        Octets list = EditableTlv.Create(SequenceTag, EditableTlv.Concat(steps)).Encode();
        EditableTlv element = EditableTlv.Create(ManagementTag, Octets.Concat(
            EditableTlv.Create(PeHeaderTag, Content(header)).Encode(), EditableTlv.Create(FileSteps.CommandsTag, list).Encode()));
        int end = draft.Elements.FindIndex(one => one.TagNumber == (int)PeKind.End);
        draft.Elements.Insert(end < 0 ? draft.Elements.Count : end, element);
        draft.Notes.Add("An element genericFileManagement makes the file.");
    }

    /// <summary>What is said of the file; what is not is absent, and the template's.</summary>
    private static Fcp AttributesOf(AddedFile file, int? fileId, FileType? like)
    {
        FileType type = file.Type ?? like ?? (file.RecordLength is null ? FileType.Transparent : FileType.LinearFixed);
        bool saysType = like is null || file.RecordLength is not null || (file.Type is { } given && given != like);
        return new()
        {
            FileDescriptor = saysType ? Descriptor(type, file.RecordLength) : null,
            FileID = fileId is { } id ? Octets.Of([(byte)(id >> 8), (byte)(id & 0xFF)]) : null,
            SecurityAttributesReferenced = file.AccessRule is { } rule ? Octets.Of([(byte)rule]) : null,
            EfFileSize = file.Size is { } size ? FileOctets.Number(size) : null,
            ShortEFID = file.ShortFileId switch { null => like is null ? Octets.Empty : null, 0 => Octets.Empty, { } sfi => Octets.Of([(byte)(sfi << 3)]) },
        };
    }

    /// <summary>TS 102 221 §11.1.1.4.3: shareable, data coding '21', and the length of a record.</summary>
    private static Octets Descriptor(FileType type, int? recordLength)
    {
        byte octet = type switch { FileType.LinearFixed => 0x42, FileType.Cyclic => 0x46, FileType.BerTlv => 0x79, _ => 0x41 };
        return recordLength is { } length ? Octets.Of([octet, 0x21, (byte)(length >> 8), (byte)(length & 0xFF)]) : Octets.Of([octet, 0x21]);
    }

    /// <summary>Identifiers from below the MF on.</summary>
    private static Octets PathOf(PackageFile directory) => Octets.FromHex(directory.Path.Replace("/", "", StringComparison.Ordinal));

    /// <summary>The components of a SEQUENCE, without its tag and length.</summary>
    private static Octets Content(IAsn1Encodable value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        value.Encode(writer);
        Octets encoded = Octets.Wrap(writer.Encode());
        return encoded.Slice(TlvHeader.Read(encoded.Span).HeaderLength);
    }

    private const int SequenceTag = 0x30;
    private const int ManagementTag = 0xA1;
    private const int PeHeaderTag = 0xA0;
}
