using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>Another value of one data object within BER-TLVs. ISO/IEC 8825-1 §8.1.</summary>
internal static class ElementChange
{
    /// <summary>The TLVs after it; null if they have no such data object.</summary>
    /// <param name="tlvs">The TLVs, one after the other.</param>
    /// <param name="path">The tags on the way, in hexadecimal digits, with a slash between them.</param>
    /// <param name="value">The value; null for no such data object.</param>
    internal static Octets? Of(Octets tlvs, string path, Octets? value) => Of(tlvs, TagsOf(path), value);

    /// <summary>The tags of a path.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static int[] TagsOf(string path) =>
        [.. path.Split('/').Select(tag => int.Parse(tag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    private static Octets? Of(Octets tlvs, ReadOnlySpan<int> path, Octets? value)
    {
        int at = 0;
        foreach (BerTlv tlv in BerTlv.ReadWhole(tlvs))
        {
            if (tlv.Tag == path[0])
            {
                Octets? changed = path.Length == 1 ? Written(tlv, value) : Of(tlv.Value, path[1..], value) is { } within ? Written(tlv, within) : null;
                return changed is { } one ? Octets.Concat(tlvs.Slice(0, at), one, tlvs.Slice(at + tlv.Encoded.Length)) : null;
            }
            at += tlv.Encoded.Length;
        }
        return null;
    }

    private static Octets Written(BerTlv tlv, Octets? value)
    {
        if (value is not { } held) return Octets.Empty;
        byte[] whole = new byte[TlvWriter.SizeOf(tlv.Tag, held.Length)];
        new TlvWriter(whole).Add(tlv.Tag, held.Span);
        return Octets.Wrap(whole);
    }
}
