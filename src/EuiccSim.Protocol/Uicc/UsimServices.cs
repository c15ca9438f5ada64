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
    internal static IEnumerable<int> Numbers(Octets content) => Enumerable.Range(1, 8 * content.Length).Where(n => (content[(n - 1) / 8] >> ((n - 1) % 8) & 1) != 0);

    private static string Text(int number) => s_names.TryGetValue(number, out string? name)
        ? string.Create(CultureInfo.InvariantCulture, $"{number} {name}")
        : number.ToString(CultureInfo.InvariantCulture);

    private static readonly FrozenDictionary<int, string> s_names = new Dictionary<int, string>
    {
        [1] = "local phone book",
        [2] = "fixed dialling numbers (FDN)",
        [4] = "service dialling numbers (SDN)",
        [6] = "barred dialling numbers (BDN)",
        [10] = "short messages (SMS)",
        [11] = "short message status reports (SMSR)",
        [12] = "short message parameters (SMSP)",
        [17] = "group identifier level 1 (GID1)",
        [18] = "group identifier level 2 (GID2)",
        [19] = "service provider name (SPN)",
        [20] = "user controlled PLMN selector (PLMNwAcT)",
        [21] = "own number (MSISDN)",
        [27] = "GSM access",
        [28] = "data download by SMS-PP",
        [30] = "call control by USIM",
        [33] = "always 1",
        [34] = "enabled services table (EST)",
        [35] = "APN control list (ACL)",
        [36] = "depersonalisation control keys (DCK)",
        [37] = "co-operative network list (CNL)",
        [38] = "GSM security context",
        [42] = "operator controlled PLMN selector (OPLMNwAcT)",
        [43] = "home PLMN selector (HPLMNwAcT)",
        [45] = "network names (PNN)",
        [46] = "operator PLMN list (OPL)",
        [51] = "service provider display information (SPDI)",
        [56] = "network's indication of alerting (NIA)",
        [71] = "equivalent home PLMNs (EHPLMN)",
        [72] = "second TERMINAL PROFILE",
        [73] = "EHPLMN presentation indication (EHPLMNPI)",
        [74] = "last RPLMN selection indication (LRPLMNSI)",
        [85] = "EPS mobility management information (EPSLOCI)",
        [122] = "5GS mobility management information (5GS3GPPLOCI)",
        [123] = "5G security parameters",
        [124] = "subscription identifier privacy (SUCI)",
        [125] = "SUCI calculation by the USIM",
        [126] = "access identities (UAC_AIC)",
        [127] = "steering of roaming in a visited network",
        [129] = "5GS operator PLMN list (OPL5G)",
    }.ToFrozenDictionary();
}
