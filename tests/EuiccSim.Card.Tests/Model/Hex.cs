using System.Globalization;
using System.Text;

namespace EuiccSim.Card.Tests.Model;

/// <summary>The model's own DER, in hexadecimal digits. It shares nothing with the encoders of the product.</summary>
internal static class Hex
{
    internal static string Tlv(string tag, params string[] values)
    {
        string value = string.Concat(values);
        int length = value.Length / 2;
        string coded = length switch
        {
            < 0x80 => $"{length:X2}",
            < 0x100 => $"81{length:X2}",
            < 0x10000 => $"82{length:X4}",
            _ => $"83{length:X6}",
        };
        return tag + coded + value;
    }

    internal static string Text(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    /// <summary>An INTEGER of at least 0: as few octets as possible, the first below '80'.</summary>
    internal static string Number(long number)
    {
        string digits = number.ToString("X", CultureInfo.InvariantCulture);
        if (digits.Length % 2 == 1) digits = "0" + digits;
        return digits[0] >= '8' ? "00" + digits : digits;
    }

    /// <summary>A named BIT STRING of up to 8 bits, bit 0 being '80': no trailing zero bits.</summary>
    internal static string Bits(int bits)
    {
        if (bits == 0) return "00";
        int unused = 0;
        while ((bits >> unused & 1) == 0) unused++;
        return $"{unused:X2}{bits:X2}";
    }

    /// <summary>Digits as in EF.ICCID: each pair swapped.</summary>
    internal static string Swap(string digits)
    {
        StringBuilder swapped = new();
        for (int i = 0; i < digits.Length; i += 2) swapped.Append(digits[i + 1]).Append(digits[i]);
        return swapped.ToString();
    }

    /// <summary>True if the digits are those expected; '?' stands for any.</summary>
    internal static bool Matches(string actual, string expected)
    {
        if (actual.Length != expected.Length) return false;
        for (int i = 0; i < actual.Length; i++)
        {
            if (expected[i] != '?' && expected[i] != actual[i]) return false;
        }
        return true;
    }
}
