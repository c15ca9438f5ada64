using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A record of EF.ARR made of words: the way back from <see cref="AccessRuleContents"/>. TS 102 221 §9.2.4.</summary>
internal static class AccessRuleValues
{
    /// <summary>"read: always; update, deactivate: ADM1", or a list with "access" and "condition".</summary>
    internal static Octets Record(FileWish wish)
    {
        List<Octets> objects = [];
        foreach ((string access, string condition) in Rules(wish))
        {
            foreach (Octets mode in Modes(access)) objects.AddRange([mode, Condition(condition)]);
        }
        return wish.Fill(Octets.Concat([.. objects]));
    }

    private static IEnumerable<(string Access, string Condition)> Rules(FileWish wish)
    {
        if (wish.Value.IsList)
        {
            foreach (Asn1Description entry in wish.Value.Parts)
            {
                FileFields rule = new(entry, ["access", "condition"]);
                yield return (rule.Require("access"), rule.Require("condition"));
            }
            yield break;
        }
        foreach (string rule in wish.Text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = rule.Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length != 2) throw new FormatException($"'{rule}' is no access with its condition, as \"read: always\"");
            yield return (parts[0], parts[1]);
        }
    }

    /// <summary>The accesses that have bits in one object, and one for each instruction.</summary>
    private static IEnumerable<Octets> Modes(string access)
    {
        int bits = 0;
        List<byte> instructions = [];
        foreach (string one in access.Split(',', StringSplitOptions.TrimEntries))
        {
            int bit = Array.IndexOf(AccessRuleContents.Accesses, one.ToLowerInvariant());
            if (bit >= 0) bits |= 1 << bit;
            else instructions.Add(Instruction(one));
        }
        if (bits != 0) yield return FileOctets.Tlv(0x80, Octets.Of([(byte)bits]));
        foreach (byte instruction in instructions) yield return FileOctets.Tlv(0x84, Octets.Of([instruction]));
    }

    private static byte Instruction(string name) => name.ToLowerInvariant() switch
    {
        "resize" => 0xD4,
        "increase" => 0x32,
        var other when other.StartsWith("instruction ", StringComparison.Ordinal) => FileWish.Hex(other["instruction ".Length..].ToUpper(CultureInfo.InvariantCulture), 1)[0],
        _ => throw new FormatException($"'{name}' is no access; there are {string.Join(", ", AccessRuleContents.Accesses)}, resize, increase"),
    };

    private static Octets Condition(string condition)
    {
        string[] either = condition.Split(" or ", StringSplitOptions.TrimEntries), all = condition.Split(" and ", StringSplitOptions.TrimEntries);
        if (either.Length > 1 && all.Length > 1) throw new FormatException($"'{condition}' has both \"and\" and \"or\"");
        if (either.Length > 1) return FileOctets.Tlv(0xA0, Octets.Concat([.. either.Select(One)]));
        return all.Length > 1 ? FileOctets.Tlv(0xA7, Octets.Concat([.. all.Select(One)])) : One(condition);
    }

    private static Octets One(string condition) => condition.ToLowerInvariant() switch
    {
        "always" => Octets.FromHex("9000"),
        "never" => Octets.FromHex("9700"),
        // The PIN is verified by the user: usage qualifier '08', ISO/IEC 7816-4.
        _ => PinReference.TryParse(condition) is { } key
            ? FileOctets.Tlv(0xA4, Octets.Concat(FileOctets.Tlv(0x83, Octets.Of([key.Value])), Octets.FromHex("950108")))
            : throw new FormatException($"'{condition}' is no condition; there are always, never, PIN1, PIN2, universal PIN, ADM1 to ADM10"),
    };
}
