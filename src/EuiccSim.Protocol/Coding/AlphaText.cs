using System.Diagnostics.CodeAnalysis;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Coding;

/// <summary>Names in files: the GSM alphabet, or UCS2 in one of three codings. TS 102 221 annex A.</summary>
internal static class AlphaText
{
    /// <summary>A name with 'FF' behind it: in the GSM alphabet if that has all its characters, else in the first coding of UCS2 that fits.</summary>
    /// <param name="text">The name.</param>
    /// <param name="length">The octets that there are.</param>
    /// <param name="octets">As many octets.</param>
    /// <param name="prefersUcs2">True: what is more than ASCII is in UCS2 as long as '80' fits, though the GSM alphabet may have it.</param>
    /// <returns>False if the name does not fit.</returns>
    internal static bool TryWrite(string text, int length, [NotNullWhen(true)] out Octets? octets, bool prefersUcs2 = false)
    {
        IEnumerable<Octets> codings = prefersUcs2 && !text.All(IsPlain) ? Codings(text).Prepend(Ucs2(text)) : Codings(text);
        octets = codings.Where(coded => coded.Length <= length).Select(coded => (Octets?)FileOctets.Pad(coded, length)).FirstOrDefault();
        return octets is not null;
    }

    private static IEnumerable<Octets> Codings(string text)
    {
        if (GsmAlphabet.TryWrite(text, out byte[]? gsm))
        {
            yield return Octets.Wrap(gsm);
            yield break;
        }
        yield return Ucs2(text);
        if (text.Length > byte.MaxValue) yield break;
        int[] others = [.. text.Where(character => GsmAlphabet.Code(character) is null).Select(character => (int)character)];
        int first = others.Min(), page = first & ~0x7F;
        if (others.Max() < page + 0x80 && page < 0x8000) yield return Mixed(text, page, [OnePage, (byte)text.Length, (byte)(page >> 7)]);
        if (others.Max() < first + 0x80) yield return Mixed(text, first, [AnyPlace, (byte)text.Length, (byte)(first >> 8), (byte)(first & 0xFF)]);
    }

    private static bool IsPlain(char character) => character is '@' or '_' or (>= ' ' and <= 'Z') or (>= 'a' and <= 'z');

    private static Octets Ucs2(string text) => Octets.Concat(Octets.Of([0x80]), Octets.Wrap(Encoding.BigEndianUnicode.GetBytes(text)));

    /// <summary>An octet a character: of the GSM alphabet, or with bit 8 the distance from a base.</summary>
    private static Octets Mixed(string text, int from, ReadOnlySpan<byte> header) =>
        Octets.Concat(Octets.Of(header), Octets.Wrap(text.Select(one => GsmAlphabet.Code(one) ?? (byte)(0x80 | (one - from))).ToArray()));

    // TS 102 221 annex A: half a page of UCS2 by its number, or 128 characters from any place on.
    private const byte OnePage = 0x81, AnyPlace = 0x82;
}
