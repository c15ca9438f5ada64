using System.Formats.Asn1;
using System.Numerics;
using System.Text;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Asn1;

/// <summary>What generated and hand-written codecs share: the primitive types, with sizes checked.</summary>
internal static class Asn1Primitive
{
    internal static Octets ReadOctets(AsnReader reader, Asn1Tag? tag, int minimum = 0, int maximum = int.MaxValue)
    {
        try
        {
            Octets value = reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> bytes, tag)
                ? Octets.Wrap(bytes)
                : Octets.Wrap(reader.ReadOctetString(tag));
            CheckSize(value.Length, minimum, maximum);
            return value;
        }
        catch (AsnContentException fault) when (fault is not Asn1ContentException)
        {
            throw new Asn1ContentException(FaultWords.Of(fault), fault);
        }
    }

    internal static string ReadString(AsnReader reader, Asn1Tag? tag, int minimum = 0, int maximum = int.MaxValue)
    {
        string value = reader.ReadCharacterString(UniversalTagNumber.UTF8String, tag);
        if (maximum != int.MaxValue) CheckSize(CountCodePoints(value), minimum, maximum);
        return value;
    }

    internal static bool ReadNull(AsnReader reader, Asn1Tag? tag)
    {
        reader.ReadNull(tag);
        return true;
    }

    internal static int ReadInt32(AsnReader reader, Asn1Tag? tag) =>
        reader.TryReadInt32(out int value, tag) ? value : throw new Asn1ContentException("an INTEGER of more than 32 bits");

    internal static long ReadInt64(AsnReader reader, Asn1Tag? tag) =>
        reader.TryReadInt64(out long value, tag) ? value : throw new Asn1ContentException("an INTEGER of more than 64 bits");

    /// <summary>Bit n of the list is bit n of the value. Trailing zero bits, which DER forbids and cards send, are accepted.</summary>
    internal static ulong ReadNamedBits(AsnReader reader, Asn1Tag? tag)
    {
        if (!reader.TryReadPrimitiveBitString(out _, out ReadOnlyMemory<byte> memory, tag)) memory = reader.ReadBitString(out _, tag);
        ReadOnlySpan<byte> bytes = memory.Span;
        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0) continue;
            if (i >= sizeof(ulong)) throw new Asn1ContentException("a named bit beyond 63");
            for (int bit = 0; bit < 8; bit++)
            {
                if ((bytes[i] & (0x80 >> bit)) != 0) value |= 1UL << ((8 * i) + bit);
            }
        }
        return value;
    }

    internal static ObjectIdentifier ReadObjectIdentifier(AsnReader reader, Asn1Tag? tag) => new(reader.ReadObjectIdentifier(tag));

    internal static SequenceOf<T> ReadSequenceOf<T>(
        AsnReader reader, Asn1Tag? tag, Func<AsnReader, T> readElement, int minimum = 0, int maximum = int.MaxValue)
    {
        int expected = CountElements(reader);
        AsnReader elements = reader.ReadSequence(tag);
        T[] items = expected == 0 ? [] : new T[expected];
        int count = 0;
        while (elements.HasData)
        {
            try
            {
                T item = readElement(elements);
                if (count == items.Length) Array.Resize(ref items, Math.Max(4, 2 * count));
                items[count++] = item;
            }
            catch (AsnContentException fault)
            {
                throw Asn1ContentException.Within($"[{count}]", fault);
            }
        }
        CheckSize(count, minimum, maximum);
        if (count < items.Length) Array.Resize(ref items, count);
        return count == 0 ? SequenceOf<T>.Empty : new(items);
    }

    /// <summary>How many TLVs the next one holds, as far as they are TLVs; so many elements there are, unless one of them is of several.</summary>
    private static int CountElements(AsnReader reader)
    {
        ReadOnlySpan<byte> rest;
        try
        {
            rest = reader.PeekContentBytes().Span;
        }
        catch (AsnContentException)
        {
            // Whoever reads it says what is wrong.
            return 0;
        }
        int count = 0;
        while (!rest.IsEmpty && AsnDecoder.TryReadEncodedValue(rest, reader.RuleSet, out _, out _, out _, out int consumed))
        {
            count++;
            rest = rest[consumed..];
        }
        return count;
    }

    internal static void WriteString(AsnWriter writer, Asn1Tag? tag, string value) => writer.WriteCharacterString(UniversalTagNumber.UTF8String, value, tag);

    internal static void WriteNamedBits(AsnWriter writer, Asn1Tag? tag, ulong value)
    {
        int bits = 64 - BitOperations.LeadingZeroCount(value);
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        for (int bit = 0; bit < bits; bit++)
        {
            if ((value >> bit & 1) != 0) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }
        int length = (bits + 7) / 8;
        writer.WriteBitString(bytes[..length], (length * 8) - bits, tag);
    }

    internal static void WriteSequenceOf<T>(AsnWriter writer, Asn1Tag? tag, SequenceOf<T> value, Action<AsnWriter, T> writeElement)
    {
        writer.PushSequence(tag);
        foreach (T item in value.Span) writeElement(writer, item);
        writer.PopSequence(tag);
    }

    /// <summary>The next tag, or false at the end.</summary>
    internal static bool TryPeek(AsnReader reader, out Asn1Tag tag)
    {
        tag = default;
        if (!reader.HasData) return false;
        tag = reader.PeekTag();
        return true;
    }

    /// <summary>
    /// Passes over the components that a later version of the standard added at the end (EXTENSIBILITY IMPLIED). One that is known stands
    /// in the wrong place or twice: to drop it in silence would be to ignore what was said.
    /// </summary>
    internal static void SkipUnknown(AsnReader sequence, Asn1Tag[] known)
    {
        while (sequence.HasData)
        {
            Asn1Tag tag = sequence.PeekTag();
            foreach (Asn1Tag one in known)
            {
                if (one.HasSameClassAndValue(tag)) throw new Asn1ContentException($"component {TextOf(tag)} is repeated or out of order");
            }
            sequence.ReadEncodedValue();
        }
    }

    /// <summary>The inside of an EXPLICIT tag, or the reader itself.</summary>
    internal static AsnReader Enter(AsnReader reader, Asn1Tag? wrapper) => wrapper is { } tag ? reader.ReadSequence(tag) : reader;

    /// <summary>An EXPLICIT tag holds one value and no more.</summary>
    internal static void Leave(AsnReader choice, Asn1Tag? wrapper)
    {
        if (wrapper is not null && choice.HasData) throw new Asn1ContentException("octets after the alternative");
    }

    internal static Asn1ContentException NoAlternative(Asn1Tag tag) => new($"no alternative has the tag {TextOf(tag)}");

    /// <summary>A tag as the standards write it: 'A0', 'BF22'.</summary>
    internal static string TextOf(Asn1Tag tag)
    {
        Span<byte> octets = stackalloc byte[tag.CalculateEncodedSize()];
        tag.Encode(octets);
        return $"'{Convert.ToHexString(octets)}'";
    }

    internal static void CheckSize(int size, int minimum, int maximum)
    {
        if (size < minimum || size > maximum)
            throw new Asn1ContentException(minimum == maximum ? $"size {size}, not {minimum}" : $"size {size}, not {minimum} to {maximum}");
    }

    private static int CountCodePoints(string value)
    {
        int count = 0;
        foreach (Rune _ in value.EnumerateRunes()) count++;
        return count;
    }
}
