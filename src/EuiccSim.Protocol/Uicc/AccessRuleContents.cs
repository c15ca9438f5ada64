using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A record of EF.ARR: what may be done, and on what condition. TS 102 221 §9.2.4, ISO/IEC 7816-4 §5.4.3.2.</summary>
internal static class AccessRuleContents
{
    /// <summary>Null for an empty record.</summary>
    internal static Asn1Description? Read(Octets record)
    {
        IReadOnlyList<BerTlv> objects = BerTlv.ReadWhole(record);
        Asn1Fields rules = new();
        int count = 0;
        for (int i = 0; i + 1 < objects.Count && objects[i].Tag is >= 0x80 and <= 0x8F; i += 2, count++)
        {
            Asn1Fields rule = new();
            rule.Add(Asn1Description.Of("access", Mode(objects[i])));
            rule.Add(Asn1Description.Of("condition", Condition(objects[i + 1])));
            rules.Add(rule.Under(""));
        }
        return count == 0 ? null : rules.Under("accessRules") with { IsList = true };
    }

    /// <summary>The condition of the first rule that names an access.</summary>
    internal static string? Condition(Octets record, string access)
    {
        IReadOnlyList<BerTlv> objects = BerTlv.ReadWhole(record);
        for (int i = 0; i + 1 < objects.Count; i += 2)
            if (objects[i].Tag is >= 0x80 and <= 0x8F && Mode(objects[i]).Split(", ").Contains(access)) return Condition(objects[i + 1]);
        return null;
    }

    /// <summary>Each rule: what may be done, and on what condition, in few letters.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isDirectory">True for the rules of a directory, table 9.1 of which has other bits.</param>
    internal static IEnumerable<(string[] Access, string Condition)> Rules(Octets record, bool isDirectory)
    {
        IReadOnlyList<BerTlv> objects = BerTlv.ReadWhole(record);
        for (int i = 0; i + 1 < objects.Count && objects[i].Tag is >= 0x80 and <= 0x8F; i += 2)
            yield return (Mode(objects[i], isDirectory ? s_directoryBits : Accesses).Split(", "), Condition(objects[i + 1], pin => pin.Short));
    }

    /// <summary>The bits of an access mode byte for an EF, table 9.1; or the instruction that is meant.</summary>
    private static string Mode(BerTlv mode, string[]? names = null)
    {
        if (mode is { Tag: 0x80, Value.Length: 1 })
            return string.Join(", ", (names ?? Accesses).Where((_, bit) => (mode.Value[0] >> bit & 1) != 0));
        if (mode is { Tag: 0x84, Value.Length: 1 })
            return mode.Value[0] switch { 0xD4 => "resize", 0x32 => "increase", var other => string.Create(CultureInfo.InvariantCulture, $"instruction {other:X2}") };
        return mode.Encoded.ToString();
    }

    private static string Condition(BerTlv condition) => Condition(condition, pin => pin.ToString());

    private static string Condition(BerTlv condition, Func<PinReference, string> name) => condition.Tag switch
    {
        0x90 => "always",
        0x97 => "never",
        0xA4 => BerTlv.ReadWhole(condition.Value).FirstOrDefault(field => field.Tag == 0x83).Value is { Length: 1 } key ? name(new(key[0])) : condition.Encoded.ToString(),
        0xA0 => Joined(condition, " or ", name),
        0xA7 => Joined(condition, " and ", name),
        0xAF => $"not ({Joined(condition, ", ", name)})",
        _ => condition.Encoded.ToString(),
    };

    private static string Joined(BerTlv template, string word, Func<PinReference, string> name) =>
        string.Join(word, BerTlv.ReadWhole(template.Value).Select(condition => Condition(condition, name)));

    /// <summary>Accesses to an EF, in the order of their bits.</summary>
    internal static readonly string[] Accesses = ["read", "update", "write", "deactivate", "activate", "terminate", "delete"];
    private static readonly string[] s_directoryBits = ["delete child", "create EF", "create DF", "deactivate", "activate", "terminate", "delete"];
}
