using System.Globalization;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At;

/// <summary>An APDU in +CSIM and +CGLA: the number of digits, and the digits. 3GPP TS 27.007 §8.17, §8.43.</summary>
internal static class ApduText
{
    /// <summary>"10,"0070000001"".</summary>
    internal static string Format(Octets apdu) =>
        string.Create(CultureInfo.InvariantCulture, $"{2 * apdu.Length},\"{apdu}\"");

    /// <summary>
    /// Reads an answer: quoted or not, digits of either case, broken into several lines or not, counted in digits or, as some modems do, in
    /// octets, or not counted at all. Null if it is none of that, and if octets are missing.
    /// </summary>
    internal static Octets? TryParse(SequenceOf<string> lines)
    {
        if (lines.Count == 0) return null;
        int comma = lines[0].IndexOf(',', StringComparison.Ordinal);
        StringBuilder digits = new();
        Append(digits, lines[0].AsSpan(comma + 1));
        for (int i = 1; i < lines.Count; i++) Append(digits, lines[i]);
        if (comma < 0) return Hex.TryParse(digits.ToString()) is { } uncounted && EndsWithStatus(uncounted) ? uncounted : null;
        ReadOnlySpan<char> length = lines[0].AsSpan(0, comma);
        if (!int.TryParse(length, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int said)) return null;
        if (digits.Length != said && digits.Length != 2L * said) return null;
        return Hex.TryParse(digits.ToString());
    }

    /// <summary>Nothing else tells that no octet is missing. ISO/IEC 7816-4 §5.6.</summary>
    private static bool EndsWithStatus(Octets response) => response.Length >= 2 && response[response.Length - 2] is (> 0x60 and < 0x70) or (>= 0x90 and < 0xA0);

    private static void Append(StringBuilder digits, ReadOnlySpan<char> part)
    {
        foreach (char c in part)
        {
            if (c is not ('"' or ' ')) digits.Append(c);
        }
    }
}
