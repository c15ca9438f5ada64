using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>Optional files of ADF.CSIM, 3GPP2 C.S0065. SAIP annex A.</summary>
/// <remarks>
/// Tags and most file identifiers are those of the GSMA test profiles. Sizes, numbers of records and access rules are not the annex's:
/// they are from memory of 3GPP2 C.S0065, and from the contents of the test profiles.
/// </remarks>
internal static class OptCsimTemplates
{
    /// <summary>From SAIP 1.0 on.</summary>
    internal static readonly ProfileTemplate V1 = new("11", PeKind.OptCsim, BaseDirectory.Csim, createdByDefault: false,
        Transparent(2, "ef-ssci", 0x6F2E, "EF.SSCI", 1, arr: 3),
        Linear(3, "ef-fdn", 0x6F3B, "EF.FDN", 20, 28, arr: 3),
        Linear(4, "ef-sms", 0x6F3C, "EF.SMS", null, null, arr: 3, needs: Records | Size),
        Linear(5, "ef-smsp", 0x6F3D, "EF.SMSP", null, null, arr: 3, needs: Records | Size),
        Transparent(6, "ef-smss", 0x6F3E, "EF.SMSS", null, arr: 3, needs: Size),
        Transparent(7, "ef-ssfc", 0x6F3F, "EF.SSFC", null, arr: 3, needs: Size),
        Transparent(8, "ef-spn", 0x6F41, "EF.SPN", 35, arr: 3),
        Linear(9, "ef-mdn", 0x6F44, "EF.MDN", null, 11, arr: 3, needs: Records),
        Transparent(10, "ef-ecc", 0x6F47, "EF.ECC", null, arr: 3, needs: Size),
        Transparent(11, "ef-me3gpdopc", 0x6F48, "EF.ME3GPDOPC", 1, arr: 3),
        Transparent(12, "ef-3gpdopm", 0x6F49, "EF.3GPDOPM", 1, arr: 3),
        Transparent(13, "ef-sipcap", 0x6F4A, "EF.SIPCAP", 4, arr: 3),
        Transparent(14, "ef-mipcap", 0x6F4B, "EF.MIPCAP", 5, arr: 3),
        Transparent(15, "ef-sipupp", 0x6F4C, "EF.SIPUPP", null, arr: 3, needs: Size),
        Transparent(16, "ef-mipupp", 0x6F4D, "EF.MIPUPP", null, arr: 3, needs: Size),
        Transparent(17, "ef-sipsp", 0x6F4E, "EF.SIPSP", 1, arr: 3),
        Transparent(18, "ef-mipsp", 0x6F4F, "EF.MIPSP", null, arr: 3, needs: Size),
        Transparent(19, "ef-sippapss", 0x6F50, "EF.SIPPAPSS", null, arr: 3, needs: Size),
        Transparent(20, "ef-puzl", 0x6F53, "EF.PUZL", null, arr: 3, needs: Size),
        Transparent(21, "ef-maxpuzl", 0x6F54, "EF.MAXPUZL", null, arr: 3, needs: Size),
        Transparent(22, "ef-hrpdcap", 0x6F56, "EF.HRPDCAP", 3, arr: 3),
        Transparent(23, "ef-hrpdupp", 0x6F57, "EF.HRPDUPP", null, arr: 3, needs: Size),
        Transparent(24, "ef-csspr", 0x6F58, "EF.CSSPR", 1, arr: 3),
        Transparent(25, "ef-atc", 0x6F59, "EF.ATC", 1, arr: 3),
        Transparent(26, "ef-eprl", 0x6F5A, "EF.EPRL", null, arr: 3, needs: Size),
        Transparent(27, "ef-bcsmscfg", 0x6F5B, "EF.BCSMSCFG", null, arr: 3, needs: Size),
        Transparent(28, "ef-bcsmspref", 0x6F5C, "EF.BCSMSPREF", null, arr: 3, needs: Size),
        Transparent(29, "ef-bcsmstable", 0x6F5D, "EF.BCSMSTABLE", null, arr: 3, needs: Size),
        Linear(30, "ef-bcsmsp", 0x6F5E, "EF.BCSMSP", null, 2, arr: 3, needs: Records),
        Transparent(31, "ef-bakpara", 0x6F63, "EF.BAKPARA", null, arr: 3, needs: Size),
        Transparent(32, "ef-upbakpara", 0x6F64, "EF.UPBAKPARA", null, arr: 3, needs: Size),
        Linear(33, "ef-mmsn", 0x6F65, "EF.MMSN", null, 8, arr: 3, needs: Records),
        Linear(34, "ef-ext8", 0x6F66, "EF.EXT8", 10, 13, arr: 3),
        Transparent(35, "ef-mmsicp", 0x6F67, "EF.MMSICP", 100, arr: 3),
        Linear(36, "ef-mmsup", 0x6F68, "EF.MMSUP", 1, 10, arr: 3),
        Transparent(37, "ef-mmsucp", 0x6F69, "EF.MMSUCP", 100, arr: 3),
        Transparent(38, "ef-auth-capability", 0x6F6A, "EF.AUTH_CAPABILITY", null, arr: 3, needs: Size),
        Transparent(39, "ef-3gcik", 0x6F6B, "EF.3GCIK", 32, arr: 3),
        Transparent(40, "ef-dck", 0x6F6C, "EF.DCK", null, arr: 3, needs: Size),
        Transparent(41, "ef-gid1", 0x6F6D, "EF.GID1", null, arr: 3, needs: Size),
        Transparent(42, "ef-gid2", 0x6F6E, "EF.GID2", null, arr: 3, needs: Size),
        Transparent(43, "ef-cdmacnl", 0x6F6F, "EF.CDMACNL", null, arr: 3, needs: Size),
        Transparent(44, "ef-sf-euimid", 0x6F74, "EF.SF_EUIMID", 7, arr: 3),
        Transparent(45, "ef-est", 0x6F75, "EF.EST", 1, arr: 3),
        Transparent(46, "ef-hidden-key", 0x6F76, "EF.HIDDEN_KEY", 4, arr: 3),
        Transparent(47, "ef-lcsver", 0x6F77, "EF.LCSVER", null, arr: 3, needs: Size),
        Transparent(48, "ef-lcscp", 0x6F78, "EF.LCSCP", null, arr: 3, needs: Size),
        Linear(49, "ef-sdn", 0x6F79, "EF.SDN", 10, 28, arr: 3),
        Linear(50, "ef-ext2", 0x6F7A, "EF.EXT2", 10, 13, arr: 3),
        Linear(51, "ef-ext3", 0x6F7B, "EF.EXT3", 10, 13, arr: 3),
        Cyclic(52, "ef-ici", 0x6F7C, "EF.ICI", 20, 42, arr: 3),
        Cyclic(53, "ef-oci", 0x6F7D, "EF.OCI", 20, 41, arr: 3),
        Linear(54, "ef-ext5", 0x6F7E, "EF.EXT5", 10, 13, arr: 3),
        Linear(55, "ef-ccp2", 0x6F7F, "EF.CCP2", 5, 15, arr: 3),
        Transparent(56, "ef-applabels", 0x6F80, "EF.APPLABELS", null, arr: 3, needs: Size),
        Transparent(57, "ef-model", 0x6F81, "EF.MODEL", 126, arr: 3),
        Transparent(58, "ef-rc", 0x6F82, "EF.RC", null, arr: 3, needs: Size),
        Transparent(59, "ef-smscap", 0x6F83, "EF.SMSCAP", null, arr: 3, needs: Size),
        Transparent(60, "ef-mipflags", 0x6F84, "EF.MIPFLAGS", null, arr: 3, needs: Size),
        Transparent(61, "ef-3gpduppext", 0x6F85, "EF.3GPDUPPEXT", null, arr: 3, needs: Size),
        Transparent(62, "ef-ipv6cap", 0x6F87, "EF.IPV6CAP", null, arr: 3, needs: Size),
        Transparent(63, "ef-tcpconfig", 0x6F88, "EF.TCPCONFIG", null, arr: 3, needs: Size),
        Transparent(64, "ef-dgc", 0x6F89, "EF.DGC", null, arr: 3, needs: Size),
        Transparent(65, "ef-wapbrowsercp", 0x6F8A, "EF.WAPBROWSERCP", null, arr: 3, needs: Size),
        Transparent(66, "ef-wapbrowserbm", 0x6F8B, "EF.WAPBROWSERBM", null, arr: 3, needs: Size),
        Transparent(67, "ef-mmsconfig", 0x6F8C, "EF.MMSCONFIG", null, arr: 3, needs: Size),
        Transparent(68, "ef-jdl", 0x6F8D, "EF.JDL", null, arr: 3, needs: Size));

    /// <summary>From SAIP 3.1 on; which rows differ is not known here.</summary>
    internal static readonly ProfileTemplate V2 = V1.Next("11.2");
}
