using EuiccSim.Protocol.Asn1;

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

    private const string Digits = "0123456789*#p?E";
}
