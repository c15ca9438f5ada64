using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>PINs, PUKs and ADMs of digits in the 8 octets in which commands and packages have them. TS 102 221 §9.5.1.</summary>
public static class PinDigits
{
    /// <summary>Digits in ASCII, filled with 'FF' to 8 octets; null for what is not 4 to 8 decimal digits.</summary>
    public static Octets? TryWrite(string digits)
    {
        if (digits.Length is < 4 or > Size || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        byte[] value = new byte[Size];
        value.AsSpan().Fill(0xFF);
        Encoding.ASCII.GetBytes(digits, value);
        return Octets.Wrap(value);
    }

    /// <summary>The same for digits that were looked at before.</summary>
    /// <exception cref="FormatException">Not 4 to 8 decimal digits.</exception>
    public static Octets Write(string digits) => TryWrite(digits) ?? throw new FormatException("a PIN has 4 to 8 decimal digits");

    private const int Size = 8;
}
