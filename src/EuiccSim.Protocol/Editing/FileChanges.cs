using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Editing;

/// <summary>Contents of files, and files out. SAIP §8.3.</summary>
internal static class FileChanges
{
    /// <summary>Puts octets into a file; what they do not fill of it, or of the record, becomes 'FF'.</summary>
    /// <param name="draft">The package.</param>
    /// <param name="file">The file; of a link the target.</param>
    /// <param name="content">The octets.</param>
    /// <param name="record">The record, from 1 on; null: the whole file.</param>
    internal static void SetContent(PackageDraft draft, PackageFile file, Octets content, int? record)
    {
        PackageFile owner = OwnerOf(draft, file);
        FileDefinition definition = owner.Definition;
        FileSteps steps = draft.StepsOf(owner);
        if (definition.Type == FileType.BerTlv)
        {
            steps.Replace(content);
            return;
        }
        string name = draft.Paths.TextOf(file);
        if (record is { } number && (number < 1 || number > definition.Records))
            throw new ProfileEditException("noRoom", definition.Records == 0 ? $"{name} has no records." : Invariant($"{name} has no record {number}: it has {definition.Records}."));
        int length = record is null ? definition.Size : definition.RecordLength;
        if (content.Length > length)
            throw new ProfileEditException("noRoom", Invariant($"{(record is null ? name : $"A record of {name}")} has {length} octets, and {content.Length} do not fit."));
        steps.Overwrite(record is null ? 0 : (record.Value - 1) * length, FileOctets.Pad(content, length));
    }

    /// <summary>Gives a file another size.</summary>
    /// <param name="draft">The package.</param>
    /// <param name="file">The file; of a link the target.</param>
    /// <param name="size">Its octets, of a file with records those of all.</param>
    internal static void Resize(PackageDraft draft, PackageFile file, int size)
    {
        PackageFile owner = OwnerOf(draft, file);
        string name = draft.Paths.TextOf(file);
        FileDefinition definition = owner.Definition;
        if (size < definition.Size && draft.StepsOf(owner).Content is { } content && content.Slice(size).Span.ContainsAnyExcept((byte)0xFF))
            throw new ProfileEditException("noRoom", Invariant($"{name} has content beyond {size} octets."));
        if (definition.RecordLength > 0 && (size % definition.RecordLength != 0 || size / definition.RecordLength is < 1 or > MostRecords))
            throw new ProfileEditException("badValue", Invariant($"{name} has 1 to {MostRecords} records of {definition.RecordLength} octets, and {size} octets are none of these sizes."));
        DescriptorOf(draft, owner).Set(SizeTag, FileOctets.Number(size), s_attributes);
        draft.Notes.Add(Invariant($"{name} has {size} octets instead of {definition.Size}."));
    }

    /// <summary>Takes a file out: it is not created, or its steps go.</summary>
    internal static void Remove(PackageDraft draft, PackageFile file)
    {
        EditableTlv element = draft.Elements[file.Source.Element];
        if (file.Kind == PeKind.GenericFileManagement)
        {
            RemoveSteps(draft, file, element);
            return;
        }
        ProfileTemplate template = TemplateTable.Find(((ProfileElement.FileSystem)draft.Read.Elements[file.Source.Element].Value).Value.TemplateId)!;
        FileTemplate row = template.Find(file.Source.Item)!;
        bool isMadeUnasked = template.CreatedByDefault && !row.IsDirectory && (row.Required & ~TemplateParameters.PinStatus) == 0;
        if (isMadeUnasked || row.Mandatory) PackageDraft.ComponentOf(element, row.Tag).Value = s_doNotCreate;
        else element.Children.RemoveAll(child => child.TagNumber == row.Tag);
    }

    private static void RemoveSteps(PackageDraft draft, PackageFile file, EditableTlv element)
    {
        EditableTlv lists = element.Find(FileSteps.CommandsTag)!;
        EditableTlv list = lists.Children[file.Source.Item];
        int count = 1 + list.Children.Skip(file.Source.Step + 1).TakeWhile(step => step.Tag is not (FileSteps.FilePathTag or FileSteps.CreateTag)).Count();
        list.Children.RemoveRange(file.Source.Step, count);
        // A path that leads nowhere any more but to the next path, or to the end of the list.
        if (!list.Children.Exists(step => step.Tag == FileSteps.CreateTag)) lists.Children.Remove(list);
        if (lists.Children.Count > 0) return;
        draft.Elements.Remove(element);
        draft.Notes.Add($"{draft.Names.Describe(file.Source.Element)} is removed, as it made no other file.");
    }

    private static PackageFile OwnerOf(PackageDraft draft, PackageFile file)
    {
        PackageFile owner = file.Target ?? file;
        if (owner.Definition.IsDirectory) throw new ProfileEditException("badValue", $"{draft.Paths.TextOf(file)} is a directory, and has no content of its own.");
        if (owner != file) draft.Notes.Add($"{draft.Paths.TextOf(file)} is a link to {draft.Paths.TextOf(owner)}, whose content is changed.");
        return owner;
    }

    /// <summary>The attributes of a file, made if they are not there.</summary>
    private static EditableTlv DescriptorOf(PackageDraft draft, PackageFile file)
    {
        EditableTlv element = draft.Elements[file.Source.Element];
        if (file.Kind == PeKind.GenericFileManagement) return element.Find(FileSteps.CommandsTag)!.Children[file.Source.Item].Children[file.Source.Step];
        EditableTlv component = PackageDraft.ComponentOf(element, file.Source.Item);
        if (component.Find(FileSteps.DescriptorTag) is null) component.Children.Insert(0, EditableTlv.Create(FileSteps.DescriptorTag, Octets.Empty));
        return component.Find(FileSteps.DescriptorTag)!;
    }

    internal static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private const int SizeTag = 0x80;
    private const int MostRecords = 254;

    // Fcp, SAIP §8.3.1: its components stand in another order than their tags.
    private static readonly int[] s_attributes = [0x82, 0x83, 0x84, 0x8A, 0x8B, SizeTag, 0xC6, 0x88, 0xA5, 0xC7];
    private static readonly Octets s_doNotCreate = Octets.FromHex("8000");
}
