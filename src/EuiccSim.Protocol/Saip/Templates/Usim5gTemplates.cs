using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>The directories that 5G added to ADF.USIM. SAIP annex A, TS 31.102 §4.4.11 and after.</summary>
internal static class Usim5gTemplates
{
    /// <summary>DF.5GS from SAIP 2.3 on.</summary>
    internal static readonly ProfileTemplate Df5gs = new("13", PeKind.Df5gs, BaseDirectory.Usim, createdByDefault: false,
        Directory(2, "df-df-5gs", 0x5FC0, "DF.5GS", mandatory: true),
        Transparent(3, "ef-5gs3gpploci", 0x4F01, "EF.5GS3GPPLOCI", 20, arr: 5, sfi: 1,
            fill: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000001", highUpdate: true),
        Transparent(4, "ef-5gsn3gpploci", 0x4F02, "EF.5GSN3GPPLOCI", 20, arr: 5, sfi: 2,
            fill: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000001", highUpdate: true),
        Linear(5, "ef-5gs3gppnsc", 0x4F03, "EF.5GS3GPPNSC", 1, 57, arr: 5, sfi: 3, fill: "FF...FF", highUpdate: true),
        Linear(6, "ef-5gsn3gppnsc", 0x4F04, "EF.5GSN3GPPNSC", 1, 57, arr: 5, sfi: 4, fill: "FF...FF", highUpdate: true),
        Transparent(7, "ef-5gauthkeys", 0x4F05, "EF.5GAUTHKEYS", 110, arr: 5, sfi: 5, needs: Content, highUpdate: true),
        Transparent(8, "ef-uac-aic", 0x4F06, "EF.UAC_AIC", 4, arr: 2, sfi: 6, needs: Content),
        Transparent(9, "ef-suci-calc-info", 0x4F07, "EF.SUCI_Calc_Info", null, arr: 2, sfi: 7, fill: "FF...FF"),
        Linear(10, "ef-opl5g", 0x4F08, "EF.OPL5G", null, 10, arr: 10, sfi: 8, fill: "FF...FF", needs: Records),
        Transparent(11, "ef-supinai", 0x4F09, "EF.SUPI_NAI", null, arr: 2, sfi: 9, needs: Content | Size),
        Transparent(12, "ef-routing-indicator", 0x4F0A, "EF.Routing_Indicator", 4, arr: 2, sfi: 10, fill: "F0FFFFFF"));

    /// <summary>DF.5GS from SAIP 3.1 on.</summary>
    internal static readonly ProfileTemplate Df5gsV2 = Df5gs.Next("13.2",
        BerTlv(13, "ef-ursp", 0x4F0B, "EF.URSP", arr: 2),
        Transparent(14, "ef-tn3gppsnn", 0x4F0C, "EF.TN3GPPSNN", 1, arr: 2, sfi: 12, fill: "00"));

    /// <summary>DF.5GS from SAIP 3.1 on, with two records of NAS security context.</summary>
    internal static readonly ProfileTemplate Df5gsV3 = Df5gsV2.Next("13.3",
        Linear(5, "ef-5gs3gppnsc", 0x4F03, "EF.5GS3GPPNSC", 2, 62, arr: 5, sfi: 3, fill: "FF...FF", highUpdate: true),
        Linear(6, "ef-5gsn3gppnsc", 0x4F04, "EF.5GSN3GPPNSC", 2, 62, arr: 5, sfi: 4, fill: "FF...FF", highUpdate: true));

    /// <summary>DF.5GS from SAIP 3.3 on.</summary>
    internal static readonly ProfileTemplate Df5gsV4 = Df5gsV3.Next("13.4",
        Transparent(12, "ef-routing-indicator", 0x4F0A, "EF.Routing_Indicator", 4, arr: 2, sfi: 10, fill: "F0FF0000"),
        Transparent(15, "ef-cag", 0x4F0D, "EF.CAG", 2, arr: 2, sfi: 13, needs: Content),
        Transparent(16, "ef-sor-cmci", 0x4F0E, "EF.SOR_CMCI", null, arr: 2, sfi: 14, needs: Content),
        Transparent(17, "ef-dri", 0x4F0F, "EF.DRI", 7, arr: 2, sfi: 15, needs: Content),
        Transparent(18, "ef-5gsedrx", 0x4F10, "EF.5GSEDRX", 2, arr: 2, sfi: 16, needs: Content),
        Transparent(19, "ef-5gnswo-conf", 0x4F11, "EF.5GNSWO_CONF", 1, arr: 2, sfi: 17, needs: Content),
        Transparent(20, "ef-mchpplmn", 0x4F15, "EF.MCHPPLMN", 1, arr: 2, sfi: 21, needs: Content),
        Transparent(21, "ef-kausf-derivation", 0x4F16, "EF.KAUSF_DERIVATION", 1, arr: 2, sfi: 22, needs: Content));

    /// <summary>DF.SAIP: what only the USIM itself reads.</summary>
    internal static readonly ProfileTemplate DfSaip = new("14", PeKind.DfSaip, BaseDirectory.Usim, createdByDefault: false,
        Directory(2, "df-df-saip", 0x5FD0, "DF.SAIP", mandatory: true),
        Transparent(3, "ef-suci-calc-info-usim", 0x4F01, "EF.SUCICalcInfo", null, arr: 3, fill: "FF...FF", needs: Size));

    /// <summary>DF.SNPN.</summary>
    internal static readonly ProfileTemplate DfSnpn = new("15", PeKind.DfSnpn, BaseDirectory.Usim, createdByDefault: false,
        Directory(2, "df-df-snpn", 0x5FE0, "DF.SNPN", mandatory: true),
        Transparent(3, "ef-pws-snpn", 0x4F01, "EF.PWS_SNPN", 1, arr: 10, needs: Content));

    /// <summary>DF.5G_ProSe.</summary>
    internal static readonly ProfileTemplate Df5gprose = new("16", PeKind.Df5gprose, BaseDirectory.Usim, createdByDefault: false,
        Directory(2, "df-df-5g-prose", 0x5FF0, "DF.5G_ProSe", mandatory: true),
        Transparent(3, "ef-5g-prose-st", 0x4F01, "EF.5G_PROSE_ST", 1, arr: 2, sfi: 1, needs: Content),
        Transparent(4, "ef-5g-prose-dd", 0x4F02, "EF.5G_PROSE_DD", 26, arr: 2, sfi: 2, needs: Content),
        Transparent(5, "ef-5g-prose-dc", 0x4F03, "EF.5G_PROSE_DC", 12, arr: 2, sfi: 3, needs: Content),
        Transparent(6, "ef-5g-prose-u2nru", 0x4F04, "EF.5G_PROSE_U2NRU", 32, arr: 2, sfi: 4, needs: Content),
        Transparent(7, "ef-5g-prose-ru", 0x4F05, "EF.5G_PROSE_RU", 29, arr: 2, sfi: 5, needs: Content),
        Transparent(8, "ef-5g-prose-uir", 0x4F06, "EF.5G_PROSE_UIR", 32, arr: 2, sfi: 6, needs: Content));
}
