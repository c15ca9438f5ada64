using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>Makes the files of a file system element: each row of its template, as the element changes it. SAIP §8.3, annex A.</summary>
/// <param name="files">Where they go.</param>
internal sealed class TemplateReader(PackageFiles files)
{
    internal void Read(FileSystemElement element)
    {
        if (TemplateTable.Find(element.TemplateId) is not { } template || template.Kind != element.Kind)
            throw new FileFault(FileRules.TemplateKnown, $"the template {element.TemplateId} is known");
        PackageFile? place = files.Base(template.Base);
        Dictionary<int, PackageFile> directories = [];
        PackageFile? first = null;
        foreach (FileTemplate row in template.Files.Span)
        {
            TemplatedFile? file = element.Find(row.Tag);
            if (!IsCreated(row, file, template)) continue;
            PackageFile? parent = row.Parent is null ? place : directories.GetValueOrDefault(row.Parent.Tag);
            // A file whose directory the profile does not have cannot be asked for either.
            if (parent is null && row.Parent is not null)
                throw new FileFault(FileRules.TemplateDirectory, $"the directory {row.Parent.Field} of {row.Field} is made");
            if (Create(element.Kind, row, file, parent) is not { } directory) continue;
            directories[row.Tag] = directory;
            first ??= directory;
        }
        RejectUnknownRows(element, template);
        if ((first ?? place) is { } entered) files.Enter(element.Kind, entered);
        if (template.Files.FirstOrDefault(row => IsCreated(row, element.Find(row.Tag), template) && NeedsContent(row, element.Find(row.Tag))) is { } empty)
            throw new FileFault(FileRules.TemplateContent, $"{empty.Field} has content, as its template wants it");
    }

    private static bool IsCreated(FileTemplate row, TemplatedFile? file, ProfileTemplate template)
    {
        if (file is not null) return !file.IsNotCreated || template.Kind == PeKind.Mf;
        return template.CreatedByDefault && (row.Required & ~TemplateParameters.PinStatus) == 0 && !row.IsDirectory;
    }

    /// <returns>The directory, if it is one.</returns>
    private PackageFile? Create(PeKind kind, FileTemplate row, TemplatedFile? file, PackageFile? parent)
    {
        if (FileResolver.Refuse(row, file?.Fcp, out FileDefinition? definition) is { } broken) throw NotMade(row, broken);
        FileSource source = new(files.Position, row.Tag);
        if (definition!.IsDirectory) return files.AddDirectory(kind, parent, definition, source);
        if (parent is null) throw NotMade(row, FileRules.TemplateDirectory);
        if (definition.LinkPath is not null)
        {
            files.AddLink(kind, parent, definition, source);
            return null;
        }
        PackageFile made = files.AddFile(kind, parent, definition, source);
        if (FileContent.Refuse(definition, file?.Parts ?? [], out FileContent content) is { } fault)
            throw new FileFault(fault, fault == FileRules.ContentFits ? $"the content of {row.Field} fits in it" : $"{row.Field}: {fault.Statement}");
        files.Fill(made, content);
        return null;
    }

    private static FileFault NotMade(FileTemplate row, ProfileRule rule) => new(rule, $"{row.Field} is a file that can be made: {rule.Statement}");

    /// <summary>
    /// True if a file that every profile must have gets no content from the template, and from the profile none either. Of other files the
    /// annex wants content too, but the GSMA test profiles (TS.48) leave it out.
    /// </summary>
    private static bool NeedsContent(FileTemplate row, TemplatedFile? file) =>
        row.Mandatory && !row.IsDirectory && row.Required.HasFlag(TemplateParameters.Content) && file?.Fcp?.LinkPath is not { IsEmpty: false } && file?.Fcp?.ProprietaryEFInfo is not ({ FillPattern: not null } or { RepeatPattern: not null })
        && file?.Parts.Any(part => part is FilePart.FillFileContent) != true;

    private static void RejectUnknownRows(FileSystemElement element, ProfileTemplate template)
    {
        foreach (TemplatedFile file in element.Files.Span)
        {
            if (template.Find(file.Tag) is null)
                throw new FileFault(FileRules.TemplateComponent, $"the template {template.Id} has the component [{file.Tag}]");
        }
    }
}
