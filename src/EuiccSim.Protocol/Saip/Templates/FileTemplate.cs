namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>One row of a template: a file, its place in the profile element, and what holds unless the profile says otherwise.</summary>
public sealed record FileTemplate
{
    /// <summary>Number of the context tag of the file's component: 2 is 'A2'.</summary>
    public required int Tag { get; init; }

    /// <summary>Name of the component, "ef-iccid".</summary>
    public required string Field { get; init; }

    /// <summary>Name of the file, "EF.ICCID".</summary>
    public required string Name { get; init; }

    /// <summary>What kind of file it is.</summary>
    public required FileType Type { get; init; }

    /// <summary>File identifier, or the first of a range; null where the profile gives it.</summary>
    public int? FileId { get; init; }

    /// <summary>The last file identifier of a range.</summary>
    public int? LastFileId { get; init; }

    /// <summary>Number of records of a record file; null where the profile gives it.</summary>
    public int? Records { get; init; }

    /// <summary>Octets of the file, of a record file those of a record; null where the profile gives it.</summary>
    public int? Size { get; init; }

    /// <summary>Short file identifier, 1 to 30; null: none.</summary>
    public int? ShortFileId { get; init; }

    /// <summary>Record of the EF.ARR that applies.</summary>
    public required int AccessRule { get; init; }

    /// <summary>Initial content; null: 'FF'.</summary>
    public ContentPattern? Content { get; init; }

    /// <summary>What a profile that has the file must say.</summary>
    public TemplateParameters Required { get; init; }

    /// <summary>True for a file that is often updated.</summary>
    public bool HighUpdate { get; init; }

    /// <summary>True where the component is not OPTIONAL.</summary>
    public bool Mandatory { get; init; }

    /// <summary>The row of the directory the file is in; null: the template's base directory.</summary>
    public FileTemplate? Parent { get; init; }

    /// <summary>True for MF, ADF and DF.</summary>
    public bool IsDirectory => Type is FileType.Mf or FileType.Adf or FileType.Df;
}

/// <summary>Kinds of files.</summary>
public enum FileType
{
    /// <summary>The master file.</summary>
    Mf,

    /// <summary>An application's directory.</summary>
    Adf,

    /// <summary>A directory.</summary>
    Df,

    /// <summary>A string of octets.</summary>
    Transparent,

    /// <summary>Records, each by its number.</summary>
    LinearFixed,

    /// <summary>Records, the youngest first.</summary>
    Cyclic,

    /// <summary>Data objects, TS 102 221 §8.3.</summary>
    BerTlv,
}

/// <summary>What a template leaves to the profile.</summary>
[Flags]
public enum TemplateParameters
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The content.</summary>
    Content = 1,

    /// <summary>The number of records.</summary>
    Records = 2,

    /// <summary>The size of the file or of a record.</summary>
    Size = 4,

    /// <summary>The short file identifier.</summary>
    ShortFileId = 8,

    /// <summary>The file identifier.</summary>
    FileId = 16,

    /// <summary>The AID.</summary>
    Aid = 32,

    /// <summary>The temporary file identifier.</summary>
    TemporaryFileId = 64,

    /// <summary>The PINs (pinStatusTemplateDO).</summary>
    PinStatus = 128,
}
