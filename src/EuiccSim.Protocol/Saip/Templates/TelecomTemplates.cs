using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>DF.TELECOM with its directories. SAIP annex A, TS 31.102 §4.6.</summary>
internal static class TelecomTemplates
{
    /// <summary>From SAIP 1.0 on.</summary>
    internal static readonly ProfileTemplate V1 = new("3", PeKind.Telecom, BaseDirectory.Mf, createdByDefault: false,
        Directory(2, "df-telecom", 0x7F10, "DF.TELECOM", mandatory: true),
        Linear(3, "ef-arr", 0x6F06, "EF.ARR", null, null, arr: 10, needs: Content | Records | Size),
        Linear(4, "ef-rma", 0x6F53, "EF.RMA", null, null, arr: 3, needs: Content | Records | Size),
        Transparent(5, "ef-sume", 0x6F54, "EF.SUME", 22, arr: 3, needs: Content),
        Linear(6, "ef-ice-dn", 0x6FE0, "EF.ICE_DN", 50, 24, arr: 9, fill: "FF...FF"),
        Linear(7, "ef-ice-ff", 0x6FE1, "EF.ICE_FF", null, null, arr: 9, fill: "FF...FF", needs: Records | Size),
        Linear(8, "ef-psismsc", 0x6FE5, "EF.PSISMSC", null, null, arr: 5, needs: Content | Records | Size),
        Directory(9, "df-graphics", 0x5F50, "DF.GRAPHICS"),
        Linear(10, "ef-img", 0x4F20, "EF.IMG", null, null, arr: 2, fill: "00FF...FF", needs: Records | Size),
        Transparent(11, "ef-iidf", 0x4F40, "EF.IIDF", null, arr: 2, fill: "FF...FF", needs: Size, last: 0x4F7F),
        BerTlv(12, "ef-ice-graphics", 0x4F21, "EF.ICE_GRAPHICS", arr: 9, needs: Size),
        Transparent(13, "ef-launch-scws", 0x4F01, "EF.LAUNCH_SCWS", null, arr: 10, needs: Content | Size),
        Transparent(14, "ef-icon", 0x4F80, "EF.ICON", null, arr: 10, needs: Content | Size, last: 0x4FBF),
        Directory(15, "df-phonebook", 0x5F3A, "DF.PHONEBOOK"),
        Linear(16, "ef-pbr", 0x4F30, "EF.PBR", null, null, arr: 2, needs: Content | Records | Size),
        Linear(17, "ef-ext1", 0x4F38, "EF.EXT1", null, 13, arr: 5, fill: "00FF...FF", needs: Size | Sfi, last: 0x4F3F),
        Linear(18, "ef-aas", 0x4F40, "EF.AAS", null, null, arr: 5, fill: "FF...FF", needs: Records | Size, last: 0x4F47),
        Linear(19, "ef-gas", 0x4F48, "EF.GAS", null, null, arr: 5, fill: "FF...FF", needs: Records | Size, last: 0x4F4F),
        Transparent(20, "ef-psc", 0x4F22, "EF.PSC", 4, arr: 5, fill: "00000000", needs: Sfi),
        Transparent(21, "ef-cc", 0x4F23, "EF.CC", 2, arr: 5, fill: "0000", needs: Sfi, highUpdate: true),
        Transparent(22, "ef-puid", 0x4F24, "EF.PUID", 2, arr: 5, fill: "0000", needs: Sfi, highUpdate: true),
        Linear(23, "ef-iap", 0x4F50, "EF.IAP", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F57),
        Linear(24, "ef-adn", 0x4F58, "EF.ADN", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F5F),
        Linear(25, "ef-pbc", 0x4F60, "EF.PBC", null, 2, arr: 5, fill: "00...00", needs: Records | Sfi, last: 0x4F67),
        Linear(26, "ef-anr", 0x4F68, "EF.ANR", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F6F),
        Linear(27, "ef-puri", 0x4F70, "EF.PURI", null, null, arr: 5, needs: Content | Records | Size | Sfi, last: 0x4F77),
        Linear(28, "ef-email", 0x4F78, "EF.EMAIL", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F7F),
        Linear(29, "ef-sne", 0x4F80, "EF.SNE", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F87),
        Linear(30, "ef-uid", 0x4F88, "EF.UID", null, 2, arr: 5, fill: "0000", needs: Records | Sfi, last: 0x4F8F),
        Linear(31, "ef-grp", 0x4F90, "EF.GRP", null, null, arr: 5, fill: "00...00", needs: Records | Size | Sfi, last: 0x4F97),
        Linear(32, "ef-ccp1", 0x4F98, "EF.CCP1", null, null, arr: 5, fill: "FF...FF", needs: Records | Size | Sfi, last: 0x4F9F),
        Directory(33, "df-multimedia", 0x5F3B, "DF.MULTIMEDIA"),
        BerTlv(34, "ef-mml", 0x4F47, "EF.MML", arr: 5, needs: Size),
        BerTlv(35, "ef-mmdf", 0x4F48, "EF.MMDF", arr: 5, needs: Size),
        Directory(36, "df-mmss", 0x5F3C, "DF.MMSS"),
        Transparent(37, "ef-mlpl", 0x4F20, "EF.MLPL", null, arr: 2, sfi: 1, needs: Content | Size),
        Transparent(38, "ef-mspl", 0x4F21, "EF.MSPL", null, arr: 2, sfi: 2, needs: Content | Size),
        Transparent(39, "ef-mmssmode", 0x4F22, "EF.MMSSMODE", 1, arr: 2, sfi: 3, needs: Content));

    /// <summary>From SAIP 3.1 on: DF.MCS and DF.V2X.</summary>
    internal static readonly ProfileTemplate V2 = V1.Next("3.2",
        Directory(40, "df-mcs", 0x5F3D, "DF.MCS"),
        Transparent(41, "ef-mst", 0x4F01, "EF.MST", null, arr: 2, sfi: 1, needs: Content | Size),
        BerTlv(42, "ef-mcs-config", 0x4F02, "EF.MCSCONFIG", arr: 2, sfi: 2, needs: Content | Size),
        Directory(43, "df-v2x", 0x5F3E, "DF.V2X"),
        Transparent(44, "ef-vst", 0x4F01, "EF.VST", null, arr: 2, sfi: 1, needs: Content | Size),
        BerTlv(45, "ef-v2x-config", 0x4F02, "EF.V2X_CONFIG", arr: 2, sfi: 2, needs: Content | Size),
        Transparent(46, "ef-v2xp-pc5", 0x4F03, "EF.V2XP_PC5", null, arr: 2, needs: Content | Size),
        Transparent(47, "ef-v2xp-Uu", 0x4F04, "EF.V2XP_Uu", null, arr: 2, needs: Content | Size));
}
