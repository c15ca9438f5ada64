using System.Buffers.Binary;

namespace EuiccSim.Protocol.Asn1;

/// <summary>
/// The tag and length of a BER-TLV whose value may not have arrived yet: how a Bound Profile Package travels (SGP.22 v2.5 §2.5.5).
/// <see cref="System.Formats.Asn1.AsnReader"/> reads whole values only. ISO/IEC 8825-1 §8.1; nothing else here reads or writes these octets.
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
    public static bool TryRead(ReadOnlySpan<byte> data, out TlvHeader header) => Parse(data, out header) switch
    {
        TlvPart.Whole => true,
        TlvPart.Incomplete => false,
        _ => throw new Asn1ContentException("a tag or a length of more than three octets, or no length"),
    };

    /// <summary>Reads the header of a TLV that must be there with its whole value.</summary>
    /// <exception cref="Asn1ContentException">It is not.</exception>
    public static TlvHeader Read(ReadOnlySpan<byte> data) =>
        TryRead(data, out TlvHeader header) && header.TotalLength <= data.Length
            ? header
            : throw new Asn1ContentException("a TLV that ends too early");

    /// <summary>Reads the header at the beginning of octets that need not be one.</summary>
    internal static TlvPart Parse(ReadOnlySpan<byte> data, out TlvHeader header)
    {
        header = default;
        TlvPart part = ReadTag(data, MaxTagOctets, out int tag, out int at);
        if (part != TlvPart.Whole) return part;
        part = ReadLength(data[at..], MaxLengthOctets, out int length, out int octets);
        if (part == TlvPart.Whole) header = new(tag, at + octets, length);
        return part;
    }

    /// <summary>Reads a tag alone.</summary>
    /// <param name="data">The octets that have arrived.</param>
    /// <param name="maximumOctets">The most octets that it may have.</param>
    /// <param name="tag">The tag's octets as a number; of more than four, the last.</param>
    /// <param name="octets">How many they are.</param>
    internal static TlvPart ReadTag(ReadOnlySpan<byte> data, int maximumOctets, out int tag, out int octets)
    {
        (tag, octets) = (0, 0);
        if (data.IsEmpty) return TlvPart.Incomplete;
        tag = data[octets++];
        if ((tag & LowBits) != LowBits) return TlvPart.Whole;
        while (octets < maximumOctets)
        {
            if (octets == data.Length) return TlvPart.Incomplete;
            int octet = data[octets++];
            tag = (tag << 8) | octet;
            if (octet < LongForm) return TlvPart.Whole;
        }
        return TlvPart.Malformed;
    }

    /// <summary>Reads a length alone, of a TLV whose tag has a reader of its own.</summary>
    /// <param name="data">The octets that have arrived, from the length on.</param>
    /// <param name="maximumOctets">The most octets that a long length may have after its first; up to 4.</param>
    /// <param name="length">The octets of the value; one of 2 GiB and more is <see cref="int.MaxValue"/>.</param>
    /// <param name="octets">The octets of the length.</param>
    internal static TlvPart ReadLength(ReadOnlySpan<byte> data, int maximumOctets, out int length, out int octets)
    {
        (length, octets) = (0, 1);
        if (data.IsEmpty) return TlvPart.Incomplete;
        int first = data[0];
        if (first < LongForm)
        {
            length = first;
            return TlvPart.Whole;
        }
        int count = first - LongForm;
        if (count == 0 || count > maximumOctets) return TlvPart.Malformed;
        octets += count;
        if (data.Length < octets) return TlvPart.Incomplete;
        long value = 0;
        foreach (byte octet in data.Slice(1, count)) value = (value << 8) | octet;
        length = (int)Math.Min(value, int.MaxValue);
        return TlvPart.Whole;
    }

    /// <summary>The octets that <see cref="Write"/> takes for tag and length.</summary>
    internal static int SizeOf(int tag, int valueLength) =>
        OctetsOf(tag) + (valueLength < LongForm ? 1 : 1 + OctetsOf(valueLength));

    /// <summary>Writes tag and length, the length in its shortest form, as DER has it.</summary>
    /// <returns>The octets written.</returns>
    internal static int Write(Span<byte> to, int tag, int valueLength)
    {
        int at = Put(to, tag);
        if (valueLength < LongForm)
        {
            to[at++] = (byte)valueLength;
            return at;
        }
        to[at++] = (byte)(LongForm + OctetsOf(valueLength));
        return at + Put(to[at..], valueLength);
    }

    private static int Put(Span<byte> to, int number)
    {
        Span<byte> whole = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(whole, number);
        int octets = OctetsOf(number);
        whole[^octets..].CopyTo(to);
        return octets;
    }

    private static int OctetsOf(int number) => number switch { < 0x100 => 1, < 0x10000 => 2, < 0x1000000 => 3, _ => 4 };

    private const int LowBits = 0x1F;
    private const int LongForm = 0x80;
    private const int MaxTagOctets = 3;
    private const int MaxLengthOctets = 3;
}

/// <summary>Whether a part of a TLV is there.</summary>
internal enum TlvPart
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>More octets are needed.</summary>
    Incomplete,

    /// <summary>Whatever follows: it is none.</summary>
    Malformed,
}
