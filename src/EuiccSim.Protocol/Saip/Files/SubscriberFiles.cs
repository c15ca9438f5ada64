using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>Which files of a package hold a subscriber's data. TS 102 221 §13.2, TS 31.102 §4.2, TS 31.103 §4.2.</summary>
public static class SubscriberFiles
{
    /// <summary>The ADF of the first USIM; null if there is none.</summary>
    public static PackageFile? UsimOf(PackageFiles files) => files.Adfs.FirstOrDefault(IsUsim);

    /// <summary>The content of EF.IMSI of the first USIM; null if there is none.</summary>
    public static Octets? ImsiFileOf(PackageFiles files) =>
        UsimOf(files)?.Find(EfImsi) is { Definition.IsDirectory: false } file ? file.Content : null;

    /// <summary>The IMSI of the first USIM in digits; null if there is none.</summary>
    public static string? ImsiOf(PackageFiles files) => ImsiFileOf(files) is { } content && Imsi.TryFromEf(content, out Imsi? imsi) ? imsi.Value.Digits : null;

    /// <summary>Algorithm and key of an application, its own or shared; null if it has none.</summary>
    public static AlgoParameter? AlgorithmOf(PackageFile adf) => (adf.Aka?.AlgoConfiguration as AlgoConfiguration.Algo)?.Value;

    /// <summary>What an EF is for; null for anything else.</summary>
    internal static FileRole? RoleOf(PackageFile file) => (PlaceOf(file.Parent), file.Definition.FileId) switch
    {
        (Place.Mf, 0x2FE2) => FileRole.Iccid,
        (Place.Usim or Place.Gsm, EfImsi) => FileRole.Imsi,
        (Place.Usim or Place.Gsm, 0x6F46) => FileRole.ServiceProviderName,
        (Place.Usim or Place.Telecom, 0x6F40) => FileRole.Msisdn,
        (Place.Isim, 0x6F02) => FileRole.Impi,
        (Place.Isim, 0x6F04) => FileRole.Impu,
        _ => null,
    };

    private static Place PlaceOf(PackageFile? directory)
    {
        if (directory is null) return Place.Elsewhere;
        if (directory.Parent is null) return Place.Mf;
        if (directory.Definition.Type == FileType.Adf) return IsUsim(directory) ? Place.Usim : IsIsim(directory) ? Place.Isim : Place.Elsewhere;
        if (directory.Parent.Parent is not null) return Place.Elsewhere;
        return directory.Definition.FileId switch
        {
            DfTelecom => Place.Telecom,
            DfGsm => Place.Gsm,
            _ => Place.Elsewhere,
        };
    }

    private static bool IsUsim(PackageFile adf) => adf.Kind is PeKind.Usim or PeKind.Iot || StartsWith(adf, Aid.Usim);

    private static bool IsIsim(PackageFile adf) => adf.Kind == PeKind.Isim || StartsWith(adf, Aid.Isim);

    private static bool StartsWith(PackageFile adf, Aid application) => adf.Definition.DfName is { } name && name.Span.StartsWith(application.Value.Span);

    private enum Place
    {
        Elsewhere,
        Mf,
        Telecom,
        Usim,
        Isim,
        Gsm,
    }

    private const int EfImsi = 0x6F07;
    private const int DfTelecom = 0x7F10;
    private const int DfGsm = 0x7F20;
}

/// <summary>The files that hold a subscriber's data.</summary>
internal enum FileRole
{
    Iccid,
    Imsi,
    ServiceProviderName,
    Msisdn,
    Impi,
    Impu,
}
