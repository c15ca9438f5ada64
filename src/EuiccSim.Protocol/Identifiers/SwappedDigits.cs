using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>Digits packed two to an octet, the first in the low half; filled with 'F'. ETSI TS 102 221 §13.2, 3GPP TS 24.008.</summary>
internal static class SwappedDigits
{
    internal static string Read(ReadOnlySpan<byte> octets)
    {
        Span<char> digits = stackalloc char[2 * octets.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            digits[2 * i] = Hex[octets[i] & 0xF];
            digits[(2 * i) + 1] = Hex[octets[i] >> 4];
        }

        return new(digits);
    }

    /// <param name="digits">Digits, not more than fit.</param>
    /// <param name="size">The number of octets to fill.</param>
    /// <param name="alphabet">The digits that there are, in the order of their values.</param>
    internal static Octets Write(string digits, int size, string alphabet = "0123456789")
    {
        byte[] octets = new byte[size];
        for (int i = 0; i < size; i++)
        {
            int low = 2 * i < digits.Length ? alphabet.IndexOf(digits[2 * i]) : 0xF;
            int high = (2 * i) + 1 < digits.Length ? alphabet.IndexOf(digits[(2 * i) + 1]) : 0xF;
            octets[i] = (byte)((high << 4) | low);
        }

        return Octets.Wrap(octets);
    }

    private const string Hex = "0123456789ABCDEF";
}
