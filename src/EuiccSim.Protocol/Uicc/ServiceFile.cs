using System.Collections.Frozen;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Uicc;

/// <summary>The file without which a service of a USIM or an ISIM is none. TS 31.102 §4.2.8, TS 31.103 §4.2.7 and the sections of the files.</summary>
/// <param name="Service">The number in EF.UST or EF.IST.</param>
/// <param name="Directory">The identifier of its directory in the ADF; 0: the ADF itself.</param>
/// <param name="FileId">Its identifier.</param>
/// <param name="Name">"EF.SPN", "DF.5GS/EF.OPL5G".</param>
internal sealed record ServiceFile(int Service, int Directory, int FileId, string Name)
{
    /// <summary>The file of a USIM's service; null for one that has none, or several.</summary>
    internal static ServiceFile? Of(int service) => s_files.GetValueOrDefault(service);

    /// <summary>Those of a USIM.</summary>
    internal static IReadOnlyList<ServiceFile> OfUsim => s_files.Values;

    /// <summary>Those of an ISIM; two services have one file.</summary>
    internal static IReadOnlyList<ServiceFile> OfIsim { get; } =
        [new(1, 0, 0x6F09, "EF.P-CSCF"), new(2, 0, 0x6FD5, "EF.GBABP"), new(5, 0, 0x6F09, "EF.P-CSCF"), new(6, 0, 0x6F3C, "EF.SMS"), new(8, 0, 0x6F42, "EF.SMSP")];

    /// <summary>The file in its application; null if it is not there.</summary>
    internal PackageFile? Find(PackageFile adf) => (Directory == 0 ? adf : adf.Find(Directory))?.Find(FileId);

    /// <summary>Whether a package has it, or would have it but for a fault: the telephone book may also be in DF.TELECOM.</summary>
    internal bool MayBeIn(PackageFiles files, PackageFile usim)
    {
        PackageFile? In(PackageFile? directory, int fileId) => directory is null ? null : files.Unknown.Seek(directory, fileId);
        if (In(Directory == 0 ? usim : In(usim, Directory), FileId) is not null) return true;
        return Service == LocalPhoneBook && In(In(In(files.Mf, DfTelecom), Directory), FileId) is not null;
    }

    private const int LocalPhoneBook = 1;
    private const int DfTelecom = 0x7F10;

    private static readonly FrozenDictionary<int, ServiceFile> s_files = new ServiceFile[]
    {
        new(1, 0x5F3A, 0x4F30, "DF.PHONEBOOK/EF.PBR"),
        new(2, 0, 0x6F3B, "EF.FDN"),
        new(3, 0, 0x6F4B, "EF.EXT2"),
        new(4, 0, 0x6F49, "EF.SDN"),
        new(5, 0, 0x6F4C, "EF.EXT3"),
        new(6, 0, 0x6F4D, "EF.BDN"),
        new(7, 0, 0x6F55, "EF.EXT4"),
        new(8, 0, 0x6F81, "EF.OCI"),
        new(9, 0, 0x6F80, "EF.ICI"),
        new(10, 0, 0x6F3C, "EF.SMS"),
        new(11, 0, 0x6F47, "EF.SMSR"),
        new(12, 0, 0x6F42, "EF.SMSP"),
        new(13, 0, 0x6F39, "EF.ACM"),
        new(15, 0, 0x6F45, "EF.CBMI"),
        new(16, 0, 0x6F50, "EF.CBMIR"),
        new(17, 0, 0x6F3E, "EF.GID1"),
        new(18, 0, 0x6F3F, "EF.GID2"),
        new(19, 0, 0x6F46, "EF.SPN"),
        new(20, 0, 0x6F60, "EF.PLMNwAcT"),
        new(21, 0, 0x6F40, "EF.MSISDN"),
        new(27, 0x5F3B, 0x4F20, "DF.GSM-ACCESS/EF.Kc"),
        new(29, 0, 0x6F48, "EF.CBMID"),
        new(34, 0, 0x6F56, "EF.EST"),
        new(35, 0, 0x6F57, "EF.ACL"),
        new(36, 0, 0x6F2C, "EF.DCK"),
        new(37, 0, 0x6F32, "EF.CNL"),
        new(42, 0, 0x6F61, "EF.OPLMNwAcT"),
        new(43, 0, 0x6F62, "EF.HPLMNwAcT"),
        new(44, 0, 0x6F4E, "EF.EXT5"),
        new(45, 0, 0x6FC5, "EF.PNN"),
        new(46, 0, 0x6FC6, "EF.OPL"),
        new(47, 0, 0x6FC7, "EF.MBDN"),
        new(48, 0, 0x6FCA, "EF.MWIS"),
        new(49, 0, 0x6FCB, "EF.CFIS"),
        new(51, 0, 0x6FCD, "EF.SPDI"),
        new(52, 0, 0x6FD0, "EF.MMSICP"),
        new(53, 0, 0x6FCF, "EF.EXT8"),
        new(55, 0, 0x6FD2, "EF.MMSUCP"),
        new(68, 0, 0x6FD5, "EF.GBABP"),
        new(69, 0, 0x6FD7, "EF.MSK"),
        new(71, 0, 0x6FD9, "EF.EHPLMN"),
        new(73, 0, 0x6FDB, "EF.EHPLMNPI"),
        new(74, 0, 0x6FDC, "EF.LRPLMNSI"),
        new(85, 0, 0x6FE3, "EF.EPSLOCI"),
        new(96, 0, 0x6FE8, "EF.NASCONFIG"),
        new(97, 0, 0x6FEC, "EF.PWS"),
        new(122, 0x5FC0, 0x4F01, "DF.5GS/EF.5GS3GPPLOCI"),
        new(123, 0x5FC0, 0x4F05, "DF.5GS/EF.5GAUTHKEYS"),
        new(124, 0x5FC0, 0x4F07, "DF.5GS/EF.SUCI_Calc_Info"),
        new(126, 0x5FC0, 0x4F06, "DF.5GS/EF.UAC_AIC"),
        new(129, 0x5FC0, 0x4F08, "DF.5GS/EF.OPL5G"),
        new(130, 0x5FC0, 0x4F09, "DF.5GS/EF.SUPI_NAI"),
        new(132, 0x5FC0, 0x4F0B, "DF.5GS/EF.URSP"),
        new(135, 0x5FC0, 0x4F0C, "DF.5GS/EF.TN3GPPSNN"),
        new(137, 0x5FC0, 0x4F0D, "DF.5GS/EF.CAG"),
    }.ToFrozenDictionary(file => file.Service);
}
