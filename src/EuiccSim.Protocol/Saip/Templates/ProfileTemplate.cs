using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>A file structure template: what files a profile element with its object identifier stands for. SAIP annex A.</summary>
public sealed class ProfileTemplate
{
    private readonly FileTemplate?[] _byTag;

    internal ProfileTemplate(
        string id, PeKind kind, BaseDirectory baseDirectory, bool createdByDefault, params ReadOnlySpan<FileTemplate> rows)
    {
        Id = new(Arc + id);
        Kind = kind;
        Base = baseDirectory;
        CreatedByDefault = createdByDefault;
        Files = SequenceOf.Create<FileTemplate>(Place(rows));
        _byTag = new FileTemplate?[Files[^1].Tag + 1];
        foreach (FileTemplate row in Files) _byTag[row.Tag] = row;
    }

    /// <summary>The object identifier, 2.23.143.1.2.n or, from the second version on, 2.23.143.1.2.n.version.</summary>
    public ObjectIdentifier Id { get; }

    /// <summary>The profile element the template is for.</summary>
    public PeKind Kind { get; }

    /// <summary>Where files with no directory row before them go.</summary>
    public BaseDirectory Base { get; }

    /// <summary>True: a file whose component is absent is created all the same.</summary>
    public bool CreatedByDefault { get; }

    /// <summary>The rows in the order of their tags.</summary>
    public SequenceOf<FileTemplate> Files { get; }

    /// <summary>The row of a context tag; null if the template has none.</summary>
    public FileTemplate? Find(int tag) => (uint)tag < (uint)_byTag.Length ? _byTag[tag] : null;

    /// <summary>The row of a component name; null if the template has none.</summary>
    public FileTemplate? Find(string field)
    {
        foreach (FileTemplate row in Files)
        {
            if (row.Field == field) return row;
        }
        return null;
    }

    /// <summary>The next version: these rows, with those that differ or are new.</summary>
    internal ProfileTemplate Next(string id, params ReadOnlySpan<FileTemplate> changes)
    {
        SortedDictionary<int, FileTemplate> rows = [];
        foreach (FileTemplate row in Files) rows[row.Tag] = row;
        foreach (FileTemplate row in changes) rows[row.Tag] = row;
        return new(id, Kind, Base, CreatedByDefault, [.. rows.Values]);
    }

    /// <summary>
    /// Files belong to the directory row before them. A directory belongs to the first one, if that stands at the head of the template.
    /// </summary>
    private static FileTemplate[] Place(ReadOnlySpan<FileTemplate> rows)
    {
        FileTemplate? head = rows[0].IsDirectory ? rows[0] : null;
        FileTemplate? current = null;
        FileTemplate[] placed = new FileTemplate[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            FileTemplate? parent = rows[i].IsDirectory ? head : current;
            placed[i] = rows[i] with { Parent = i == 0 ? null : parent };
            if (!rows[i].IsDirectory) continue;
            current = placed[i];
            if (i == 0) head = current;
        }
        return placed;
    }

    private const string Arc = "2.23.143.1.2.";
}

/// <summary>Where the files of a template go.</summary>
public enum BaseDirectory
{
    /// <summary>Nowhere: the template begins with the MF.</summary>
    None,

    /// <summary>The MF.</summary>
    Mf,

    /// <summary>The ADF of the USIM created last.</summary>
    Usim,

    /// <summary>The ADF of the ISIM created last.</summary>
    Isim,

    /// <summary>The ADF of the CSIM created last.</summary>
    Csim,

    /// <summary>The ADF created last.</summary>
    LastAdf,
}
