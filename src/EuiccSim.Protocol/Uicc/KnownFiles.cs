using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A file that profiles have where the standards say so.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Name">"EF.IMSI".</param>
/// <param name="Type">What kind of file it is.</param>
/// <param name="ShortFileId">Its short file identifier, 1 to 30; null: none.</param>
public sealed record KnownFile(FileAddress Address, string Name, FileType Type, int? ShortFileId)
{
    /// <summary>The path of its directory, below the same root.</summary>
    public Octets Directory => Address.Path.Slice(0, Address.Path.Length - 2);

    /// <summary>The file identifier.</summary>
    public int FileId => (Address.Path[^2] << 8) | Address.Path[^1];

    /// <summary>True for a DF.</summary>
    public bool IsDirectory => Type is FileType.Df;
}

/// <summary>The names and places of files, out of the templates of profile packages: cards cannot be asked what files they have.</summary>
public static class KnownFiles
{
    /// <summary>All, directories before what is in them.</summary>
    public static SequenceOf<KnownFile> All { get; } = Collect();

    /// <summary>The first file with a name, with or without "EF." and the like, in capitals or not.</summary>
    /// <param name="root">"MF", "USIM", "ISIM", "CSIM"; null for any.</param>
    /// <param name="name">"EF.IMSI", "imsi".</param>
    public static KnownFile? Find(string? root, string name) => All.FirstOrDefault(
        file => (root is null || file.Address.Root == root) && (Same(file.Name, name) || Same(file.Name[(file.Name.IndexOf('.') + 1)..], name)));

    /// <summary>The name of a file; empty if it has none.</summary>
    public static string NameOf(string root, Octets path) => All.FirstOrDefault(file => file.Address.Root == root && file.Address.Path == path)?.Name ?? "";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static SequenceOf<KnownFile> Collect()
    {
        Dictionary<FileAddress, KnownFile> files = [];
        // The newest version of a template comes last, and names the files best. A file of its own goes before a range.
        foreach (bool isRange in (ReadOnlySpan<bool>)[false, true])
        {
            for (int i = TemplateTable.All.Count - 1; i >= 0; i--)
            {
                foreach (FileTemplate row in TemplateTable.All[i].Files)
                    if (row.LastFileId is not null == isRange && RootOf(TemplateTable.All[i]) is { } root) Add(files, row, root);
            }
        }
        return SequenceOf.From(files.Values
            .OrderBy(file => "MF USIM ISIM CSIM".IndexOf(file.Address.Root, StringComparison.Ordinal)).ThenBy(file => file.Address.Path.ToString(), StringComparer.Ordinal));
    }

    private static string? RootOf(ProfileTemplate template) => template.Base switch
    {
        BaseDirectory.None or BaseDirectory.Mf => "MF",
        BaseDirectory.Usim => "USIM",
        BaseDirectory.Isim => "ISIM",
        BaseDirectory.Csim => "CSIM",
        _ => null,
    };

    /// <summary>A row stands for one file, or for one of each identifier of a range.</summary>
    private static void Add(Dictionary<FileAddress, KnownFile> files, FileTemplate row, string root)
    {
        if (row.Type is FileType.Mf or FileType.Adf || row.FileId is not { } first || Place(row.Parent, root) is not { } place) return;
        for (int fileId = first; fileId <= (row.LastFileId ?? first); fileId++)
        {
            FileAddress address = Below(place, fileId);
            files.TryAdd(address, new(address, row.Name, row.Type, fileId == first ? row.ShortFileId : null));
        }
    }

    private static FileAddress? Place(FileTemplate? directory, string root) => directory switch
    {
        null or { Type: FileType.Mf } => new(root, Octets.Empty),
        { Type: FileType.Adf } => new(directory.Name["ADF.".Length..], Octets.Empty),
        { FileId: { } fileId } when Place(directory.Parent, root) is { } place => Below(place, fileId),
        _ => null,
    };

    private static FileAddress Below(FileAddress place, int fileId) =>
        place with { Path = Octets.Concat(place.Path, Octets.FromHex(fileId.ToString("X4", CultureInfo.InvariantCulture))) };
}
