using System.Globalization;

namespace EuiccSim.Protocol.Asn1;

/// <summary>What is inside a TLV whose length need not be right.</summary>
internal static class SequenceContent
{
    /// <summary>The octets after tag and length; without the end of an indefinite length (ITU-T X.690 §8.1.5).</summary>
    internal static Octets Of(Octets encoded)
    {
        (int header, int length) = Header(encoded);
        Octets content = encoded.Slice(Math.Min(header, encoded.Length));
        bool isEnded = length == Indefinite && content.Length >= 2 && content[content.Length - 1] == 0 && content[content.Length - 2] == 0;
        return isEnded ? content.Slice(0, content.Length - 2) : content;
    }

    /// <summary>True if the length says something else than there is.</summary>
    internal static bool HasWrongLength(Octets encoded)
    {
        (int header, int length) = Header(encoded);
        return length != Indefinite && header + (long)length != encoded.Length;
    }

    /// <summary>What is wrong with a length, in words.</summary>
    internal static string LengthFault(Octets encoded)
    {
        (int header, int length) = Header(encoded);
        return length < 0
            ? "its length cannot be read"
            : string.Create(CultureInfo.InvariantCulture, $"its length says {length} octets, and {Math.Max(0, encoded.Length - header)} are there");
    }

    /// <summary>The octets of tag and length, and the length.</summary>
    private static (int Header, int Length) Header(Octets encoded)
    {
        TlvPart part = TlvHeader.ReadTag(encoded.Span, LongestTag, out _, out int tag);
        if (part != TlvPart.Whole) return (encoded.Length, Unreadable);
        part = TlvHeader.ReadLength(encoded.Span[tag..], LongestLength, out int length, out int octets);
        bool isIndefinite = part == TlvPart.Malformed && encoded[tag] == IndefiniteForm;
        return (tag + octets, part == TlvPart.Whole ? length : isIndefinite ? Indefinite : Unreadable);
    }

    private const int Indefinite = -1;
    private const int Unreadable = -2;
    private const int IndefiniteForm = 0x80;
    private const int LongestTag = 4;
    private const int LongestLength = 4;
}
