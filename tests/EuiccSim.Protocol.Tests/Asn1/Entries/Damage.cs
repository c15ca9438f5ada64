using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Asn1.Entries;

/// <summary>A message in which one field is not as it should be.</summary>
/// <param name="What">What was done to which field.</param>
/// <param name="Field">The number of the field, from 0 on.</param>
/// <param name="Message">The message; its own length is right.</param>
internal sealed record Damage(string What, int Field, Octets Message)
{
    /// <summary>Every field of a message in every way.</summary>
    internal static IEnumerable<Damage> Of(Octets message)
    {
        BerTlv whole = BerTlv.ReadAll(message).Single();
        IReadOnlyList<BerTlv> fields = BerTlv.ReadAll(whole.Value);
        for (int i = 0; i < fields.Count; i++)
        {
            foreach ((string what, Octets[] damaged) in Ways(fields[i]))
            {
                List<Octets> all = [.. fields.Select(field => field.Encoded)];
                all.RemoveAt(i);
                all.InsertRange(i, damaged);
                yield return new($"{fields[i].Tag:X2} {what}", i, Tlv(TagOf(whole), Octets.Concat([.. all])));
            }
            List<Octets> moved = [.. fields.Select(field => field.Encoded)];
            moved.RemoveAt(i);
            moved.Insert(i == 0 ? moved.Count : 0, fields[i].Encoded);
            yield return new($"{fields[i].Tag:X2} moved", i, Tlv(TagOf(whole), Octets.Concat([.. moved])));
        }
    }

    /// <summary>A TLV with a length as DER has it.</summary>
    internal static Octets Tlv(Octets tag, Octets value)
    {
        byte[] length = value.Length switch
        {
            < 0x80 => [(byte)value.Length],
            < 0x100 => [0x81, (byte)value.Length],
            _ => [0x82, (byte)(value.Length >> 8), (byte)(value.Length & 0xFF)],
        };
        return Octets.Concat(tag, Octets.Of(length), value);
    }

    private static IEnumerable<(string What, Octets[] Instead)> Ways(BerTlv field)
    {
        Octets tag = TagOf(field), value = field.Value;
        byte[] bad = [.. value.ToArray().Select(_ => (byte)0xE9)];
        yield return ("in Latin-1", [Tlv(tag, Octets.Of(bad))]);
        yield return ("empty", [Tlv(tag, default)]);
        yield return ("one octet short", [Tlv(tag, value.Slice(0, value.Length - 1))]);
        yield return ("one octet long", [Tlv(tag, Octets.Concat(value, Octets.Of([0x41])))]);
        yield return ("far too long", [Tlv(tag, Octets.Concat(value, Octets.Of([.. Enumerable.Repeat((byte)0x41, 1100)])))]);
        yield return ("under an unknown tag", [Tlv(Octets.FromHex("9E"), value)]);
        yield return ("missing", []);
        yield return ("twice", [field.Encoded, field.Encoded]);
        yield return ("after an unknown one", [Octets.FromHex("9E0101"), field.Encoded]);
        yield return ("with a length of two octets", [Octets.Concat(tag, Octets.Of([0x81, (byte)value.Length]), value)]);
        yield return ("with no end of its length", [Octets.Concat(tag, Octets.Of([0x80]), value)]);
        foreach (int wrong in (int[])[-1, 1, 2])
            yield return ($"with a length that is wrong by {wrong}", [Octets.Concat(tag, Octets.Of([(byte)(value.Length + wrong)]), value)]);
        foreach (byte wrong in (byte[])[0x00, 0x7F, 0x84, 0xFF])
            yield return ($"with the length {wrong:X2}", [Octets.Concat(tag, Octets.Of([wrong]), value)]);
    }

    private static Octets TagOf(BerTlv tlv) => tlv.Encoded.Slice(0, tlv.Tag < 0x100 ? 1 : 2);
}
