using static EuiccSim.Protocol.Saip.Templates.Rows;

namespace EuiccSim.Protocol.Saip.Templates;

/// <summary>DF.EAP, TS 102 310. SAIP annex A.</summary>
internal static class EapTemplates
{
    /// <summary>From SAIP 2.2 on.</summary>
    internal static readonly ProfileTemplate Eap = new("12", PeKind.Eap, BaseDirectory.LastAdf, createdByDefault: false,
        AnyDirectory(2, "df-eap", "DF.EAP", mandatory: true),
        Transparent(3, "ef-eapkeys", 0x4F01, "EF.EAPKEYS", null, arr: 2, needs: Content | Size, highUpdate: true),
        Transparent(4, "ef-eapstatus", 0x4F02, "EF.EAPSTATUS", 1, arr: 2, fill: "00", highUpdate: true, mandatory: true),
        Transparent(5, "ef-puid", 0x4F03, "EF.PUId", null, arr: 2, needs: Content | Size),
        Transparent(6, "ef-ps", 0x4F04, "EF.Ps", null, arr: 5, fill: "FF...FF", needs: Size, highUpdate: true),
        Transparent(7, "ef-curid", 0x4F20, "EF.CurID", null, arr: 5, fill: "FF...FF", needs: Size, highUpdate: true),
        Transparent(8, "ef-reid", 0x4F21, "EF.ReID", null, arr: 5, needs: Content | Size),
        Transparent(9, "ef-realm", 0x4F22, "EF.Realm", null, arr: 5, needs: Content | Size));
}
