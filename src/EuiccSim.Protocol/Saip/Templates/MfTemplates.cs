using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>The MF and DF.CD. SAIP annex A.</summary>
internal static class MfTemplates
{
    /// <summary>The MF and its files.</summary>
    internal static readonly ProfileTemplate Mf = new("1", PeKind.Mf, BaseDirectory.None, createdByDefault: true,
        Master(2, "mf", "MF", mandatory: true),
        Transparent(3, "ef-pl", 0x2F05, "EF.PL", 2, arr: 1, sfi: 5, fill: "FF...FF"),
        Transparent(4, "ef-iccid", 0x2FE2, "EF.ICCID", 10, arr: 11, needs: Content, mandatory: true),
        Linear(5, "ef-dir", 0x2F00, "EF.DIR", null, null, arr: 10, sfi: 30, needs: Content | Records | Size, mandatory: true),
        Linear(6, "ef-arr", 0x2F06, "EF.ARR", null, null, arr: 10, needs: Content | Records | Size, mandatory: true),
        Transparent(7, "ef-umpc", 0x2F08, "EF.UMPC", 5, arr: 10, sfi: 8));

    /// <summary>DF.CD, TS 102 221 §13.</summary>
    internal static readonly ProfileTemplate Cd = new("2", PeKind.Cd, BaseDirectory.Mf, createdByDefault: false,
        Directory(2, "df-cd", 0x7F11, "DF.CD", mandatory: true),
        Transparent(3, "ef-launchpad", 0x6F01, "EF.LAUNCHPAD", null, arr: 2, needs: Content | Size),
        Transparent(4, "ef-icon", 0x6F40, "EF.ICON", null, arr: 2, needs: Content | Size, last: 0x6F7E));
}
