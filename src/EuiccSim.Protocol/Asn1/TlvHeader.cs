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
        int first = data[at++];
        if (first < 0x80)
        {
            header = new(tag, at, first);
            return true;
        }
        int count = first & 0x7F;
        if (count is 0 or > MaxLengthOctets) throw new Asn1ContentException($"length octet {first:X2}");
        if (data.Length - at < count) return false;
        int length = 0;
        for (int i = 0; i < count; i++) length = (length << 8) | data[at++];
        header = new(tag, at, length);
        return true;
    }

    /// <summary>Reads the header of a TLV that must be there with its whole value.</summary>
    /// <exception cref="Asn1ContentException">It is not.</exception>
    public static TlvHeader Read(ReadOnlySpan<byte> data) =>
        TryRead(data, out TlvHeader header) && header.TotalLength <= data.Length
            ? header
            : throw new Asn1ContentException("a TLV that ends too early");

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
