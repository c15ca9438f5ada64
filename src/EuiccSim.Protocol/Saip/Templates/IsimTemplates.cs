using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>ADF.ISIM. SAIP annex A, TS 31.103.</summary>
internal static class IsimTemplates
{
    /// <summary>From SAIP 1.0 on.</summary>
    internal static readonly ProfileTemplate Isim = new("8", PeKind.Isim, BaseDirectory.Mf, createdByDefault: true,
        Application(2, "adf-isim", "ADF.ISIM", mandatory: true),
        Transparent(3, "ef-impi", 0x6F02, "EF.IMPI", null, arr: 2, sfi: 2, needs: Content | Size, mandatory: true),
        Linear(4, "ef-impu", 0x6F04, "EF.IMPU", 1, null, arr: 2, sfi: 4, needs: Content | Size, mandatory: true),
        Transparent(5, "ef-domain", 0x6F03, "EF.Domain", null, arr: 2, sfi: 5, needs: Content | Size, mandatory: true),
        Transparent(6, "ef-ist", 0x6F07, "EF.IST", 14, arr: 2, sfi: 7, needs: Content, mandatory: true),
        Transparent(7, "ef-ad", 0x6FAD, "EF.AD", 3, arr: 10, sfi: 3, fill: "000000"),
        Linear(8, "ef-arr", 0x6F06, "EF.ARR", null, null, arr: 10, sfi: 6, needs: Content | Records | Size, mandatory: true));

    /// <summary>Optional files.</summary>
    internal static readonly ProfileTemplate OptIsim = new("9", PeKind.OptIsim, BaseDirectory.Isim, createdByDefault: false,
        Linear(2, "ef-pcscf", 0x6F09, "EF.P-CSCF", 1, null, arr: 2, needs: Content | Size),
        Linear(3, "ef-sms", 0x6F3C, "EF.SMS", 10, 176, arr: 5, fill: "00FF...FF"),
        Linear(4, "ef-smsp", 0x6F42, "EF.SMSP", 1, 38, arr: 5, fill: "FF...FF"),
        Transparent(5, "ef-smss", 0x6F43, "EF.SMSS", 2, arr: 5, fill: "FFFF"),
        Linear(6, "ef-smsr", 0x6F47, "EF.SMSR", 10, 30, arr: 5, fill: "00FF...FF"),
        Transparent(7, "ef-gbabp", 0x6FD5, "EF.GBABP", null, arr: 5, fill: "FF...FF", needs: Size),
        Linear(8, "ef-gbanl", 0x6FD7, "EF.GBANL", null, null, arr: 2, fill: "FF...FF", needs: Records | Size),
        Linear(9, "ef-nafkca", 0x6FDD, "EF.NAFKCA", null, null, arr: 2, fill: "FF...FF", needs: Records | Size),
        Linear(10, "ef-uicciari", 0x6FE7, "EF.UICCIARI", null, null, arr: 2, needs: Content | Records | Size));

    /// <summary>Optional files from SAIP 3.1 on.</summary>
    internal static readonly ProfileTemplate OptIsimV2 = OptIsim.Next("9.2",
        Linear(2, "ef-pcscf", 0x6F09, "EF.P-CSCF", 1, null, arr: 2, needs: Content | Size),
        Transparent(11, "ef-frompreferred", 0x6FF7, "EF.FromPreferred", 1, arr: 2, fill: "00"),
        BerTlv(12, "ef-imsconfigdata", 0x6FF8, "EF.ImsConfigData", arr: 2, needs: Content | Size),
        BerTlv(13, "ef-xcapconfigdata", 0x6FFC, "EF.XcapconfigData", arr: 2, needs: Content | Size),
        Linear(14, "ef-webrtcuri", 0x6FFA, "EF.WebRTCURI", null, null, arr: 2, needs: Content | Records | Size),
        BerTlv(15, "ef-mudmidconfigdata", 0x6FFE, "EF.MuDMiDConfigData", arr: 2, needs: Content | Size));
}
