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

    /// <summary>Technologies as people name them, between commas: "lte,nr", "UTRAN, E-UTRAN in WB-S1 mode", "0xC880".</summary>
    /// <exception cref="FormatException">There is no such technology.</exception>
    internal static int Parse(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && FileWish.Hex(text, 2) is var octets) return (octets[0] << 8) | octets[1];
        int bits = 0;
        foreach (string one in text.Split([',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string name = string.Concat(one.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            (string known, int bit) = Array.Find(s_names, row => row.Name == name);
            bits |= known is null ? throw new FormatException($"'{one}' is no access technology; there are gsm, utran, lte, nr, wb-s1, nb-iot, ec-gsm-iot and those of TS 31.102") : bit;
        }
        // Both kinds are written as neither.
        if ((bits & 0x3000) == 0x3000) bits &= ~0x3000;
        return (bits & 0x000C) == 0x000C ? bits & ~0x000C : bits;
    }

    /// <summary>UTRAN, E-UTRAN, NG-RAN and GSM.</summary>
    internal const int Usual = 0xC880;

    // The names of the standard, as above, without what is no letter or digit, and those of everyday.
    private static readonly (string Name, int Bits)[] s_names =
    [
        ("UTRAN", 0x8000), ("UMTS", 0x8000), ("3G", 0x8000),
        ("EUTRAN", 0x7000), ("LTE", 0x7000), ("4G", 0x7000), ("EUTRANINWBS1MODE", 0x6000), ("WBS1", 0x6000), ("EUTRANINNBS1MODE", 0x5000), ("NBS1", 0x5000), ("NBIOT", 0x5000),
        ("NGRAN", 0x0800), ("NR", 0x0800), ("5G", 0x0800),
        ("SATELLITENGRAN", 0x0400), ("SATELLITEEUTRANINWBS1MODE", 0x0200), ("SATELLITEEUTRANINNBS1MODE", 0x0100),
        ("GSM", 0x0084), ("2G", 0x008C), ("ECGSMIOT", 0x0088),
        ("GSMCOMPACT", 0x0040), ("CDMA2000HRPD", 0x0020), ("CDMA20001XRTT", 0x0010),
    ];
}
