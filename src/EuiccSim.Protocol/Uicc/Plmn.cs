using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>A network: mobile country code and mobile network code. TS 24.008 §10.5.1.13, TS 23.003 §2.2.</summary>
/// <param name="Mcc">Three digits.</param>
/// <param name="Mnc">Two or three digits. In EF.OPL a 'D' stands for any digit (TS 31.102 §4.2.59).</param>
public readonly record struct Plmn(string Mcc, string Mnc)
{
    /// <summary>The octets of a network in files and messages.</summary>
    public const int Length = 3;

    /// <summary>Reads three octets: MCC 2 and 1, MNC 3 and MCC 3, MNC 2 and 1; 'F' instead of a third digit of the MNC.</summary>
    /// <returns>Null for an empty place ('FFFFFF'), or other digits than decimal ones and 'D'.</returns>
    public static Plmn? TryRead(Octets octets)
    {
        if (octets.Length != Length) return null;
        string halves = $"{octets[0] & 0xF:X}{octets[0] >> 4:X}{octets[1] & 0xF:X}{octets[2] & 0xF:X}{octets[2] >> 4:X}{octets[1] >> 4:X}";
        string digits = halves.EndsWith('F') ? halves[..5] : halves;
        return digits.Any(digit => !char.IsAsciiDigit(digit) && digit != AnyDigit) ? null : new(digits[..3], digits[3..]);
    }

    /// <summary>The three octets.</summary>
    public Octets Encoded => FileOctets.Plmn(Mcc, Mnc);

    private const char AnyDigit = 'D';

    /// <summary>"26201".</summary>
    public override string ToString() => Mcc + Mnc;
}
