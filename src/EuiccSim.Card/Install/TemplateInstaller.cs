using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Card.Install;

/// <summary>Creates the files of a file system element: each row of its template, as the element changes it. SAIP §8.3, annex A.</summary>
internal static class TemplateInstaller
{
    internal static void Install(FileSystemElement element, InstallContext context)
    {
        if (TemplateTable.Find(element.TemplateId) is not { } template || template.Kind != element.Kind)
            throw new ElementException(PeStatusCode.TemplateNotSupported);
        DraftFile? place = context.Base(template.Base);
        if (place is null && template.Base != BaseDirectory.None) throw new ElementException(PeStatusCode.BadValues);
        Dictionary<int, DraftFile> directories = [];
        DraftFile? first = null;
        foreach (FileTemplate row in template.Files.Span)
        {
            TemplatedFile? file = element.Find(row.Tag);
            if (!IsCreated(row, file, template)) continue;
            DraftFile? parent = row.Parent is null ? place : directories.GetValueOrDefault(row.Parent.Tag);
            // A file whose directory the profile does not have cannot be asked for either.
            if (parent is null && row.Parent is not null) throw new ElementException(PeStatusCode.InvalidParameter);
            if (Create(row, file, parent, context) is not { } directory) continue;
            directories[row.Tag] = directory;
            first ??= directory;
        }
        RejectUnknownRows(element, template);
        if ((first ?? place) is { } entered) context.Enter(element.Kind, entered);
    }

    private static bool IsCreated(FileTemplate row, TemplatedFile? file, ProfileTemplate template)
    {
        if (file is not null) return !file.IsNotCreated || template.Kind == PeKind.Mf;
        return template.CreatedByDefault && (row.Required & ~TemplateParameters.PinStatus) == 0 && !row.IsDirectory;
    }

    /// <returns>The directory, if it is one.</returns>
    private static DraftFile? Create(FileTemplate row, TemplatedFile? file, DraftFile? parent, InstallContext context)
    {
        ElementException.ThrowUnlessOk(FileResolver.Resolve(row, file?.Fcp, out FileDefinition? definition));
        if (definition!.IsDirectory) return context.AddDirectory(parent, definition);
        if (parent is null) throw new ElementException(PeStatusCode.InvalidParameter);
        if (definition.LinkPath is { } path)
        {
            context.AddLink(parent, definition, path);
            return null;
        }
        ElementException.ThrowUnlessOk(FileContent.Collect(definition, file?.Parts ?? [], out FileContent content));
        context.Fill(context.AddFile(parent, definition), content);
        return null;
    }

    private static void RejectUnknownRows(FileSystemElement element, ProfileTemplate template)
    {
        foreach (TemplatedFile file in element.Files.Span)
        {
            if (template.Find(file.Tag) is null) throw new ElementException(PeStatusCode.InvalidParameter);
        }
    }
}
