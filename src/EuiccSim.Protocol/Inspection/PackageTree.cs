using System.Globalization;
using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Inspection;

/// <summary>The files of a package as a tree: directories before what is in them, applications behind the MF.</summary>
public sealed class PackageTree : PackageView
{
    private readonly PackageInspection _of;

    internal PackageTree(PackageInspection of)
    {
        _of = of;
        List<InspectedFile> files = [];
        if (of.Files.Mf is { } mf) Add(files, mf);
        foreach (PackageFile adf in of.Files.Adfs) Add(files, adf);
        Files = SequenceOf.From(files);
    }

    /// <summary>The files.</summary>
    public SequenceOf<InspectedFile> Files { get; }

    /// <inheritdoc/>
    public override IEnumerable<ViewSection> Sections
    {
        get
        {
            SectionBuilder tree = new("", new("file"), new("id"), new("SFI", IsNumber: true), new("kind, octets"), new("access"), new("element", IsNumber: true));
            foreach (InspectedFile file in Files)
                tree.Row(LevelOf(file.File), file.Name, file.FileId, Text(file.File.Definition.ShortFileId), KindOf(file), file.Access.ToString(), Text(file.ElementNumber));
            if (!tree.IsEmpty) yield return tree.Section;
        }
    }

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("tree", Files, file =>
    {
        file.WriteMembers(json, file.File.Target is { } target ? _of.Paths.TextOf(target) : null);
        file.Access.WriteMembers(json);
        json.WriteString("lifeCycle", file.LifeCycle);
        if (file.File.Definition.IsDirectory) json.WriteStrings("pins", file.File.Definition.PinReferences.ToArray().Select(pin => new Uicc.PinReference(pin).Short));
    });

    private void Add(List<InspectedFile> files, PackageFile file)
    {
        files.Add(new(file, _of.Paths.TextOf(file), _of.Paths.NameOf(file)));
        foreach (PackageFile child in file.Children) Add(files, child);
    }

    private string KindOf(InspectedFile file)
    {
        string kind = file.File.Target is { } target ? $"{file.Kind}, link to {_of.Paths.TextOf(target)}" : file.Kind;
        return file.LifeCycle == "activated" ? kind : $"{kind}, {file.LifeCycle}";
    }

    private static int LevelOf(PackageFile file) => file is { Parent: not null, Definition.Type: FileType.Adf } ? 0 : file.Parent is { } parent ? LevelOf(parent) + 1 : 0;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
