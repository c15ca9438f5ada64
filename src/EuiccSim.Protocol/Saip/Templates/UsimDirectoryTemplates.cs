using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>DF.PHONEBOOK and DF.GSM-ACCESS of ADF.USIM. SAIP annex A, TS 31.102 §4.4.</summary>
internal static class UsimDirectoryTemplates
{
    /// <summary>DF.PHONEBOOK.</summary>
    internal static readonly ProfileTemplate Phonebook = new("6", PeKind.Phonebook, BaseDirectory.Usim, createdByDefault: false,
        Directory(2, "df-phonebook", 0x5F3A, "DF.PHONEBOOK", mandatory: true),
        Linear(3, "ef-pbr", 0x4F30, "EF.PBR", null, null, arr: 2, needs: Content | Records | Size),
        Linear(4, "ef-ext1", 0x4F38, "EF.EXT1", null, 13, arr: 5, fill: "00FF...FF", needs: Size | Sfi, last: 0x4F3F),
        Linear(5, "ef-aas", 0x4F40, "EF.AAS", null, null, arr: 5, fill: "FF...FF", needs: Records | Size, last: 0x4F47),
        Linear(6, "ef-gas", 0x4F48, "EF.GAS", null, null, arr: 5, fill: "FF...FF", needs: Records | Size, last: 0x4F4F),
        Transparent(7, "ef-psc", 0x4F22, "EF.PSC", 4, arr: 5, fill: "00000000", needs: Sfi),
        Transparent(8, "ef-cc", 0x4F23, "EF.CC", 2, arr: 5, fill: "0000", needs: Sfi, highUpdate: true),
        Transparent(9, "ef-puid", 0x4F24, "EF.PUID", 2, arr: 5, fill: "0000", needs: Sfi, highUpdate: true),
        Linear(10, "ef-iap", 0x4F50, "EF.IAP", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F57),
        Linear(11, "ef-adn", 0x4F58, "EF.ADN", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F5F),
        Linear(12, "ef-pbc", 0x4F60, "EF.PBC", null, 2, arr: 5, fill: "00...00", needs: Records | Sfi, last: 0x4F67),
        Linear(13, "ef-anr", 0x4F68, "EF.ANR", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F6F),
        Linear(14, "ef-puri", 0x4F70, "EF.PURI", null, null, arr: 5, needs: Content | Records | Size | Sfi, last: 0x4F77),
        Linear(15, "ef-email", 0x4F78, "EF.EMAIL", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F7F),
        Linear(16, "ef-sne", 0x4F80, "EF.SNE", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F87),
        Linear(17, "ef-uid", 0x4F88, "EF.UID", null, 2, arr: 5, fill: "0000", needs: Records | Sfi, last: 0x4F8F),
        Linear(18, "ef-grp", 0x4F90, "EF.GRP", null, null, arr: 5, fill: "00...00", needs: Records | Size | Sfi, last: 0x4F97),
        Linear(19, "ef-ccp1", 0x4F98, "EF.CCP1", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F9F));

    /// <summary>DF.GSM-ACCESS.</summary>
    internal static readonly ProfileTemplate GsmAccess = new("7", PeKind.GsmAccess, BaseDirectory.Usim, createdByDefault: false,
        Directory(2, "df-gsm-access", 0x5F3B, "DF.GSM-ACCESS", mandatory: true),
        Transparent(3, "ef-kc", 0x4F20, "EF.Kc", 9, arr: 5, sfi: 1, fill: "FF...FF07", highUpdate: true),
        Transparent(4, "ef-kcgprs", 0x4F52, "EF.KcGPRS", 9, arr: 5, sfi: 2, fill: "FF...FF07", highUpdate: true),
        Transparent(5, "ef-cpbcch", 0x4F63, "EF.CPBCCH", 10, arr: 5, fill: "FF...FF", highUpdate: true),
        Transparent(6, "ef-invscan", 0x4F64, "EF.InvScan", 1, arr: 2, fill: "00"));
}
