using System.Runtime.InteropServices;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Octets in digits.</summary>
internal static class HexText
{
    /// <summary>The octets of hexadecimal digits without anything between them; null if they are none.</summary>
    internal static Octets? Read(string digits) =>
        digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Octets.Wrap(Convert.FromHexString(digits)) : null;

    /// <summary>Why there are no octets.</summary>
    internal static string WhyNone(string digits) => digits.FirstOrDefault(c => !char.IsAsciiHexDigit(c)) is var wrong and not '\0'
        ? $"{wrong} is no hexadecimal digit"
        : FormattableString.Invariant($"octets have two hexadecimal digits each, and here are {digits.Length}");

    /// <summary>The octets of binary digits; null if they are none.</summary>
    internal static Octets? ReadBinary(string digits)
    {
        if (digits.Length % 8 != 0 || digits.Any(c => c is not ('0' or '1'))) return null;
        byte[] octets = new byte[digits.Length / 8];
        for (int i = 0; i < digits.Length; i++) octets[i / 8] |= (byte)((digits[i] - '0') << (7 - (i % 8)));
        return Octets.Wrap(octets);
    }

    /// <summary>The octets of a whole text: a dump with offsets, or digits with what people and programs put between them.</summary>
    /// <exception cref="ProfileTextException">Something else is in it.</exception>
    internal static Octets ReadFile(string text)
    {
        if (HexDump.TryRead(text) is { } dumped) return dumped;
        (int start, int end) = Inside(text);
        List<byte> octets = new((end - start) / 2);
        int? first = null;
        for (int at = start; at < end; at++)
        {
            char c = text[at];
            if (first is null && IsMark(text, at)) at++;
            else if (char.IsAsciiHexDigit(c))
            {
                int digit = char.IsAsciiDigit(c) ? c - '0' : (c & ~0x20) - 'A' + 10;
                if (first is { } high) octets.Add((byte)((high << 4) | digit));
                first = first is null ? digit : null;
            }
            else if (!IsBetween(c)) throw new ProfileTextException(TextPosition.At(text, at), $"{c} is no hexadecimal digit");
        }
        if (first is not null) throw new ProfileTextException(TextPosition.At(text, end), "octets have two hexadecimal digits each, and the last one has one");
        return Octets.Of(CollectionsMarshal.AsSpan(octets));
    }

    /// <summary>True if a text has only what hexadecimal digits come with.</summary>
    internal static bool IsFile(string text)
    {
        (int start, int end) = Inside(text);
        bool hasDigits = false;
        for (int at = start; at < end; at++)
        {
            if (IsMark(text, at)) at++;
            else if (char.IsAsciiHexDigit(text[at])) hasDigits = true;
            else if (!IsBetween(text[at])) return HexDump.TryRead(text) is not null;
        }
        return hasDigits;
    }

    /// <summary>One element a line, as the lines' numbers are then those of the elements.</summary>
    internal static string WriteFile(IEnumerable<Octets> elements) => string.Concat(elements.Select(element => $"{element}\n"));

    /// <summary>Where the digits are: without the <c>H</c> of ASN.1 at the end, and of source code only what is between the brackets.</summary>
    private static (int Start, int End) Inside(string text)
    {
        int start = 0, end = text.Length;
        int open = text.IndexOf('{', StringComparison.Ordinal), close = open < 0 ? -1 : text.IndexOf('}', open);
        bool isSource = close >= 0 && text.AsSpan(0, open).TrimEnd() is "" or [.., '='] && text.AsSpan(open, close - open).Contains("0x", StringComparison.OrdinalIgnoreCase);
        if (isSource) (start, end) = (open + 1, close);
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == ';')) end--;
        return end - start > 1 && text[(end - 2)..end] is "'H" or "'h" ? (start, end - 2) : (start, end);
    }

    /// <summary><c>0x</c> or <c>\x</c>.</summary>
    private static bool IsMark(string text, int at) => text[at] is '0' or '\\' && at + 1 < text.Length && text[at + 1] is 'x' or 'X';

    private static bool IsBetween(char c) => char.IsWhiteSpace(c) || Between.Contains(c, StringComparison.Ordinal);

    private const string Between = ":,;-_\"'";
}
