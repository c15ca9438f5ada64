using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Inspection;

/// <summary>A USIM, ISIM or CSIM of a package, and what its files say of operator and subscriber. TS 31.102 §4.2, TS 31.103 §4.2.</summary>
public sealed class NetworkApplication
{
    private readonly DirectoryReader _files;

    internal NetworkApplication(PackageInspection of, PackageFile adf)
    {
        _files = new(of, adf);
        Path = of.Paths.TextOf(adf);
        Aid = adf.Definition.DfName;
        Label = of.Files.Mf is { } mf && Aid is { } aid ? LabelOf(new(of, mf), aid) : null;
        Imsi = _files.First("EF.IMSI", "imsi");
        MncLength = int.TryParse(_files.First("EF.AD", "lengthOfMnc"), out int length) && length is 2 or 3 ? length : null;
        Key = of.Keys.Authentication.LastOrDefault(key => key.Application == Path);
        DirectoryReader? telecom = of.Files.Mf?.Find(DfTelecom) is { Definition.IsDirectory: true } directory ? new(of, directory) : null;
        Numbers = [.. _files.All("EF.MSISDN", "number").Concat(Imsi is null || telecom is null ? [] : telecom.All("EF.MSISDN", "number")).Distinct()];
        Services = [.. NotableServices.Of(_files, Path)];
    }

    /// <summary>"ADF.USIM".</summary>
    public string Path { get; }

    /// <summary>Its AID.</summary>
    public Octets? Aid { get; }

    /// <summary>Its label in EF.DIR; null if it has none.</summary>
    public string? Label { get; }

    /// <summary>The IMSI in digits.</summary>
    public string? Imsi { get; }

    /// <summary>The digits of the MNC, 2 or 3, as EF.AD tells; null if it does not.</summary>
    public int? MncLength { get; }

    /// <summary>The mobile country code of the IMSI.</summary>
    public string? Mcc => Imsi is { Length: >= 6 } imsi ? imsi[..3] : null;

    /// <summary>The mobile network code of the IMSI; null where EF.AD does not tell its length.</summary>
    public string? Mnc => Imsi is { Length: >= 6 } imsi && MncLength is { } length ? imsi[3..(3 + length)] : null;

    /// <summary>The name of the service provider, EF.SPN.</summary>
    public string? ServiceProviderName => _files.First("EF.SPN", "serviceProviderName") is { Length: > 0 } name ? name : null;

    /// <summary>The names of networks, EF.PNN, each record's full name or its short one.</summary>
    public IEnumerable<string> NetworkNames => _files.Records("EF.PNN").Select(record => DirectoryReader.Part(record, "fullName") ?? DirectoryReader.Part(record, "shortName")).OfType<string>();

    /// <summary>Own numbers, EF.MSISDN.</summary>
    public IReadOnlyList<string> Numbers { get; }

    /// <summary>The first short message service centre, EF.SMSP.</summary>
    public string? ServiceCentre => _files.First("EF.SMSP", "serviceCentreAddress");

    /// <summary>The private identity of an ISIM, EF.IMPI.</summary>
    public string? Impi => _files.First("EF.IMPI", "impi");

    /// <summary>The public identities of an ISIM, EF.IMPU.</summary>
    public IEnumerable<string> Impus => _files.All("EF.IMPU", "impu");

    /// <summary>The home network of an ISIM, EF.Domain.</summary>
    public string? Domain => _files.First("EF.Domain", "homeNetworkDomainName");

    /// <summary>Its key, whose algorithm <see cref="AuthenticationKey.AlgorithmName"/> tells; null if it has none.</summary>
    public AuthenticationKey? Key { get; }

    /// <summary>What people look for among its services: generations, GBA, who computes the SUCI.</summary>
    public IReadOnlyList<string> Services { get; }

    internal ViewSection Section
    {
        get
        {
            SectionBuilder facts = new($"{Path}{(Aid is { } aid ? $" {aid}" : "")}{(Label is null ? "" : $" \"{Label}\"")}");
            facts.Fact("IMSI", Imsi is null ? null : $"{Imsi}{(Mnc is { } mnc ? $" (MCC {Mcc}, MNC {mnc})" : " (EF.AD does not tell the length of the MNC)")}");
            facts.Fact("operator", ServiceProviderName).Facts("network", NetworkNames.Distinct()).Facts("number", Numbers).Fact("SMS centre", ServiceCentre);
            facts.Fact("IMPI", Impi).Facts("IMPU", Impus).Fact("domain", Domain);
            facts.Fact("algorithm", AlgorithmText).Fact("services", string.Join(", ", Services));
            return facts.Section;
        }
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("path", Path);
        json.WriteString("aid", Aid?.ToString());
        json.WriteString("label", Label);
        json.WriteString("imsi", Imsi);
        json.WriteString("mcc", Mcc);
        json.WriteString("mnc", Mnc);
        json.WriteString("serviceProviderName", ServiceProviderName);
        json.WriteStrings("networkNames", NetworkNames.Distinct());
        json.WriteStrings("msisdns", Numbers);
        json.WriteString("serviceCentreAddress", ServiceCentre);
        json.WriteString("impi", Impi);
        json.WriteStrings("impus", Impus);
        json.WriteString("domain", Domain);
        json.WriteString("algorithm", AlgorithmText);
        json.WriteStrings("services", Services);
    }

    private string? AlgorithmText => Key is null ? null : string.Join(", ", Key.Options.Prepend(Key.AlgorithmName));

    private static string? LabelOf(DirectoryReader mf, Octets aid) => mf.Records("EF.DIR")
        .Where(entry => DirectoryReader.Part(entry, "aid") == aid.ToString()).Select(entry => DirectoryReader.Part(entry, "label")).FirstOrDefault();

    private const int DfTelecom = 0x7F10;
}

/// <summary>Files of a directory by name, decoded.</summary>
internal sealed class DirectoryReader(PackageInspection of, PackageFile directory)
{
    /// <summary>The content of a file; null if there is none.</summary>
    internal Octets? Content(string file) => Find(file)?.File.File.Content;

    /// <summary>What a file or its records say, but for empty ones and those that do not fit.</summary>
    internal IEnumerable<Asn1Description> Records(string file) => Find(file) is { } found ? found.Meanings : [];

    internal IEnumerable<string> All(string file, string field) => Records(file).Select(record => Part(record, field)).OfType<string>().Where(text => text.Length > 0);

    internal string? First(string file, string field) => All(file, field).FirstOrDefault();

    /// <summary>The directory of a name; null if there is none.</summary>
    internal DirectoryReader? Directory(string name) =>
        directory.Children.FirstOrDefault(child => child.Definition.IsDirectory && of.Paths.NameOf(child) == name) is { } found ? new(of, found) : null;

    internal static string? Part(Asn1Description description, string name) =>
        description.Text is { } text ? description.Name == name ? text : null : description.Parts.FirstOrDefault(part => part.Name == name)?.Text;

    private FileContentView? Find(string name) =>
        directory.Children.FirstOrDefault(child => !child.Definition.IsDirectory && of.Paths.NameOf(child) == name) is { } file
            ? new(of, new(file, of.Paths.TextOf(file), name), true)
            : null;
}
