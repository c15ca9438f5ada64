using System.Diagnostics.CodeAnalysis;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Coding;

/// <summary>The GSM 7 bit default alphabet with its extension, an octet or seven bits a character. TS 23.038 §6.1.2, §6.2.1.</summary>
internal static class GsmAlphabet
{
    /// <summary>A text whose characters have an octet each; what the alphabet does not have becomes U+FFFD.</summary>
    internal static string Read(ReadOnlySpan<byte> octets)
    {
        StringBuilder text = new();
        for (int i = 0; i < octets.Length; i++)
        {
            bool isEscape = octets[i] == Escape && i + 1 < octets.Length;
            if (isEscape) i++;
            int extended = isEscape ? ExtensionCodes.IndexOf((char)octets[i]) : -1;
            text.Append(extended >= 0 ? Extension[extended] : octets[i] < Default.Length ? Default[octets[i]] : '\uFFFD');
        }
        return text.ToString();
    }

    /// <summary>An octet for each character, two for those of the extension.</summary>
    /// <returns>False if the alphabet lacks a character.</returns>
    internal static bool TryWrite(string text, [NotNullWhen(true)] out byte[]? octets)
    {
        List<byte> all = [];
        foreach (char character in text)
        {
            if (Code(character) is { } code) all.Add(code);
            else if (Extension.IndexOf(character) is >= 0 and var extended) all.AddRange([Escape, (byte)ExtensionCodes[extended]]);
            else
            {
                octets = null;
                return false;
            }
        }
        octets = [.. all];
        return true;
    }

    /// <summary>The octet of a character of the default table; null for others.</summary>
    internal static byte? Code(char character) => Default.IndexOf(character) is >= 0 and not Escape and var code ? (byte)code : null;

    /// <summary>Seven bits a character, the first in the low bits of the first octet.</summary>
    internal static Octets Pack(ReadOnlySpan<byte> characters)
    {
        byte[] packed = new byte[((7 * characters.Length) + 7) / 8];
        for (int i = 0; i < characters.Length; i++)
        {
            int bit = 7 * i, shifted = characters[i] << (bit % 8);
            packed[bit / 8] |= (byte)(shifted & 0xFF);
            if (shifted > 0xFF) packed[(bit / 8) + 1] |= (byte)(shifted >> 8);
        }
        return Octets.Wrap(packed);
    }

    private const byte Escape = 0x1B;

    private const string Default =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string ExtensionCodes = "\u000A\u0014\u0028\u0029\u002F\u003C\u003D\u003E\u0040\u0065";
    private const string Extension = "\f^{}\\[~]|€";
}
