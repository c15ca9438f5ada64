using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>How the subscriber's identity is concealed in 5G. TS 31.102 §4.4.11.8, §4.4.11.11, §5.3.47, TS 33.501 annex C.</summary>
internal static class FiveGLint
{
    private static readonly ProfileRule s_coding = Warning("suci-coding", "TS 31.102 §4.4.11.8", "EF.SUCI_Calc_Info is schemes 'A0' with the places of their keys, and keys 'A1'",
        "The identity goes out in the clear, or not at all. Pairs of scheme and place of the key, 00 for the null scheme; then 80 and 81 for each key.");

    private static readonly ProfileRule s_place = Warning("suci-key-place", "TS 31.102 §4.4.11.8", "a scheme names a key that is in the list",
        "The phone or the SIM cannot conceal. The places count from 1.");

    private static readonly ProfileRule s_key = Warning("suci-key-length", "TS 33.501 annex C.3.4", "a key has the length of its scheme",
        "Profile A has 32 octets (X25519), profile B 33, a point that is compressed, or 65.");

    private static readonly ProfileRule s_needs = Warning("suci-services", "TS 31.102 §4.2.8, §5.3.47", "service 125 comes with service 124",
        "The SIM computes nothing as long as concealment is not available. Set both, or none.");

    private static readonly ProfileRule s_where = Warning("suci-where", "TS 31.102 §4.2.8, SAIP annex A", "the data for concealment are where services 124 and 125 say",
        "With 125 the SIM computes and reads them in DF.SAIP; with 124 alone the phone does, and reads EF.SUCI_Calc_Info in DF.5GS.");

    private static readonly ProfileRule s_routing = Warning("routing-indicator", "TS 31.102 §4.4.11.11, TS 23.003 §2.2B", "EF.Routing_Indicator has 1 to 4 digits",
        "A network cannot route. The first digit is in the low half of the first octet, 'F' behind the last: 0 is F0FF.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_coding, s_place, s_key, s_needs, s_where, s_routing];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims)
        {
            PackageFile? df5gs = usim.Find(Df5gs), saip = usim.Find(DfSaip);
            PackageFile? phones = LintContext.Find(df5gs, 0x4F07), own = LintContext.Find(saip, 0x4F01);
            foreach (PackageFile file in new[] { phones, own }.OfType<PackageFile>()) Concealment(context, file);
            if (LintContext.Find(df5gs, 0x4F0A) is { } routing && routing.Content is { Length: >= 2 } content
                && ((content[0] & 0xF) == 0xF || !NumberLint.IsDigits(content.Slice(0, 2), onlyDecimal: true))) context.Tell(s_routing, routing, content.ToString());
            if (LintContext.Find(usim, 0x6F38) is not { } table) continue;
            bool conceals = UsimServices.Has(table.Content, 124), computes = UsimServices.Has(table.Content, 125);
            if (computes && !conceals) context.Tell(s_needs, table);
            else if (conceals && !IsThere(context, usim, computes ? DfSaip : Df5gs, computes ? 0x4F01 : 0x4F07)) context.Tell(s_where, table, computes ? "DF.SAIP has none" : "DF.5GS has none");
        }
    }

    private static bool IsThere(LintContext context, PackageFile usim, int directory, int file) =>
        context.Files.Unknown.Seek(usim, directory) is { } there && context.Has(there, file);

    private static void Concealment(LintContext context, PackageFile file)
    {
        Octets content = file.Content;
        if (content.IsEmpty || LintContext.IsErased(content)) return;
        if (BerTlv.ReadWhole(content) is not [{ Tag: 0xA0 } schemes, ..] all || schemes.Value.Length % 2 != 0 || schemes.Value.IsEmpty)
        {
            context.Tell(s_coding, file, content.ToString());
            return;
        }
        Octets[] keys = [.. BerTlv.ReadWhole(all.FirstOrDefault(field => field.Tag == 0xA1).Value).Where(field => field.Tag == 0x81).Select(field => field.Value)];
        for (int i = 0; i < schemes.Value.Length; i += 2)
        {
            (int scheme, int place) = (schemes.Value[i], schemes.Value[i + 1]);
            if (scheme == 0) continue;
            if (place < 1 || place > keys.Length) context.Tell(s_place, file, $"scheme {scheme} names {place} of {keys.Length}");
            else if ((scheme == 1 && keys[place - 1].Length != 32) || (scheme == 2 && keys[place - 1].Length is not (33 or 65)))
                context.Tell(s_key, file, $"scheme {scheme} has one of {keys[place - 1].Length} octets");
        }
    }

    private const int Df5gs = 0x5FC0;
    private const int DfSaip = 0x5FD0;
}
