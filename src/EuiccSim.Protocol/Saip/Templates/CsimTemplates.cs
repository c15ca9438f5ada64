using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>ADF.CSIM, 3GPP2 C.S0065. SAIP annex A.</summary>
/// <remarks>
/// Tags and most file identifiers are those of the GSMA test profiles. Sizes, numbers of records and access rules are not the annex's:
/// they are from memory of 3GPP2 C.S0065, and from the contents of the test profiles.
/// </remarks>
internal static class CsimTemplates
{
    /// <summary>From SAIP 1.0 on.</summary>
    internal static readonly ProfileTemplate V1 = new("10", PeKind.Csim, BaseDirectory.Mf, createdByDefault: true,
        Application(2, "adf-csim", "ADF.CSIM", mandatory: true),
        Linear(3, "ef-arr", 0x6F06, "EF.ARR", null, null, arr: 10, needs: Content | Records | Size, mandatory: true),
        Cyclic(4, "ef-call-count", 0x6F21, "EF.COUNT", 1, 2, arr: 3, mandatory: true),
        Transparent(5, "ef-imsi-m", 0x6F22, "EF.IMSI_M", 10, arr: 3, mandatory: true),
        Transparent(6, "ef-imsi-t", 0x6F23, "EF.IMSI_T", 10, arr: 3, mandatory: true),
        Transparent(7, "ef-tmsi", 0x6F24, "EF.TMSI", 16, arr: 3, mandatory: true),
        Transparent(8, "ef-ah", 0x6F25, "EF.AH", 2, arr: 3, mandatory: true),
        Transparent(9, "ef-aop", 0x6F26, "EF.AOP", 1, arr: 3, mandatory: true),
        Transparent(10, "ef-aloc", 0x6F27, "EF.ALOC", 7, arr: 3, mandatory: true),
        Linear(11, "ef-cdmahome", 0x6F28, "EF.CDMAHOME", null, 5, arr: 3, needs: Records, mandatory: true),
        Linear(12, "ef-znregi", 0x6F29, "EF.ZNREGI", null, 8, arr: 3, needs: Records, mandatory: true),
        Transparent(13, "ef-snregi", 0x6F2A, "EF.SNREGI", 7, arr: 3, mandatory: true),
        Transparent(14, "ef-distregi", 0x6F2B, "EF.DISTREGI", 8, arr: 3, mandatory: true),
        Transparent(15, "ef-accolc", 0x6F2C, "EF.ACCOLC", 1, arr: 3, mandatory: true),
        Transparent(16, "ef-term", 0x6F2D, "EF.TERM", 1, arr: 3, mandatory: true),
        Transparent(17, "ef-acp", 0x6F2F, "EF.ACP", 7, arr: 3, mandatory: true),
        Transparent(18, "ef-prl", 0x6F30, "EF.PRL", null, arr: 3, needs: Size, mandatory: true),
        Transparent(19, "ef-ruimid", 0x6F31, "EF.RUIMID", 8, arr: 3, mandatory: true),
        Transparent(20, "ef-csim-st", 0x6F32, "EF.CSIM_ST", null, arr: 3, needs: Size, mandatory: true),
        Transparent(21, "ef-spc", 0x6F33, "EF.SPC", 3, arr: 3, mandatory: true),
        Transparent(22, "ef-otapaspc", 0x6F34, "EF.OTAPASPC", 1, arr: 3, mandatory: true),
        Transparent(23, "ef-namlock", 0x6F35, "EF.NAMLOCK", 1, arr: 3, mandatory: true),
        Transparent(24, "ef-ota", 0x6F36, "EF.OTA", 17, arr: 3, mandatory: true),
        Transparent(25, "ef-sp", 0x6F37, "EF.SP", 1, arr: 3, mandatory: true),
        Transparent(26, "ef-esn-meid-me", 0x6F38, "EF.ESN_MEID_ME", 8, arr: 3, mandatory: true),
        Transparent(27, "ef-li", 0x6F3A, "EF.LI", null, arr: 3, needs: Size, mandatory: true),
        Transparent(28, "ef-usgind", 0x6F42, "EF.USGIND", 1, arr: 3, mandatory: true),
        Transparent(29, "ef-ad", 0x6F43, "EF.AD", 3, arr: 3, mandatory: true),
        Transparent(30, "ef-max-prl", 0x6F45, "EF.MAX_PRL", 4, arr: 3, mandatory: true),
        Transparent(31, "ef-spcs", 0x6F46, "EF.SPCS", 1, arr: 3, mandatory: true),
        Transparent(32, "ef-mecrp", 0x6F55, "EF.MECRP", 3, arr: 3, mandatory: true),
        Transparent(33, "ef-home-tag", 0x6F70, "EF.HOME_TAG", null, arr: 3, needs: Size, mandatory: true),
        Transparent(34, "ef-group-tag", 0x6F71, "EF.GROUP_TAG", null, arr: 3, needs: Size, mandatory: true),
        Transparent(35, "ef-specific-tag", 0x6F72, "EF.SPECIFIC_TAG", null, arr: 3, needs: Size, mandatory: true),
        Transparent(36, "ef-call-prompt", 0x6F73, "EF.CALL_PROMPT", null, arr: 3, needs: Size, mandatory: true));

    /// <summary>From SAIP 3.1 on; which rows differ is not known here.</summary>
    internal static readonly ProfileTemplate V2 = V1.Next("10.2");
}
