using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Octets in base64, RFC 4648, bare or in the armour of RFC 7468.</summary>
internal static class Base64Text
{
    /// <summary>What armour begins with.</summary>
    internal const string Armour = "-----BEGIN ";

    /// <summary>True if a text has only what base64 consists of; a space within a line is between words.</summary>
    internal static bool IsFile(string text)
    {
        (int start, int end) = Inside(text);
        ReadOnlySpan<char> inside = text.AsSpan(start, end - start);
        return AreAll(inside.EnumerateLines()) && CountDigits(inside) is > 0 and var digits && digits % 4 != 1;
    }

    /// <exception cref="ProfileTextException">Something else is in it.</exception>
    internal static Octets ReadFile(string text) => ReadFile(text, out ProfileTextException? fault) is var octets && fault is null ? octets : throw fault;

    /// <summary>The same up to the first fault.</summary>
    internal static Octets ReadFile(string text, out ProfileTextException? fault)
    {
        fault = null;
        (int start, int end) = Inside(text);
        StringBuilder digits = new(end - start);
        bool isOver = false;
        for (int at = start; at < end && fault is null; at++)
        {
            if (IsBetween(text[at])) continue;
            if (text[at] == '=') isOver = true;
            else if (isOver || !IsDigit(text[at])) fault = Fault(text, at, $"{text[at]} does not belong in base64 here");
            else digits.Append(text[at] switch { '-' => '+', '_' => '/', var c => c });
        }
        if (fault is null && digits.Length % 4 == 1) fault = Fault(text, end, "base64 ends here too early: some characters are missing");
        // Of what is before a fault, whole octets.
        if (digits.Length % 4 == 1) digits.Length--;
        digits.Append('=', (4 - (digits.Length % 4)) % 4);
        return Octets.Wrap(Convert.FromBase64String(digits.ToString()));
    }

    internal static string WriteFile(Octets octets)
    {
        string digits = Convert.ToBase64String(octets.Span);
        StringBuilder text = new();
        for (int at = 0; at < digits.Length; at += LineLength) text.Append(digits.AsSpan(at, Math.Min(LineLength, digits.Length - at))).Append('\n');
        return text.ToString();
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text) if (IsDigit(c)) count++;
        return count;
    }

    private static bool AreAll(SpanLineEnumerator lines)
    {
        foreach (ReadOnlySpan<char> line in lines)
        {
            foreach (char c in line.Trim())
            {
                if (!IsDigit(c) && c != '=' && (char.IsWhiteSpace(c) || !IsBetween(c))) return false;
            }
        }
        return true;
    }

    internal static (int Start, int End) Inside(string text)
    {
        int begin = text.IndexOf(Armour, StringComparison.Ordinal);
        if (begin < 0) return WithoutQuotes(text);
        int line = text.IndexOf(Dashes, begin + Armour.Length, StringComparison.Ordinal);
        int end = line < 0 ? -1 : text.IndexOf("-----END ", line + Dashes.Length, StringComparison.Ordinal);
        return end < 0 ? throw Fault(text, begin, "this line begins a text in PEM, and the line with END is missing") : (line + Dashes.Length, end);
    }

    /// <summary>Without the quotes of a program's text, and of a data URI only what it holds. RFC 2397.</summary>
    private static (int Start, int End) WithoutQuotes(string text)
    {
        int start = text.Length - text.AsSpan().TrimStart("\"' \t\r\n").Length, end = text.AsSpan().TrimEnd("\"';, \t\r\n").Length;
        if (start >= end) return (0, text.Length);
        int comma = text.AsSpan(start).StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(DataMark, start, StringComparison.OrdinalIgnoreCase) : -1;
        return (comma < 0 ? start : comma + DataMark.Length, end);
    }

    /// <summary>White space, and what editors and mail programs put in unseen.</summary>
    internal static bool IsBetween(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u2060' or '\u00AD';

    internal static bool IsDigit(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_';

    private static ProfileTextException Fault(string text, int at, string reason) => new(TextPosition.At(text, at), reason);

    private const string Dashes = "-----";
    private const string DataMark = ";base64,";
    private const int LineLength = 64;
}
