using System.Collections.Frozen;
using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>The services of a USIM. TS 31.102 §4.2.8.</summary>
internal static class UsimServices
{
    /// <summary>EF.UST: those that are available, with their names.</summary>
    internal static Asn1Description Read(Octets content) => Asn1Description.OfList("services", SequenceOf.From(Numbers(content)), number => Asn1Description.Of("", Text(number)));

    /// <summary>Service n is bit n mod 8 of octet n div 8, counted from 1 and from the lowest bit.</summary>
    internal static IEnumerable<int> Numbers(Octets content) => Enumerable.Range(1, 8 * content.Length).Where(service => Has(content, service));

    /// <summary>Whether a service is available.</summary>
    internal static bool Has(Octets content, int service) => (service - 1) / 8 is var at && at < content.Length && (content[at] >> ((service - 1) % 8) & 1) != 0;

    /// <summary>The number of a service: itself, its name, or the abbreviation in it.</summary>
    /// <returns>Null for a name that is not known here.</returns>
    internal static int? Find(string service)
    {
        string digits = service.Split(' ')[0];
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0) return number;
        foreach ((int known, string name) in s_names)
        {
            string shorn = name.Split(" (")[0], brief = name.Contains('(', StringComparison.Ordinal) ? name.Split('(')[1].TrimEnd(')') : shorn;
            if (Same(service, name) || Same(service, shorn) || Same(service, brief)) return known;
        }
        return null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Text(int number) => s_names.TryGetValue(number, out string? name)
        ? string.Create(CultureInfo.InvariantCulture, $"{number} {name}")
        : number.ToString(CultureInfo.InvariantCulture);

    private static readonly FrozenDictionary<int, string> s_names = new Dictionary<int, string>
    {
        [1] = "local phone book",
        [2] = "fixed dialling numbers (FDN)",
        [3] = "extension 2 (EXT2)",
        [4] = "service dialling numbers (SDN)",
        [5] = "extension 3 (EXT3)",
        [6] = "barred dialling numbers (BDN)",
        [7] = "extension 4 (EXT4)",
        [8] = "outgoing call information (OCI, OCT)",
        [9] = "incoming call information (ICI, ICT)",
        [10] = "short messages (SMS)",
        [11] = "short message status reports (SMSR)",
        [12] = "short message parameters (SMSP)",
        [13] = "advice of charge",
        [14] = "capability configuration parameters 2 (CCP2)",
        [15] = "cell broadcast message identifier (CBMID)",
        [16] = "cell broadcast message identifier ranges (CBMIR)",
        [17] = "group identifier level 1 (GID1)",
        [18] = "group identifier level 2 (GID2)",
        [19] = "service provider name (SPN)",
        [20] = "user controlled PLMN selector (PLMNwAcT)",
        [21] = "own number (MSISDN)",
        [22] = "images (IMG)",
        [24] = "eMLPP",
        [25] = "automatic answer for eMLPP",
        [27] = "GSM access",
        [28] = "data download by SMS-PP",
        [29] = "data download by SMS-CB",
        [30] = "call control by USIM",
        [31] = "MO-SMS control by USIM",
        [33] = "always 1",
        [34] = "enabled services table (EST)",
        [35] = "APN control list (ACL)",
        [36] = "depersonalisation control keys (DCK)",
        [37] = "co-operative network list (CNL)",
        [38] = "GSM security context",
        [42] = "operator controlled PLMN selector (OPLMNwAcT)",
        [43] = "home PLMN selector (HPLMNwAcT)",
        [44] = "extension 5 (EXT5)",
        [45] = "network names (PNN)",
        [46] = "operator PLMN list (OPL)",
        [47] = "mailbox dialling numbers (MBDN)",
        [48] = "message waiting indication status (MWIS)",
        [49] = "call forwarding indication status (CFIS)",
        [51] = "service provider display information (SPDI)",
        [52] = "multimedia messages (MMS)",
        [53] = "extension 8 (EXT8)",
        [54] = "call control on GPRS by USIM",
        [56] = "network's indication of alerting (NIA)",
        [57] = "VGCS group identifiers",
        [58] = "VBS group identifiers",
        [64] = "VGCS security",
        [65] = "VBS security",
        [68] = "generic bootstrapping architecture (GBA)",
        [69] = "MBMS security",
        [71] = "equivalent home PLMNs (EHPLMN)",
        [72] = "second TERMINAL PROFILE",
        [73] = "EHPLMN presentation indication (EHPLMNPI)",
        [74] = "last RPLMN selection indication (LRPLMNSI)",
        [85] = "EPS mobility management information (EPSLOCI)",
        [86] = "allowed CSG lists (ACSGL)",
        [89] = "eCall data",
        [90] = "operator CSG lists (OCSGL)",
        [91] = "short messages over IP",
        [122] = "5GS mobility management information (5GS3GPPLOCI)",
        [123] = "5G security parameters",
        [124] = "subscription identifier privacy (SUCI)",
        [125] = "SUCI calculation by the USIM",
        [126] = "access identities (UAC_AIC)",
        [127] = "steering of roaming in a visited network",
        [129] = "5GS operator PLMN list (OPL5G)",
    }.ToFrozenDictionary();
}
