using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>ADF.USIM. SAIP annex A, TS 31.102 §4.2.</summary>
internal static class UsimTemplates
{
    /// <summary>From SAIP 1.0 on.</summary>
    internal static readonly ProfileTemplate V1 = new("4", PeKind.Usim, BaseDirectory.Mf, createdByDefault: true,
        Application(2, "adf-usim", "ADF.USIM", mandatory: true),
        Transparent(3, "ef-imsi", 0x6F07, "EF.IMSI", 9, arr: 2, sfi: 7, needs: Content | Size, mandatory: true),
        Linear(4, "ef-arr", 0x6F06, "EF.ARR", null, null, arr: 10, sfi: 23, needs: Content | Records | Size, mandatory: true),
        Transparent(5, "ef-keys", 0x6F08, "EF.Keys", 33, arr: 5, sfi: 8, fill: "07FF...FF", highUpdate: true),
        Transparent(6, "ef-keysPS", 0x6F09, "EF.KeysPS", 33, arr: 5, sfi: 9, fill: "07FF...FF", highUpdate: true),
        Transparent(7, "ef-hpplmn", 0x6F31, "EF.HPPLMN", 1, arr: 2, sfi: 18, fill: "0A"),
        Transparent(8, "ef-ust", 0x6F38, "EF.UST", 14, arr: 2, sfi: 4, needs: Content, mandatory: true),
        Linear(9, "ef-fdn", 0x6F3B, "EF.FDN", 20, 26, arr: 8, fill: "FF...FF"),
        Linear(10, "ef-sms", 0x6F3C, "EF.SMS", 10, 176, arr: 5, fill: "00FF...FF"),
        Linear(11, "ef-smsp", 0x6F42, "EF.SMSP", 1, 38, arr: 5, fill: "FF...FF"),
        Transparent(12, "ef-smss", 0x6F43, "EF.SMSS", 2, arr: 5, fill: "FFFF"),
        Transparent(13, "ef-spn", 0x6F46, "EF.SPN", 17, arr: 10, needs: Content, mandatory: true),
        Transparent(14, "ef-est", 0x6F56, "EF.EST", 1, arr: 8, sfi: 5, needs: Content, mandatory: true),
        Transparent(15, "ef-start-hfn", 0x6F5B, "EF.START-HFN", 6, arr: 5, sfi: 15, fill: "F00000F00000", highUpdate: true),
        Transparent(16, "ef-threshold", 0x6F5C, "EF.THRESHOLD", 3, arr: 2, sfi: 16, fill: "FFFFFF"),
        Transparent(17, "ef-psloci", 0x6F73, "EF.PSLOCI", 14, arr: 5, sfi: 12, fill: "FFFFFFFFFFFFFFFFFFFF0000FF01", highUpdate: true),
        Transparent(18, "ef-acc", 0x6F78, "EF.ACC", 2, arr: 2, sfi: 6, needs: Content, mandatory: true),
        Transparent(19, "ef-fplmn", 0x6F7B, "EF.FPLMN", 12, arr: 5, sfi: 13, fill: "FF...FF"),
        Transparent(20, "ef-loci", 0x6F7E, "EF.LOCI", 11, arr: 5, sfi: 11, fill: "FFFFFFFFFFFFFF0000FF01", highUpdate: true),
        Transparent(21, "ef-ad", 0x6FAD, "EF.AD", 4, arr: 10, sfi: 3, fill: "00000002"),
        Linear(22, "ef-ecc", 0x6FB7, "EF.ECC", 1, 4, arr: 10, sfi: 1, needs: Content, mandatory: true),
        Transparent(23, "ef-netpar", 0x6FC4, "EF.NETPAR", 128, arr: 5, fill: "FF...FF", highUpdate: true),
        Transparent(24, "ef-epsloci", 0x6FE3, "EF.EPSLOCI", 18, arr: 5, sfi: 30,
            fill: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000001", highUpdate: true),
        Linear(25, "ef-epsnsc", 0x6FE4, "EF.EPSNSC", 1, 80, arr: 5, sfi: 24, fill: "FF...FF", highUpdate: true));

    /// <summary>From SAIP 3.1 on: a longer EF.UST.</summary>
    internal static readonly ProfileTemplate V2 = V1.Next("4.2",
        Transparent(8, "ef-ust", 0x6F38, "EF.UST", 17, arr: 2, sfi: 4, needs: Content, mandatory: true));
}
