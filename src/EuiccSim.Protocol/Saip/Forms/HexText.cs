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

    /// <summary>The octets of a whole text, with white space, colons, commas and <c>0x</c> between the digits.</summary>
    /// <exception cref="ProfileTextException">Something else is in it.</exception>
    internal static Octets ReadFile(string text)
    {
        List<byte> octets = new(text.Length / 2);
        int? first = null;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c is '0' && first is null && at + 1 < text.Length && text[at + 1] is 'x' or 'X') at++;
            else if (char.IsAsciiHexDigit(c))
            {
                int digit = Convert.ToInt32(c.ToString(), 16);
                if (first is { } high) octets.Add((byte)((high << 4) | digit));
                first = first is null ? digit : null;
            }
            else if (!char.IsWhiteSpace(c) && c is not (':' or ',')) throw new ProfileTextException(TextPosition.At(text, at), $"{c} is no hexadecimal digit");
        }
        if (first is not null) throw new ProfileTextException(TextPosition.At(text, text.Length), "octets have two hexadecimal digits each, and the last one has one");
        return Octets.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(octets));
    }

    /// <summary>True if a text has only what hexadecimal digits come with.</summary>
    internal static bool IsFile(string text) =>
        text.All(c => char.IsAsciiHexDigit(c) || char.IsWhiteSpace(c) || c is 'x' or 'X' or ':' or ',') && text.Any(char.IsAsciiHexDigit);

    /// <summary>One element a line, as the lines' numbers are then those of the elements.</summary>
    internal static string WriteFile(IEnumerable<Octets> elements) => string.Concat(elements.Select(element => $"{element}\n"));

}
