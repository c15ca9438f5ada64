namespace EuiccSim.Protocol.Asn1;

/// <summary>A BER-TLV with its whole value, where a structure is read by tags and not as a message. ISO/IEC 8825-1 §8.1.</summary>
/// <param name="Tag">The tag's octets as a number: 0x82, 0xBF36.</param>
/// <param name="Value">The value.</param>
/// <param name="Encoded">Tag, length and value.</param>
public readonly record struct BerTlv(int Tag, Octets Value, Octets Encoded)
{
    /// <summary>The TLVs that octets consist of, one after the other.</summary>
    /// <exception cref="Asn1ContentException">They are something else, or the last one ends too early.</exception>
    public static IReadOnlyList<BerTlv> ReadAll(Octets octets)
    {
        List<BerTlv> all = [];
        for (Octets rest = octets; !rest.IsEmpty; rest = rest.Slice(all[^1].Encoded.Length)) all.Add(At(rest, TlvHeader.Read(rest.Span)));
        return all;
    }

    /// <summary>The TLVs at the beginning of octets that need not be right: what cannot be read, and all after it, is left out.</summary>
    public static IReadOnlyList<BerTlv> ReadWhole(Octets octets)
    {
        List<BerTlv> all = [];
        for (Octets rest = octets; TryHeader(rest, out TlvHeader header) && header.TotalLength <= rest.Length; rest = rest.Slice(header.TotalLength))
            all.Add(At(rest, header));
        return all;
    }

    /// <summary>The header at the beginning of octets that need not be right.</summary>
    /// <returns>False if there is none, or not all of it.</returns>
    public static bool TryHeader(Octets octets, out TlvHeader header) => TlvHeader.Parse(octets.Span, out header) == TlvPart.Whole;

    private static BerTlv At(Octets octets, TlvHeader header) =>
        new(header.Tag, octets.Slice(header.HeaderLength, header.ValueLength), octets.Slice(0, header.TotalLength));
}
