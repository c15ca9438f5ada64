using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>The identifier of a device: 15 digits, of which the first 8 are its type allocation code (TAC). 3GPP TS 23.003 §6.2.</summary>
public readonly record struct Imei
{
    private Imei(string digits) => Digits = digits;

    /// <summary>The 15 digits.</summary>
    public string Digits { get; }

    /// <summary>True if the last digit checks the others (Luhn).</summary>
    public bool IsValid => LuhnSum(Digits) % 10 == 0;

    /// <summary>The TAC in 4 octets, the first digit in the low half. SGP.22 v2.5 §4.2.</summary>
    public Octets TacOctets => SwappedDigits.Write(Digits[..TacLength], TacLength / 2);

    /// <summary>
    /// The IMEI in 8 octets: as the TAC, but the last one has the check digit in the high half and 'F' in the low. SGP.22 v2.5 §4.2.
    /// </summary>
    public Octets Octets
    {
        get
        {
            byte[] octets = SwappedDigits.Write(Digits[..^1], (Length + 1) / 2).ToArray();
            octets[^1] = (byte)(((Digits[^1] - '0') << 4) | 0xF);
            return Octets.Wrap(octets);
        }
    }

    /// <summary>From 15 digits. The check digit may be wrong: see <see cref="IsValid"/>.</summary>
    /// <exception cref="FormatException">Not 15 decimal digits.</exception>
    public static Imei FromDigits(string digits)
    {
        if (digits.Length != Length || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"an IMEI has {Length} decimal digits, not '{digits}'");
        return new(digits);
    }

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;

    private static int LuhnSum(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = (digits[i] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += (digit / 10) + (digit % 10);
        }

        return sum;
    }

    private const int Length = 15;
    private const int TacLength = 8;
}
