using System.Collections.Frozen;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A file as a person calls it.</summary>
/// <param name="Name">"EF.IMSI".</param>
/// <param name="IsDirectory">True for a DF.</param>
public sealed record NamedFile(string Name, bool IsDirectory);

/// <summary>
/// What the files in a directory are called. The names are those of the file structure templates (SAIP annex A); what a SIM has besides,
/// DF.GSM and the old files of DF.TELECOM, is from TS 51.011 §10.
/// </summary>
public static class FileNames
{
    /// <summary>The master file.</summary>
    public const string Mf = "MF";
    /// <summary>The USIM's directory.</summary>
    public const string Usim = "ADF.USIM";
    /// <summary>The ISIM's directory.</summary>
    public const string Isim = "ADF.ISIM";
    /// <summary>The CSIM's directory.</summary>
    public const string Csim = "ADF.CSIM";

    private const string Gsm = "DF.GSM";
    private const string Telecom = "DF.TELECOM";

    private static readonly (string Directory, int FileId, string Name)[] s_others =
    [
        (Mf, 0x7F20, Gsm),
        (Mf, 0x7F25, "DF.CDMA"),
        (Gsm, 0x6F05, "EF.LP"), (Gsm, 0x6F07, "EF.IMSI"), (Gsm, 0x6F20, "EF.Kc"), (Gsm, 0x6F2C, "EF.DCK"), (Gsm, 0x6F30, "EF.PLMNsel"),
        (Gsm, 0x6F31, "EF.HPPLMN"), (Gsm, 0x6F32, "EF.CNL"), (Gsm, 0x6F37, "EF.ACMmax"), (Gsm, 0x6F38, "EF.SST"), (Gsm, 0x6F39, "EF.ACM"),
        (Gsm, 0x6F3E, "EF.GID1"), (Gsm, 0x6F3F, "EF.GID2"), (Gsm, 0x6F41, "EF.PUCT"), (Gsm, 0x6F45, "EF.CBMI"), (Gsm, 0x6F46, "EF.SPN"),
        (Gsm, 0x6F48, "EF.CBMID"), (Gsm, 0x6F50, "EF.CBMIR"), (Gsm, 0x6F52, "EF.KcGPRS"), (Gsm, 0x6F53, "EF.LOCIGPRS"),
        (Gsm, 0x6F60, "EF.PLMNwAcT"), (Gsm, 0x6F61, "EF.OPLMNwAcT"), (Gsm, 0x6F62, "EF.HPLMNwAcT"), (Gsm, 0x6F63, "EF.CPBCCH"),
        (Gsm, 0x6F64, "EF.InvScan"), (Gsm, 0x6F74, "EF.BCCH"), (Gsm, 0x6F78, "EF.ACC"), (Gsm, 0x6F7B, "EF.FPLMN"), (Gsm, 0x6F7E, "EF.LOCI"),
        (Gsm, 0x6FAD, "EF.AD"), (Gsm, 0x6FAE, "EF.Phase"), (Gsm, 0x6FB7, "EF.ECC"), (Gsm, 0x6FC5, "EF.PNN"), (Gsm, 0x6FC6, "EF.OPL"),
        (Telecom, 0x6F3A, "EF.ADN"), (Telecom, 0x6F3B, "EF.FDN"), (Telecom, 0x6F3C, "EF.SMS"), (Telecom, 0x6F3D, "EF.CCP"),
        (Telecom, 0x6F40, "EF.MSISDN"), (Telecom, 0x6F42, "EF.SMSP"), (Telecom, 0x6F43, "EF.SMSS"), (Telecom, 0x6F44, "EF.LND"),
        (Telecom, 0x6F49, "EF.SDN"), (Telecom, 0x6F4A, "EF.EXT1"), (Telecom, 0x6F4B, "EF.EXT2"), (Telecom, 0x6F4C, "EF.EXT3"),
        (Telecom, 0x6F4D, "EF.BDN"), (Telecom, 0x6F4E, "EF.EXT4"),
    ];

    private static readonly FrozenDictionary<(string Directory, int FileId), NamedFile> s_files = Collect();
    private static readonly FrozenDictionary<(string Directory, int ShortFileId), NamedFile> s_shortFiles = CollectShort();
    private static readonly FrozenDictionary<int, NamedFile> s_anywhere = s_files
        .GroupBy(file => file.Key.FileId, file => file.Value).Where(files => files.Distinct().Count() == 1).ToFrozenDictionary(files => files.Key, files => files.First());

    /// <summary>The file with this identifier in a directory; null if it has no name.</summary>
    public static NamedFile? Find(string directory, int fileId) => s_files.GetValueOrDefault((directory, fileId));

    /// <summary>The identifier of the file that has a name in a directory, with or without "EF." and the like, in capitals or not; null if none has.</summary>
    public static int? FindId(string directory, string name)
    {
        foreach (((string inside, int fileId), NamedFile file) in s_files)
        {
            if (inside == directory && (Same(file.Name, name) || Same(file.Name[(file.Name.IndexOf('.', StringComparison.Ordinal) + 1)..], name))) return fileId;
        }
        return null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The file with this short identifier in a directory; null if it has no name.</summary>
    public static NamedFile? FindShort(string directory, int shortFileId) => s_shortFiles.GetValueOrDefault((directory, shortFileId));

    /// <summary>The file with this identifier, if only one name goes with it.</summary>
    public static NamedFile? FindAnywhere(int fileId) => s_anywhere.GetValueOrDefault(fileId);

    private static FrozenDictionary<(string, int), NamedFile> Collect()
    {
        Dictionary<(string, int), NamedFile> files = [];
        foreach (KnownFile file in KnownFiles.All) files.TryAdd((DirectoryOf(file), file.FileId), new(file.Name, file.IsDirectory));
        foreach ((string directory, FileTemplate row) in Everywhere()) if (row.FileId is { } fileId) files.TryAdd((directory, fileId), new(row.Name, row.IsDirectory));
        foreach ((string directory, int fileId, string name) in s_others) files.TryAdd((directory, fileId), new(name, name.StartsWith("DF.", StringComparison.Ordinal)));
        return files.ToFrozenDictionary();
    }

    private static FrozenDictionary<(string, int), NamedFile> CollectShort()
    {
        Dictionary<(string, int), NamedFile> files = [];
        foreach (KnownFile file in KnownFiles.All) if (file.ShortFileId is { } id) files.TryAdd((DirectoryOf(file), id), new(file.Name, file.IsDirectory));
        foreach ((string directory, FileTemplate row) in Everywhere()) if (row.ShortFileId is { } id) files.TryAdd((directory, id), new(row.Name, row.IsDirectory));
        return files.ToFrozenDictionary();
    }

    private static string DirectoryOf(KnownFile file) => file.Directory.IsEmpty
        ? file.Address.Root == "MF" ? Mf : $"ADF.{file.Address.Root}"
        : KnownFiles.NameOf(file.Address.Root, file.Directory);

    /// <summary>The files of templates that any application can have.</summary>
    private static IEnumerable<(string Directory, FileTemplate Row)> Everywhere() =>
        from template in TemplateTable.All.Where(template => template.Base == BaseDirectory.LastAdf)
        from row in template.Files
        from directory in row.Parent is { } parent ? [parent.Name] : new[] { Usim, Isim, Csim }
        select (directory, row);
}
