using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>
/// The identity of a subscriber: up to 15 decimal digits (TS 23.003 §2.2), in EF.IMSI a length, the parity and the digits, two to an octet,
/// the first in the low half (TS 31.102 §4.2.2).
/// </summary>
public readonly record struct Imsi
{
    private Imsi(string digits) => Digits = digits;

    /// <summary>The digits in reading order.</summary>
    public string Digits { get; }

    /// <summary>The 9 octets of EF.IMSI.</summary>
    public Octets Ef
    {
        get
        {
            char parity = Digits.Length % 2 == 1 ? '9' : '1';
            return Octets.Concat(Octets.Of([(byte)((Digits.Length / 2) + 1)]), SwappedDigits.Write(parity + Digits, MaximumLength));
        }
    }

    /// <summary>The mobile country code: the first three digits.</summary>
    public string Mcc => Digits[..Math.Min(3, Digits.Length)];

    /// <summary>From 6 to 15 digits.</summary>
    /// <exception cref="FormatException">Something else.</exception>
    public static Imsi FromDigits(string digits) => digits.Length is >= 6 and <= 15 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        ? new(digits)
        : throw new FormatException($"an IMSI has 6 to 15 decimal digits, not '{digits}'");

    /// <summary>Reads EF.IMSI. What follows the digits in a longer file does not matter.</summary>
    /// <returns>False if the length is not 1 to 8, or there are other digits than decimal ones, or none.</returns>
    public static bool TryFromEf(Octets ef, [NotNullWhen(true)] out Imsi? imsi)
    {
        imsi = null;
        if (ef.IsEmpty || ef[0] is 0 or > MaximumLength || ef.Length <= ef[0]) return false;
        // The first half octet is the parity, and one more fills up an even number of digits.
        string digits = SwappedDigits.Read(ef.Slice(1, ef[0]).Span)[1..].TrimEnd('F');
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return false;
        imsi = new(digits);
        return true;
    }

    /// <summary>The digits.</summary>
    public override string ToString() => Digits;

    private const int MaximumLength = 8;
}
