using System.Runtime.InteropServices;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>The data objects of a BER-TLV file, one after the other as they were set. TS 102 221 §8.2.2.4, TS 101 220 §7.1.</summary>
/// <param name="Octets">The octets of all of them, and no others.</param>
internal readonly record struct BerTlvObjects(Octets Octets)
{
    /// <summary>The objects that a content begins with; padding after them, or what is no object, is none.</summary>
    internal static BerTlvObjects In(Octets content)
    {
        int at = 0;
        while (TryReadObject(content.Span[at..], out _, out int length)) at += length;
        return new(content.Slice(0, at));
    }

    /// <summary>The object with a tag, or null.</summary>
    internal Octets? Find(ReadOnlySpan<byte> tag) => Locate(tag) is { } found ? Octets.Slice(found.Offset, found.Length) : null;

    /// <summary>All but the object with a tag.</summary>
    internal BerTlvObjects Without(ReadOnlySpan<byte> tag) => Locate(tag) is { } found
        ? new(Octets.Concat(Octets.Slice(0, found.Offset), Octets.Slice(found.Offset + found.Length)))
        : this;

    /// <summary>An object after all the others.</summary>
    internal BerTlvObjects With(Octets added) => new(Octets.Concat(Octets, added));

    /// <summary>The tags in the order of the objects, under the tag '5C' and their length: '5C00' if there are none. §11.3.1.</summary>
    internal Octets TagList()
    {
        List<byte> tags = [];
        for (int at = 0; TryReadObject(Octets.Span[at..], out int tagLength, out int length); at += length)
            tags.AddRange(Octets.Span.Slice(at, tagLength));
        TlvWriter writer = new(new byte[tags.Count]);
        writer.Put(CollectionsMarshal.AsSpan(tags));
        return writer.Finish(TagListTag, out _);
    }

    /// <summary>
    /// The length of the tag that the octets begin with, 1 to 3; 0 if they begin with none. '00' and 'FF' are padding, and a second octet is
    /// there only for a number from 31 on, a third only for one from 128 on. ISO/IEC 7816-4 §5.2.2.1.
    /// </summary>
    internal static int TagLength(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty || octets[0] is 0x00 or 0xFF) return 0;
        if (TlvHeader.ReadTag(octets, int.MaxValue, out _, out int length) != TlvPart.Whole || length > LongestTag) return 0;
        return length > 1 && octets[1] is < 0x1F or 0x80 ? 0 : length;
    }

    /// <summary>Reads a tag and a length of one to four octets.</summary>
    internal static bool TryReadHeader(ReadOnlySpan<byte> octets, out int headerLength, out int valueLength)
    {
        (headerLength, valueLength) = (0, 0);
        int tagLength = TagLength(octets);
        if (tagLength == 0) return false;
        if (TlvHeader.ReadLength(octets[tagLength..], LongestLength, out valueLength, out int lengthOctets) != TlvPart.Whole) return false;
        headerLength = tagLength + lengthOctets;
        return true;
    }

    /// <summary>The tag under which RETRIEVE DATA answers all tags; no object has it.</summary>
    internal const byte TagListTag = 0x5C;
    private const int LongestTag = 3;
    private const int LongestLength = 3;

    private (int Offset, int Length)? Locate(ReadOnlySpan<byte> tag)
    {
        for (int at = 0; TryReadObject(Octets.Span[at..], out int tagLength, out int length); at += length)
        {
            if (Octets.Span.Slice(at, tagLength).SequenceEqual(tag)) return (at, length);
        }
        return null;
    }

    private static bool TryReadObject(ReadOnlySpan<byte> octets, out int tagLength, out int length)
    {
        tagLength = TagLength(octets);
        length = 0;
        if (!TryReadHeader(octets, out int headerLength, out int valueLength) || valueLength > octets.Length - headerLength) return false;
        length = headerLength + valueLength;
        return true;
    }
}
