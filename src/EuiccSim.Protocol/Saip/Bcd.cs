using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>Decimal digits in half octets.</summary>
internal static class Bcd
{
    /// <summary>The digits in reading order, filled up with 'F' to a number of octets.</summary>
    internal static Octets Encode(string digits, int octets) => Octets.FromHex(digits.PadRight(2 * octets, 'F'));

    /// <summary>The half octets of each octet swapped: the order in which telephony sends digits.</summary>
    internal static Octets Swap(Octets octets)
    {
        byte[] swapped = octets.ToArray();
        for (int i = 0; i < swapped.Length; i++) swapped[i] = (byte)(((swapped[i] & 0x0F) << 4) | (swapped[i] >> 4));
        return Octets.Wrap(swapped);
    }
}
