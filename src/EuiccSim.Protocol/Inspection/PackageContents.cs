using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Inspection;

/// <summary>What is in the files of a package, in the order of the tree.</summary>
public sealed class PackageContents : PackageView
{
    internal PackageContents(PackageInspection of, bool hasSecrets, ReadOnlySpan<string> paths)
    {
        HashSet<PackageFile> wanted = [];
        foreach (string path in paths) wanted.Add(of.Paths.Find(path));
        Files = SequenceOf.From(of.Tree.Files
            .Where(file => !file.File.Definition.IsDirectory && (wanted.Count == 0 || IsWanted(file.File, wanted)))
            .Select(file => new FileContentView(of, file, hasSecrets)));
    }

    /// <summary>The files.</summary>
    public SequenceOf<FileContentView> Files { get; }

    /// <inheritdoc/>
    public override IEnumerable<ViewSection> Sections
    {
        get
        {
            foreach (FileContentView file in Files)
            {
                SectionBuilder section = new($"{file.File.Path} ({file.File.Kind})");
                foreach (string line in file.Lines) section.Row(0, "", line);
                yield return section.Section;
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("files", Files, file => file.WriteMembers(json));

    private static bool IsWanted(PackageFile file, HashSet<PackageFile> wanted)
    {
        for (PackageFile? at = file; at is not null; at = at.Parent)
            if (wanted.Contains(at)) return true;
        return false;
    }
}
