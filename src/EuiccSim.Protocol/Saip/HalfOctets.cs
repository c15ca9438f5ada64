using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>The two orders in which an octet holds two digits.</summary>
internal static class HalfOctets
{
    /// <summary>The half octets of each octet swapped.</summary>
    internal static Octets Swap(Octets octets)
    {
        byte[] swapped = octets.ToArray();
        for (int i = 0; i < swapped.Length; i++) swapped[i] = (byte)(((swapped[i] & 0x0F) << 4) | (swapped[i] >> 4));
        return Octets.Wrap(swapped);
    }
}
