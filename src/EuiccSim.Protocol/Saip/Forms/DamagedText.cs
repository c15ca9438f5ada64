using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Texts that are digits but for a slip of the pen, or of a program: who reads them tells where it is.</summary>
internal static class DamagedText
{
    /// <summary>The form that was meant; null for other texts.</summary>
    /// <param name="text">A text that is none of the forms.</param>
    /// <param name="isKnown">True for octets that begin as something that is known.</param>
    internal static ProfileForm? FormOf(string text, Func<Octets, bool> isKnown) =>
        IsHex(text, isKnown) ? ProfileForm.Hex : IsBase64(text, isKnown) ? ProfileForm.Base64 : null;

    /// <summary>Hexadecimal digits with very few other characters in their places. Base64 has twice as many others as digits of these.</summary>
    internal static bool IsHex(string text, Func<Octets, bool> isKnown)
    {
        (int start, int end) = HexText.Inside(text);
        int digits = 0, slips = 0;
        for (int at = start; at < end; at++)
        {
            if (HexText.IsMark(text, at)) at++;
            else if (char.IsAsciiHexDigit(text[at])) digits++;
            else if (HexText.IsBetween(text[at])) continue;
            else if (!IsSlip(text, at, start, end)) return false;
            else slips++;
        }
        if (slips == 0 || slips * DigitsToASlip > digits) return slips == 1 && digits >= FewestDigits && isKnown(HexText.ReadFile(text, out _));
        return true;
    }

    /// <summary>The same of a text that is base64, too. Where that begins as something that is known, it is that.</summary>
    internal static bool IsHexNotBase64(string text, Func<Octets, bool> isKnown) => !isKnown(Base64Text.ReadFile(text, out _)) && IsHex(text, isKnown);

    /// <summary>Base64 with very few other characters, which begins as something that is known: words are nearly base64, too.</summary>
    private static bool IsBase64(string text, Func<Octets, bool> isKnown)
    {
        (int start, int end) = Base64Text.Inside(text);
        int digits = 0, slips = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan(start, end - start).EnumerateLines())
        {
            foreach (char c in line.Trim())
            {
                if (Base64Text.IsDigit(c) || c == '=') digits++;
                else slips++;
            }
        }
        // Without slips it is too short by a character.
        return digits >= DigitsToASlip && slips * DigitsToASlip <= digits && isKnown(Base64Text.ReadFile(text, out _));
    }

    /// <summary>In the place of a digit: between two, or a letter at the beginning or end of some. What stands alone, or with others, is a word or a mark of a log.</summary>
    private static bool IsSlip(string text, int at, int start, int end)
    {
        bool isBehind = at > start && char.IsAsciiHexDigit(text[at - 1]), isBefore = at + 1 < end && char.IsAsciiHexDigit(text[at + 1]);
        bool isAlone = (isBehind || at == start || HexText.IsBetween(text[at - 1])) && (isBefore || at + 1 == end || HexText.IsBetween(text[at + 1]));
        return char.IsLetter(text[at]) ? isAlone && (isBehind || isBefore) : isBehind && isBefore;
    }

    private const int DigitsToASlip = 16;
    private const int FewestDigits = 8;
}
