namespace EuiccSim.Protocol.Uicc;

/// <summary>The access technologies of a network in EF.PLMNwAcT and its like. TS 31.102 §4.2.5.</summary>
public static class AccessTechnologies
{
    /// <summary>The technologies by name, in the order of the bits. E-UTRAN and GSM have bits that say which kinds of them.</summary>
    /// <param name="identifier">The two octets of the access technology identifier.</param>
    public static IReadOnlyList<string> Names(int identifier)
    {
        List<string> names = [];
        void If(bool isThere, string name)
        {
            if (isThere) names.Add(name);
        }
        If((identifier & 0x8000) != 0, "UTRAN");
        // Neither of the two kinds means both, in E-UTRAN as in GSM.
        int eutran = (identifier & 0x4000) == 0 ? 0 : (identifier & 0x3000) == 0 ? 0x3000 : identifier & 0x3000;
        If((eutran & 0x2000) != 0, "E-UTRAN in WB-S1 mode");
        If((eutran & 0x1000) != 0, "E-UTRAN in NB-S1 mode");
        If((identifier & 0x0800) != 0, "NG-RAN");
        If((identifier & 0x0400) != 0, "satellite NG-RAN");
        If((identifier & 0x0200) != 0, "satellite E-UTRAN in WB-S1 mode");
        If((identifier & 0x0100) != 0, "satellite E-UTRAN in NB-S1 mode");
        int gsm = (identifier & 0x0080) == 0 ? 0 : (identifier & 0x000C) == 0 ? 0x000C : identifier & 0x000C;
        If((gsm & 0x0004) != 0, "GSM");
        If((gsm & 0x0008) != 0, "EC-GSM-IoT");
        If((identifier & 0x0040) != 0, "GSM COMPACT");
        If((identifier & 0x0020) != 0, "cdma2000 HRPD");
        If((identifier & 0x0010) != 0, "cdma2000 1xRTT");
        return names;
    }
}
