namespace EuiccSim.Protocol.Asn1;

/// <summary>
/// The tag and length of a BER-TLV whose value may not have arrived yet: how a Bound Profile Package travels (SGP.22 v2.5 §2.5.5).
/// <see cref="System.Formats.Asn1.AsnReader"/> reads whole values only.
/// </summary>
/// <param name="Tag">The tag's octets as a number: 0x86, 0xBF36, 0x9F70.</param>
/// <param name="HeaderLength">The octets of tag and length.</param>
/// <param name="ValueLength">The octets of the value.</param>
public readonly record struct TlvHeader(int Tag, int HeaderLength, int ValueLength)
{
    /// <summary>The octets of the whole TLV.</summary>
    public int TotalLength => HeaderLength + ValueLength;

    /// <summary>Reads a header.</summary>
    /// <param name="data">The octets that have arrived.</param>
    /// <param name="header">The header, if it is complete.</param>
    /// <returns>False if more octets are needed.</returns>
    /// <exception cref="Asn1ContentException">
    /// A tag of more than three octets, an indefinite length, or a length of more than three octets (16 MiB).
    /// </exception>
    public static bool TryRead(ReadOnlySpan<byte> data, out TlvHeader header)
    {
        header = default;
        if (!TryReadTag(data, out int tag, out int at) || at == data.Length) return false;
        if (!TryReadLength(data[at..], MaxLengthOctets, out int length, out int octets)) return false;
        header = new(tag, at + octets, length);
        return true;
    }

    /// <summary>Reads the header of a TLV that must be there with its whole value.</summary>
    /// <exception cref="Asn1ContentException">It is not.</exception>
    public static TlvHeader Read(ReadOnlySpan<byte> data) =>
        TryRead(data, out TlvHeader header) && header.TotalLength <= data.Length
            ? header
            : throw new Asn1ContentException("a TLV that ends too early");

    /// <summary>Reads a length alone, of a TLV whose tag has a reader of its own.</summary>
    /// <param name="data">The octets that have arrived, from the length on.</param>
    /// <param name="maximumOctets">The most octets that a long length may have after its first; up to 4.</param>
    /// <param name="length">The octets of the value; one of 2 GiB and more is <see cref="int.MaxValue"/>.</param>
    /// <param name="octets">The octets of the length.</param>
    internal static bool TryReadLength(ReadOnlySpan<byte> data, int maximumOctets, out int length, out int octets)
    {
        length = 0;
        octets = 1;
        if (data.IsEmpty) return false;
        int first = data[0];
        if (first < 0x80)
        {
            length = first;
            return true;
        }
        int count = first & 0x7F;
        if (count == 0 || count > maximumOctets) throw new Asn1ContentException($"length octet {first:X2}");
        octets += count;
        if (data.Length < octets) return false;
        long value = 0;
        foreach (byte octet in data.Slice(1, count)) value = (value << 8) | octet;
        length = (int)Math.Min(value, int.MaxValue);
        return true;
    }

    private static bool TryReadTag(ReadOnlySpan<byte> data, out int tag, out int next)
    {
        tag = 0;
        next = 0;
        if (data.IsEmpty) return false;
        tag = data[next++];
        if ((tag & 0x1F) != 0x1F) return true;
        for (int i = 0; i < MaxTagOctets - 1; i++)
        {
            if (next == data.Length) return false;
            int octet = data[next++];
            tag = (tag << 8) | octet;
            if (octet < 0x80) return true;
        }
        throw new Asn1ContentException("a tag of more than three octets");
    }

    private const int MaxTagOctets = 3;
    private const int MaxLengthOctets = 3;
}
