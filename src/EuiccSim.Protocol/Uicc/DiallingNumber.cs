using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Numbers in files: two digits to an octet, the first in the low half. TS 31.102 §4.4.2.3.</summary>
public static class DiallingNumber
{
    /// <summary>The digits, up to the first 'F'; '*', '#', 'p' (pause) and '?' (any digit) have halves of their own.</summary>
    public static string ReadDigits(Octets octets)
    {
        string digits = "";
        foreach (byte octet in octets.Span)
        {
            foreach (int half in (ReadOnlySpan<int>)[octet & 0xF, octet >> 4])
            {
                if (half == 0xF) return digits;
                digits += Digits[half];
            }
        }
        return digits;
    }

    /// <summary>A number behind the octet that has type and plan: "+" stands for an international one.</summary>
    public static string Read(byte typeAndPlan, Octets digits) => ((typeAndPlan & 0x70) == 0x10 ? "+" : "") + ReadDigits(digits);

    /// <summary>The digits, with 'F' to the end.</summary>
    /// <exception cref="FormatException">Too many, none, or something else.</exception>
    internal static Octets WriteDigits(string digits, int octets)
    {
        bool isNumber = digits.Length > 0 && digits.All(digit => Digits.Contains(digit, StringComparison.Ordinal));
        if (!isNumber) throw new FormatException($"'{digits}' is no telephone number");
        return digits.Length <= 2 * octets ? SwappedDigits.Write(digits, octets, Digits) : throw new FormatException($"'{digits}' is longer than {2 * octets} digits");
    }

    private const string Digits = "0123456789*#p?E";
}
