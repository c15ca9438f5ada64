using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Cli.Uicc;

/// <summary>A file that profiles have where the standards say so.</summary>
/// <param name="Root">"MF", or the application: "USIM", "ISIM", "CSIM".</param>
/// <param name="Path">The file identifiers below the root; none for the root itself.</param>
/// <param name="Name">"EF.IMSI".</param>
internal sealed record KnownFile(string Root, Octets Path, string Name)
{
    /// <summary>The directory's path.</summary>
    internal Octets Directory => Path.Slice(0, Path.Length - 2);
}

/// <summary>The names and places of files, out of the templates of profile packages: cards cannot be asked what files they have.</summary>
internal static class KnownFiles
{
    /// <summary>All, directories before what is in them.</summary>
    internal static IReadOnlyList<KnownFile> All { get; } = Collect();

    /// <summary>The applications that a profile can have, by the parts of their names that all have. TS 101 220 annex E.</summary>
    internal static IReadOnlyList<(string Root, Aid Aid)> Applications { get; } =
    [
        ("USIM", Sim.Usim), ("ISIM", Aid.FromHex("A0000000871004")), ("CSIM", Aid.FromHex("A0000003431002")),
    ];

    /// <summary>The first file with a name, with or without "EF." and the like, in capitals or not.</summary>
    internal static KnownFile? Find(string? root, string name) => All.FirstOrDefault(
        file => (root is null || file.Root == root) && (Same(file.Name, name) || Same(file.Name[(file.Name.IndexOf('.') + 1)..], name)));

    /// <summary>The name of a file, or nothing.</summary>
    internal static string NameOf(string root, Octets path) => All.FirstOrDefault(file => file.Root == root && file.Path == path)?.Name ?? "";

    /// <summary>"MF/7F10/6F3A".</summary>
    internal static string Write(string root, Octets path)
    {
        string text = root;
        for (int i = 0; i < path.Length; i += 2) text += $"/{path.Slice(i, 2)}";
        return text;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static List<KnownFile> Collect()
    {
        Dictionary<(string, Octets), KnownFile> files = [];
        foreach (ProfileTemplate template in TemplateTable.All)
        {
            string? root = template.Base switch
            {
                BaseDirectory.None or BaseDirectory.Mf => "MF",
                BaseDirectory.Usim => "USIM",
                BaseDirectory.Isim => "ISIM",
                BaseDirectory.Csim => "CSIM",
                _ => null,
            };
            if (root is null) continue;
            foreach (FileTemplate row in template.Files)
            {
                foreach (KnownFile file in Of(row, root)) files.TryAdd((file.Root, file.Path), file);
            }
        }
        return [.. files.Values.OrderBy(file => "MF USIM ISIM CSIM".IndexOf(file.Root, StringComparison.Ordinal)).ThenBy(file => file.Path.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>A row stands for one file, or for one of each identifier of a range.</summary>
    private static IEnumerable<KnownFile> Of(FileTemplate row, string root)
    {
        if (row.Type is FileType.Mf or FileType.Adf || row.FileId is not { } first) yield break;
        if (Place(row.Parent, root) is not { } place) yield break;
        for (int fid = first; fid <= (row.LastFileId ?? first); fid++)
            yield return new(place.Root, Octets.Concat(place.Path, Octets.FromHex(fid.ToString("X4", CultureInfo.InvariantCulture))), row.Name);
    }

    private static (string Root, Octets Path)? Place(FileTemplate? directory, string root) => directory switch
    {
        null or { Type: FileType.Mf } => (root, Octets.Empty),
        { Type: FileType.Adf } => (directory.Name["ADF.".Length..], Octets.Empty),
        { FileId: { } fid } when Place(directory.Parent, root) is { } place =>
            (place.Root, Octets.Concat(place.Path, Octets.FromHex(fid.ToString("X4", CultureInfo.InvariantCulture)))),
        _ => null,
    };

}
