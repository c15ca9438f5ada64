using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>A file as a person calls it.</summary>
internal sealed record NamedFile(string Name, bool IsDirectory);

/// <summary>
/// What the files in a directory are called. The names are those of the file structure templates (SAIP annex A); what a SIM has besides,
/// DF.GSM and the old files of DF.TELECOM, is from TS 51.011 §10.
/// </summary>
internal static class FileNames
{
    internal const string Mf = "MF";
    internal const string Usim = "ADF.USIM";
    internal const string Isim = "ADF.ISIM";
    internal const string Csim = "ADF.CSIM";

    private static readonly Dictionary<(string Directory, int FileId), NamedFile> s_files = [];
    private static readonly Dictionary<(string Directory, int ShortFileId), NamedFile> s_shortFiles = [];
    private static readonly Dictionary<int, NamedFile?> s_anywhere = [];

    static FileNames()
    {
        // The newest version of a template comes last, and names the files best.
        for (int i = TemplateTable.All.Count - 1; i >= 0; i--) Add(TemplateTable.All[i]);
        AddRanges();
        foreach ((string directory, int fileId, string name) in s_others) s_files.TryAdd((directory, fileId), new(name, name.StartsWith("DF.", StringComparison.Ordinal)));
        foreach (((_, int fileId), NamedFile file) in s_files)
            s_anywhere[fileId] = !s_anywhere.TryGetValue(fileId, out NamedFile? other) || other == file ? file : null;
    }

    /// <summary>The file with this identifier in a directory; null if it has no name.</summary>
    internal static NamedFile? Find(string directory, int fileId) => s_files.GetValueOrDefault((directory, fileId));

    /// <summary>The file with this short identifier in a directory; null if it has no name.</summary>
    internal static NamedFile? FindShort(string directory, int shortFileId) => s_shortFiles.GetValueOrDefault((directory, shortFileId));

    /// <summary>The file with this identifier, if only one name goes with it.</summary>
    internal static NamedFile? FindAnywhere(int fileId) => s_anywhere.GetValueOrDefault(fileId);

    private static void Add(ProfileTemplate template)
    {
        foreach (FileTemplate row in template.Files)
        {
            foreach (string directory in DirectoriesOf(row, template))
            {
                NamedFile file = new(row.Name, row.IsDirectory);
                if (row.FileId is { } fileId) s_files.TryAdd((directory, fileId), file);
                if (row.ShortFileId is { } shortFileId) s_shortFiles.TryAdd((directory, shortFileId), file);
            }
        }
    }

    /// <summary>The rest of a range of identifiers, where no file of its own stands.</summary>
    private static void AddRanges()
    {
        foreach (ProfileTemplate template in TemplateTable.All)
        {
            foreach (FileTemplate row in template.Files)
            {
                if (row is not { FileId: { } first, LastFileId: { } last }) continue;
                foreach (string directory in DirectoriesOf(row, template))
                {
                    for (int fileId = first; fileId <= last; fileId++) s_files.TryAdd((directory, fileId), new(row.Name, row.IsDirectory));
                }
            }
        }
    }

    private static string[] DirectoriesOf(FileTemplate row, ProfileTemplate template) => row.Parent is { } parent ? [parent.Name] : template.Base switch
    {
        BaseDirectory.None => [],
        BaseDirectory.Usim => [Usim],
        BaseDirectory.Isim => [Isim],
        BaseDirectory.Csim => [Csim],
        BaseDirectory.LastAdf => [Usim, Isim, Csim],
        _ => [Mf],
    };

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
}
