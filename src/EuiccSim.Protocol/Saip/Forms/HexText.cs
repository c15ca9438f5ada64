using System.Buffers;
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
    internal static Octets ReadFile(string text) => ReadFile(text, out ProfileTextException? fault) is var octets && fault is null ? octets : throw fault;

    /// <summary>The same up to the first fault.</summary>
    internal static Octets ReadFile(string text, out ProfileTextException? fault)
    {
        fault = null;
        if (HexDump.TryRead(text) is { } dumped) return dumped;
        (int start, int end) = Inside(text);
        List<byte> octets = new((end - start) / 2);
        int? first = null;
        for (int at = start; at < end && fault is null; at++)
        {
            char c = text[at];
            if (first is null && IsMark(text, at))
            {
                at++;
                // Of 0x5 the first digit is not written.
                if (CountDigits(text, at + 1) == 1) first = 0;
            }
            else if (char.IsAsciiHexDigit(c))
            {
                int digit = char.IsAsciiDigit(c) ? c - '0' : (c & ~0x20) - 'A' + 10;
                if (first is { } high) octets.Add((byte)((high << 4) | digit));
                first = first is null ? digit : null;
            }
            else if (!IsBetween(c)) fault = new(TextPosition.At(text, at), $"{c} is no hexadecimal digit");
        }
        if (fault is null && first is not null) fault = Odd(text, start, end);
        return Octets.Of(CollectionsMarshal.AsSpan(octets));
    }

    /// <summary>Where a digit is missing or too many: in the first group that has an odd number of them, or the first line.</summary>
    private static ProfileTextException Odd(string text, int start, int end)
    {
        bool hasGroups = text.AsSpan(start, end - start).Trim().ContainsAny(s_groups);
        for (int at = start; at < end;)
        {
            int next = text.AsSpan(at, end - at).IndexOfAny(hasGroups ? s_ends : s_lines);
            int stop = next < 0 ? end : at + next, digits = 0;
            for (int i = at; i < stop; i++)
            {
                if (IsMark(text, i)) i++;
                else if (char.IsAsciiHexDigit(text[i])) digits++;
            }
            if (digits % 2 != 0 && (hasGroups || stop < end))
                return new(TextPosition.At(text, at), FormattableString.Invariant($"octets have two hexadecimal digits each, and here {(digits == 1 ? "is one alone" : $"are {digits} in a row")}"));
            at = stop + 1;
        }
        return new(TextPosition.At(text, end), "octets have two hexadecimal digits each, and the last one has one");
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

    /// <summary>True for a text that begins with the bracket of an array.</summary>
    internal static bool BeginsArray(string text) => ArrayIn(text) == 0;

    /// <summary>One element a line, as the lines' numbers are then those of the elements.</summary>
    internal static string WriteFile(IEnumerable<Octets> elements) => string.Concat(elements.Select(element => $"{element}\n"));

    /// <summary>Where the digits are: without the <c>H</c> of ASN.1 at the end, and of source code only what is between the brackets.</summary>
    internal static (int Start, int End) Inside(string text)
    {
        int start = 0, end = text.Length;
        if (ArrayIn(text) is var open and >= 0)
        {
            start = open + 1;
            int close = text.IndexOf(text[open] == '{' ? '}' : ']', start);
            // A cut array ends where the text does.
            if (close >= 0) end = close;
        }
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == ';')) end--;
        return end - start > 1 && text[(end - 2)..end] is "'H" or "'h" ? (start, end - 2) : (start, end);
    }

    /// <summary><c>0x</c> or <c>\x</c>.</summary>
    internal static bool IsMark(string text, int at) => text[at] is '0' or '\\' && at + 1 < text.Length && text[at + 1] is 'x' or 'X';

    internal static bool IsBetween(char c) => char.IsWhiteSpace(c) || Between.Contains(c, StringComparison.Ordinal);

    private static int CountDigits(string text, int at)
    {
        int count = 0;
        while (at + count < text.Length && char.IsAsciiHexDigit(text[at + count])) count++;
        return count;
    }

    /// <summary>The bracket of an array that a text is: <c>unsigned char p[] = { 0xA0</c>, <c>[0xA0</c>. Negative if it is none.</summary>
    private static int ArrayIn(string text)
    {
        int from = text.IndexOf('=', StringComparison.Ordinal) + 1;
        for (int tried = 0; tried < MostBrackets; tried++)
        {
            int open = text.AsSpan(from).IndexOfAny('{', '[') is var next and >= 0 ? from + next : -1;
            if (open < 0 || (from == 0 && !text.AsSpan(0, open).IsWhiteSpace())) return -1;
            if (text.AsSpan(open + 1).TrimStart().StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return open;
            from = open + 1;
        }
        return -1;
    }

    // Also what editors and mail programs put in unseen: a byte order mark, zero-width space and joiner, a soft hyphen.
    private const string Between = ":,;-_\"'\uFEFF\u200B\u2060\u00AD";
    private static readonly SearchValues<char> s_groups = SearchValues.Create(" \t:,;-");
    private static readonly SearchValues<char> s_lines = SearchValues.Create("\r\n");
    private static readonly SearchValues<char> s_ends = SearchValues.Create(" \t:,;-\r\n");

    // []byte{, new byte[] {
    private const int MostBrackets = 3;
}
