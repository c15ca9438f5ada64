using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Puts a whole content into a file of a package; all else keeps its octets.</summary>
internal static class FileOverwrite
{
    /// <summary>True for a file that can be made longer: a transparent one of a template, of its own.</summary>
    internal static bool CanGrow(PackageFile file) =>
        file is { Target: null, Definition.Type: FileType.Transparent } && file.Kind != PeKind.GenericFileManagement;

    /// <summary>The package with another content of a file.</summary>
    /// <param name="package">The package.</param>
    /// <param name="file">A file that it makes, and no link.</param>
    /// <param name="content">As many octets as the file has, or more if it can grow.</param>
    internal static Octets Apply(Octets package, PackageFile file, Octets content)
    {
        List<EditableTlv> elements = EditableTlv.ReadAll(package);
        EditableTlv element = elements[file.Source.Element];
        FileDefinition definition = file.Definition;
        if (FileSteps.Of(file, element) is null || content.Length > definition.Size)
        {
            EditableTlv component = ComponentOf(element, file.Source.Item);
            if (content.Length > definition.Size) Resize(component, content.Length);
            definition = definition with { Size = Math.Max(content.Length, definition.Size) };
        }
        FileSteps.Of(file, element, definition)!.Overwrite(0, content);
        return EditableTlv.Concat(elements);
    }

    /// <summary>What the element says of a file; a template makes some unasked, and then nothing is said yet.</summary>
    private static EditableTlv ComponentOf(EditableTlv element, int number)
    {
        if (element.Children.Find(child => child.TagNumber == number) is { } there) return there;
        int tag = number < LongTag ? 0xA0 | number : 0xBF00 | number;
        element.Set(tag, Octets.Empty);
        return element.Find(tag)!;
    }

    private static void Resize(EditableTlv component, int size)
    {
        if (component.Find(DescriptorTag) is not { } descriptor)
        {
            descriptor = EditableTlv.Create(DescriptorTag, Octets.Empty);
            component.Children.Insert(0, descriptor);
        }
        descriptor.Set(SizeTag, size < 0x100 ? Octets.Of([(byte)size]) : Octets.Of([(byte)(size >> 8), (byte)(size & 0xFF)]));
    }

    // SAIP §8.3: a file of a template, and its size in the FCP
    private const int DescriptorTag = 0xA1;
    private const int SizeTag = 0x80;
    private const int LongTag = 31;
}
