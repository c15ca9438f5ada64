using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Personalising;

/// <summary>Puts what a specification says of files into a package that has the subscriber's data already.</summary>
internal sealed class SpecFiles(PersonalisationSpec spec)
{
    private readonly List<SpecSetting> _settings = [];

    /// <summary>What was set by which member, after <see cref="Apply"/>.</summary>
    internal IReadOnlyList<SpecSetting> Settings => _settings;

    /// <exception cref="SpecException">There is no such file, its value does not fit, or two members want different things of it.</exception>
    internal Octets Apply(Octets package)
    {
        AddFields(package);
        foreach (SpecFile field in spec.Fields)
        {
            package = Set(package, field, out string path);
            _settings.Add(new(field.Member, path));
        }
        Dictionary<string, string> seen = [];
        foreach (SpecFile file in spec.Files)
        {
            Octets before = package;
            package = Set(package, file, out string path);
            if (!seen.TryAdd(path, file.Path)) throw new SpecException($"\"files\": \"{seen[path]}\" and \"{file.Path}\" are the same file, {path}");
            if (package != before && FieldOf(path) is { } field) CheckSame(before, package, path, field, file);
            _settings.Add(new(file.Member, path));
        }
        return package;
    }

    /// <summary>Members that have set something already.</summary>
    private void AddFields(Octets package)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(package), out _);
        PackagePaths paths = new(files);
        void Add(string member, PackageFile file) => _settings.Add(new(member, paths.TextOf(file.Target ?? file)));

        if (spec.Data.MandatoryServices is not null) _settings.Add(new("services.mandatory", SpecSetting.Header));
        HashSet<FileRole> given = [.. new FileValues(spec.Data).Given];
        foreach (PackageFile file in files.All)
            if (SubscriberFiles.RoleOf(file) is { } role && given.Contains(role)) Add(FileValues.FieldOf(role), file);
        if (spec.MncLength is not null) Add("mncLength", paths.Find("ADF.USIM/EF.AD"));
        if (spec is not { Template: null, NetworkName: not null }) return;
        foreach (string path in (ReadOnlySpan<string>)["ADF.USIM/EF.PNN", "ADF.USIM/EF.OPL"]) Add("networkName", paths.Find(path));
    }

    private Octets Set(Octets package, SpecFile wish, out string path)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(package), out _);
        try
        {
            PackagePaths paths = new(files);
            PackageFile file = paths.Find(wish.Path);
            path = paths.TextOf(file.Target ?? file);
            string name = paths.NameOf(file);
            FileDefinition definition = file.Definition;
            if (definition.IsDirectory) throw new SpecException($"\"{wish.Member}\" is a directory, and has no contents");
            if (definition.Type == FileType.BerTlv) throw new SpecException($"\"{wish.Member}\" holds data objects (BER-TLV), which have no words here");
            // The words are those of TS 31.102 and TS 31.103: the CSIM has files of the same names with other contents.
            if (path.StartsWith(FileNames.Csim, StringComparison.Ordinal)) name = path;
            Octets content = definition.RecordLength > 0 ? Records(name, wish, file) : Transparent(name, wish, file);
            return new ProfileEditor(package).SetFile(path, content, grow: true).Octets;
        }
        catch (PackagePathException fault)
        {
            throw new SpecException(IsOfAbsentIsim(wish.Path) ? $"\"{wish.Member}\" is the ISIM's, and \"applications.isim\" is false" : $"\"{wish.Member}\": {fault.Message.TrimEnd('.')}", fault);
        }
        catch (FileValueException fault)
        {
            throw new SpecException($"\"{wish.Member}\": {fault.Message}", fault);
        }
    }

    /// <summary>True for a file that the package would have, had the ISIM not been left out.</summary>
    private bool IsOfAbsentIsim(string path)
    {
        if (spec is not { Template: null, HasIsim: false }) return false;
        try
        {
            _ = new PackagePaths(PackageFiles.Read(ProfilePackage.Read((spec with { HasIsim = true }).OwnTemplate()), out _)).Find(path);
            return true;
        }
        catch (PackagePathException)
        {
            return false;
        }
    }

    private static Octets Records(string name, SpecFile wish, PackageFile file)
    {
        FileDefinition definition = file.Definition;
        if (!wish.FirstOnly) return FileEncoder.EncodeRecords(name, wish.Value, definition.RecordLength, definition.Records, file.Content);
        Octets content = file.Content;
        return Octets.Concat(FileEncoder.Encode(name, wish.Value, definition.RecordLength, content.Slice(0, definition.RecordLength)), content.Slice(definition.RecordLength));
    }

    /// <summary>A file of a template is made as long as its value needs, if that may have any length.</summary>
    private static Octets Transparent(string name, SpecFile wish, PackageFile file)
    {
        int size = file.Definition.Size;
        bool canGrow = file is { Target: null, Definition.Type: FileType.Transparent } && file.Kind != PeKind.GenericFileManagement && s_ofAnyLength.Contains(name);
        for (int length = Math.Max(size, 1); canGrow && length < LongestGrown; length++)
        {
            if (TryEncode(name, wish, length, length == size ? file.Content : Octets.Empty) is { } content) return content;
        }
        return FileEncoder.Encode(name, wish.Value, size, file.Content);
    }

    private static Octets? TryEncode(string name, SpecFile wish, int length, Octets current)
    {
        try
        {
            return FileEncoder.Encode(name, wish.Value, length, current);
        }
        catch (FileValueException)
        {
            return null;
        }
    }

    /// <summary>The member with a name of its own that the specification has for a file.</summary>
    private string? FieldOf(string path) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "EF.ICCID" => "iccid",
        "EF.IMSI" => "imsi",
        "EF.SPN" when spec.Data.ServiceProviderName is not null => "serviceProviderName",
        "EF.SPN" when spec.Fields.Any(field => field.Member == "spn") => "spn",
        "EF.MSISDN" when spec.Data.Msisdn is not null => "msisdn",
        "EF.IMPI" when spec.Data.Impi is not null => "impi",
        "EF.IMPU" when spec.Data.Impu is not null => "impu",
        "EF.PNN" when spec.NetworkName is not null => "networkName",
        "EF.UST" when spec.Fields.Any(field => field.Member == "services.usim") => "services.usim",
        "EF.IST" when spec.Fields.Any(field => field.Member == "services.isim") => "services.isim",
        "EF.AD" when spec.Template is null => "mncLength",
        _ => null,
    };

    /// <summary>Two codings of one name are no contradiction, and EF.AD says more than how long the network's code is.</summary>
    private void CheckSame(Octets before, Octets after, string path, string field, SpecFile file)
    {
        Octets old = ContentOf(before, path), fresh = ContentOf(after, path);
        if (field == "serviceProviderName" && SimText.Read(old.Slice(1)) == SimText.Read(fresh.Slice(1))) return;
        if (field == "mncLength" && old[MncLengthAt] == fresh[MncLengthAt]) return;
        string unsaid = field == "mncLength" && spec.MncLength is null ? $"\"mncLength\", which is {old[MncLengthAt]} where it is not given," : $"\"{field}\"";
        throw new SpecException($"{unsaid} and \"{file.Member}\" have different values for {path}");
    }

    private static Octets ContentOf(Octets package, string path) => new PackagePaths(PackageFiles.Read(ProfilePackage.Read(package), out _)).Find(path).Content;

    private const int MncLengthAt = 3;
    private const int LongestGrown = 1024;

    private static readonly HashSet<string> s_ofAnyLength =
    [
        "EF.PL", "EF.LI", "EF.PLMNwAcT", "EF.OPLMNwAcT", "EF.HPLMNwAcT", "EF.FPLMN", "EF.EHPLMN", "EF.SPDI", "EF.SUCI_Calc_Info", "EF.SUCICalcInfo", "EF.SUPI_NAI",
        "EF.IMPI", "EF.Domain", "EF.GID1", "EF.GID2", "EF.UST", "EF.IST", "EF.EST",
    ];
}
