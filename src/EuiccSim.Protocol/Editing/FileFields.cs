using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Editing;

/// <summary>Files by a name, and any file by its path, with values as <see cref="FileEncoder"/> takes them.</summary>
internal static class FileFields
{
    internal static ProfileField[] All { get; } =
    [
        Of("serviceProviderName", "The operator's name.", "ADF.USIM/EF.SPN", alias: "spn"),
        Of("msisdn", "The subscriber's number.", "ADF.USIM/EF.MSISDN[1]"),
        Of("smsc", "The service centre for short messages.", "ADF.USIM/EF.SMSP[1]"),
        Of("acc", "The access classes.", "ADF.USIM/EF.ACC"),
        Of("gid1", "Group identifier 1.", "ADF.USIM/EF.GID1"),
        Of("gid2", "Group identifier 2.", "ADF.USIM/EF.GID2"),
        Of("ecc", "Emergency numbers, between semicolons.", "ADF.USIM/EF.ECC"),
        Of("plmnwact", "Networks that the user prefers.", "ADF.USIM/EF.PLMNwAcT"),
        Of("oplmnwact", "Networks that the operator prefers.", "ADF.USIM/EF.OPLMNwAcT"),
        Of("hplmnwact", "The home network.", "ADF.USIM/EF.HPLMNwAcT"),
        Of("ehplmn", "Networks that are as home.", "ADF.USIM/EF.EHPLMN"),
        Of("fplmn", "Networks that are forbidden.", "ADF.USIM/EF.FPLMN"),
        Of("hpplmn", "How often the home network is searched for.", "ADF.USIM/EF.HPPLMN"),
        Of("pnn", "Names of networks, between semicolons.", "ADF.USIM/EF.PNN"),
        Of("opl", "Which name goes with which network.", "ADF.USIM/EF.OPL"),
        Of("spdi", "Networks whose name is the operator's.", "ADF.USIM/EF.SPDI"),
        Of("routingIndicator", "The routing indicator of 5G.", "ADF.USIM/DF.5GS/EF.Routing_Indicator"),
        Of("ust", "The USIM's services.", "ADF.USIM/EF.UST"),
        Of("est", "The services that are enabled.", "ADF.USIM/EF.EST"),
        Of("ist", "The ISIM's services.", "ADF.ISIM/EF.IST"),
        Of("impi", "The ISIM's private identity.", "ADF.ISIM/EF.IMPI"),
        Of("impu", "The ISIM's public identity.", "ADF.ISIM/EF.IMPU[1]"),
        Of("domain", "The ISIM's home domain.", "ADF.ISIM/EF.Domain"),
    ];

    /// <summary>Puts a value into the file at a path; of one with records into the record in brackets, else into all.</summary>
    /// <param name="draft">The package.</param>
    /// <param name="path">The path, "ADF.USIM/EF.PNN[2]".</param>
    /// <param name="setting">The value.</param>
    internal static void Set(PackageDraft draft, string path, FieldSetting setting)
    {
        (PackageFile file, Octets content, int? record, _) = Read(draft, path, setting, grow: false);
        FileChanges.SetContent(draft, file, content, record);
    }

    /// <summary>What a value is in octets, and how large the file must be for it.</summary>
    /// <param name="draft">The package.</param>
    /// <param name="path">The path.</param>
    /// <param name="setting">The value.</param>
    /// <param name="grow">Looks for a size in which the value fits, if it does not.</param>
    internal static (PackageFile File, Octets Content, int? Record, int Size) Read(PackageDraft draft, string path, FieldSetting setting, bool grow)
    {
        (string where, int? record) = Split(path);
        PackageFile file = draft.Paths.Find(where);
        FileDefinition definition = (file.Target ?? file).Definition;
        string name = draft.Paths.NameOf(file), value = setting.Value;
        if (setting.Operation != FieldOperation.Set)
        {
            FieldValues.RequireList(setting with { Name = draft.Paths.TextOf(file) }, isList: record is null && FileList.Knows(name, definition));
            Octets changed = Fit(definition, file.Content, grow, there => FileList.Change(name, value, setting.Operation == FieldOperation.Add, definition.RecordLength, there));
            return (file, changed, null, changed.Length);
        }
        bool isRaw = definition.IsDirectory || definition.Type == FileType.BerTlv || !FileEncoder.Knows(name) || value.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (record is { } number && !isRaw) return (file, Record(draft, file, definition, number, value), record, definition.Size);
        if (isRaw)
        {
            Octets content = FieldValues.Hex(setting with { Name = draft.Paths.TextOf(file) });
            return (file, content, record, record is null ? content.Length : definition.Size);
        }
        Octets all = Fit(definition, file.Content, grow, there => definition.RecordLength > 0
            ? FileEncoder.EncodeRecords(name, value, definition.RecordLength, there.Length / definition.RecordLength, there)
            : FileEncoder.Encode(name, value, there.Length, there));
        return (file, all, record, all.Length);
    }

    private static Octets Record(PackageDraft draft, PackageFile file, FileDefinition definition, int number, string value)
    {
        int at = (number - 1) * definition.RecordLength;
        return at >= 0 && number <= definition.Records
            ? FileEncoder.Encode(draft.Paths.NameOf(file), value, definition.RecordLength, file.Content.Slice(at, definition.RecordLength))
            : throw new ProfileEditException("noRoom", FileChanges.Invariant($"{draft.Paths.TextOf(file)} has no record {number}: it has {definition.Records}."));
    }

    /// <summary>The content in the size that the file has, or in the next one that is enough.</summary>
    private static Octets Fit(FileDefinition definition, Octets current, bool grow, Func<Octets, Octets> change)
    {
        int step = Math.Max(definition.RecordLength, 1);
        for (int size = definition.Size; ; size += step)
        {
            try
            {
                return change(FileOctets.Pad(current, size));
            }
            catch (FileValueException) when (grow && size < definition.Size + (MostSteps * step))
            {
                // It may fit into more.
            }
        }
    }

    /// <summary>The file at a path as a field.</summary>
    internal static ProfileField At(string path) => new(path, $"A file. {path}", "0xFF")
    {
        Path = path,
        // Which file it is, is not known before the package is.
        IsList = true,
        Apply = (draft, setting) => Set(draft, path, setting),
    };

    /// <summary>Path and record of "ADF.USIM/EF.PNN[2]".</summary>
    internal static (string Path, int? Record) Split(string path)
    {
        int at = path.EndsWith(']') ? path.LastIndexOf('[') : -1;
        return at >= 0 && int.TryParse(path.AsSpan((at + 1)..^1), System.Globalization.CultureInfo.InvariantCulture, out int record) ? (path[..at], record) : (path, null);
    }

    private static ProfileField Of(string name, string meaning, string path, string? alias = null) => new(name, $"{meaning} {path}", FileEncoder.ExampleOf(FileOf(path)) ?? "0xFF")
    {
        Alias = alias,
        Path = path,
        IsList = Split(path).Record is null && FileList.Knows(FileOf(path)),
        Apply = (draft, setting) => Set(draft, path, setting),
    };

    private static string FileOf(string path) => Split(path).Path is var file ? file[(file.LastIndexOf('/') + 1)..] : path;

    private const int MostSteps = 200;
}
