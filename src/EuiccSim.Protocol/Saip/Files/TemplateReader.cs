using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>Makes the files of a file system element: each row of its template, as the element changes it. SAIP §8.3, annex A.</summary>
/// <param name="files">Where they go.</param>
internal sealed class TemplateReader(PackageFiles files)
{
    private readonly Dictionary<int, PackageFile> _directories = [];
    private FileTemplate? _empty;

    internal void Read(FileSystemElement element)
    {
        if (TemplateTable.Find(element.TemplateId) is not { } template || template.Kind != element.Kind)
        {
            files.Tell(new(FileRules.TemplateKnown, $"the template {element.TemplateId} is known"));
            PassOver(element.Kind);
            return;
        }
        PackageFile? place = files.Base(template.Base);
        PackageFile? first = null;
        foreach (FileTemplate row in template.Files.Span)
        {
            TemplatedFile? file = element.Find(row.Tag);
            if (!IsCreated(row, file, template)) continue;
            if (Create(element.Kind, row, file, row.Parent is null ? place : DirectoryOf(element.Kind, row, row.Parent, place)) is not { } directory) continue;
            _directories[row.Tag] = directory;
            first ??= directory;
        }
        RejectUnknownRows(element, template);
        if ((first ?? place) is { } entered) files.Enter(element.Kind, entered);
        if (_empty is not null) files.Tell(new(FileRules.TemplateContent, $"{_empty.Field} has content, as its template wants it"));
    }

    /// <summary>What an element makes whose template is not known: something of its kind.</summary>
    private void PassOver(PeKind kind)
    {
        ProfileTemplate like = TemplateTable.All.First(template => template.Kind == kind);
        PackageFile? place = files.Base(like.Base);
        FileType type = like.Files[0].Type;
        FileSource source = new(files.Position, 0);
        if (type == FileType.Mf) place = files.Mf ?? files.Unknown.Add(kind, null, FileResolver.Outline(type), source, isOpen: true);
        else if (type == FileType.Adf) place = files.LoseApplication(kind);
        else if (files.Unknown.Add(kind, place, FileResolver.Outline(type), source, isOpen: true) is { Definition.IsDirectory: true } directory) place = directory;
        if (place is not null) files.Enter(kind, place);
    }

    /// <summary>The directory of a file; one that the profile does not ask for is told.</summary>
    private PackageFile DirectoryOf(PeKind kind, FileTemplate row, FileTemplate parent, PackageFile? place)
    {
        if (_directories.TryGetValue(parent.Tag, out PackageFile? there)) return there;
        files.Tell(new(FileRules.TemplateDirectory, $"the directory {parent.Field} of {row.Field} is made"));
        PackageFile? above = parent.Parent is null ? place : DirectoryOf(kind, parent, parent.Parent, place);
        return _directories[parent.Tag] = files.AddUnknown(kind, above, FileResolver.Outline(parent, null), new(files.Position, parent.Tag));
    }

    private static bool IsCreated(FileTemplate row, TemplatedFile? file, ProfileTemplate template)
    {
        if (file is not null) return !file.IsNotCreated || template.Kind == PeKind.Mf;
        return template.CreatedByDefault && (row.Required & ~TemplateParameters.PinStatus) == 0 && !row.IsDirectory;
    }

    /// <returns>The directory, if it is one.</returns>
    private PackageFile? Create(PeKind kind, FileTemplate row, TemplatedFile? file, PackageFile? parent)
    {
        FileSource source = new(files.Position, row.Tag);
        try
        {
            if (FileResolver.Refuse(row, file?.Fcp, out FileDefinition? definition) is { } broken) throw NotMade(row, broken);
            if (definition!.IsDirectory) return files.AddDirectory(kind, parent, definition, source);
            if (parent is null) throw NotMade(row, FileRules.TemplateDirectory);
            if (definition.LinkPath is not null) files.AddLink(kind, parent, definition, source);
            else Fill(files.AddFile(kind, parent, definition, source), row, file);
            return null;
        }
        catch (FileFault fault)
        {
            files.Tell(fault);
            return files.AddUnknown(kind, parent, FileResolver.Outline(row, file?.Fcp), source) is { Definition.IsDirectory: true } directory ? directory : null;
        }
    }

    private void Fill(PackageFile made, FileTemplate row, TemplatedFile? file)
    {
        if (FileContent.Refuse(made.Definition, file?.Parts ?? [], out FileContent content) is { } fault)
        {
            files.Tell(new(fault, fault == FileRules.ContentFits ? $"the content of {row.Field} fits in it" : $"{row.Field}: {fault.Statement}"));
            return;
        }
        files.Fill(made, content);
        if (!NeedsContent(row, file)) return;
        made.LacksContent = true;
        _empty ??= row;
    }

    private static FileFault NotMade(FileTemplate row, ProfileRule rule) => new(rule, $"{row.Field} is a file that can be made: {rule.Statement}");

    /// <summary>
    /// True if a file that every profile must have gets no content from the template, and from the profile none either. Of other files the
    /// annex wants content too, but the GSMA test profiles (TS.48) leave it out.
    /// </summary>
    private static bool NeedsContent(FileTemplate row, TemplatedFile? file) =>
        row.Mandatory && !row.IsDirectory && row.Required.HasFlag(TemplateParameters.Content) && file?.Fcp?.LinkPath is not { IsEmpty: false } && file?.Fcp?.ProprietaryEFInfo is not ({ FillPattern: not null } or { RepeatPattern: not null })
        && file?.Parts.Any(part => part is FilePart.FillFileContent) != true;

    private void RejectUnknownRows(FileSystemElement element, ProfileTemplate template)
    {
        foreach (TemplatedFile file in element.Files.Span)
        {
            if (template.Find(file.Tag) is null) files.Tell(new(FileRules.TemplateComponent, $"the template {template.Id} has the component [{file.Tag}]"));
        }
    }
}
