using System.Globalization;

namespace EuiccSim.Clinic.Logs.Layers;

/// <summary>Small questions about texts. All look at each character once.</summary>
internal static class Words
{
    internal static bool Begins(this string text, string with) => text.StartsWith(with, StringComparison.Ordinal);

    internal static bool BeginsAnyCase(this string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    internal static bool Has(this string text, string part) => text.Contains(part, StringComparison.Ordinal);

    internal static int At(this string text, string part) => text.IndexOf(part, StringComparison.Ordinal);

    internal static int AtAnyCase(this string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands behind the first occurrence; null if there is none.</summary>
    internal static string? After(this string text, string part)
    {
        int at = text.At(part);
        return at < 0 ? null : text[(at + part.Length)..];
    }

    /// <summary>What stands between two marks, the second behind the first; null if they are not there.</summary>
    internal static string? Between(this string text, string open, string close)
    {
        if (text.After(open) is not { } rest) return null;
        int end = rest.At(close);
        return end < 0 ? null : rest[..end];
    }

    /// <summary>True if a text begins in a form: '9' is a digit, 'A' a letter, ' ' at least one space, and everything else itself.</summary>
    /// <param name="text">The text.</param>
    /// <param name="form">The form.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="start">Where it begins.</param>
    internal static bool Fits(this string text, string form, out int end, int start = 0)
    {
        int at = start;
        foreach (char wanted in form)
        {
            end = at;
            if (at >= text.Length) return false;
            char one = text[at++];
            if (wanted == '9' ? !char.IsAsciiDigit(one) : wanted == 'A' ? !char.IsAsciiLetter(one) : one != wanted) return false;
            if (wanted != ' ') continue;
            while (at < text.Length && text[at] == ' ') at++;
        }
        end = at;
        return true;
    }

    /// <summary>The digits from a place on; -1 if there are none, or too many for a number.</summary>
    internal static int Number(this string text, int start, out int end)
    {
        end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : -1;
    }

    /// <summary>The decimal number that a text begins with, white space before it aside; null if none.</summary>
    internal static int? LeadingNumber(this string text)
    {
        int start = 0;
        while (start < text.Length && text[start] == ' ') start++;
        int value = text.Number(start, out _);
        return value < 0 ? null : value;
    }

    internal static bool IsHex(this ReadOnlySpan<char> text)
    {
        foreach (char one in text)
        {
            if (!char.IsAsciiHexDigit(one)) return false;
        }
        return text.Length > 0;
    }

    /// <summary>True for digits, and spaces between them, and nothing else.</summary>
    internal static bool IsOnlyHex(this string text)
    {
        bool any = false;
        foreach (char one in text)
        {
            if (char.IsAsciiHexDigit(one)) any = true;
            else if (one is not (' ' or '\t')) return false;
        }
        return any;
    }
}
