using System.Buffers;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports;

/// <summary>Hexadecimal digits of either case that somebody else wrote.</summary>
internal static class Hex
{
    /// <summary>The octets, or null if these are not an even number of hexadecimal digits.</summary>
    internal static Octets? TryParse(ReadOnlySpan<char> digits)
    {
        byte[] octets = new byte[digits.Length / 2];
        OperationStatus status = Convert.FromHexString(digits, octets, out int read, out _);
        if (status != OperationStatus.Done || read != digits.Length) return null;
        return Octets.Wrap(octets);
    }
}
