using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Testing;

/// <summary>An EID for a new chip: the maker's prefix, digits drawn, check digits. SGP.29.</summary>
public static class EidDraw
{
    /// <summary>Draws one.</summary>
    /// <param name="prefix">The digits that the maker's certificate permits.</param>
    /// <param name="random">Where the digits between these and the check digits come from.</param>
    public static Eid Draw(string prefix, RandomSource random)
    {
        char[] digits = new char[FirstDigits];
        prefix.CopyTo(digits);
        for (int i = prefix.Length; i < digits.Length; i++) digits[i] = (char)('0' + Digit(random));
        return Eid.WithCheckDigits(new(digits));
    }

    /// <summary>Each of the ten digits as often as any other: octets above 249 are drawn again.</summary>
    private static int Digit(RandomSource random)
    {
        Span<byte> octet = stackalloc byte[1];
        do random.Fill(octet);
        while (octet[0] >= 250);
        return octet[0] % 10;
    }

    /// <summary>The digits of an EID that its maker's certificate permits: the first 8 (EIN or IIN).</summary>
    public const int PrefixDigits = 8;

    private const int FirstDigits = 30;
}
