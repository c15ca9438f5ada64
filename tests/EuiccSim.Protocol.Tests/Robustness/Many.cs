using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Robustness;

internal static class Many
{
    /// <summary>The octets, again and again.</summary>
    internal static Octets Of(ReadOnlySpan<byte> octets, int count)
    {
        byte[] all = new byte[octets.Length * count];
        for (int i = 0; i < count; i++) octets.CopyTo(all.AsSpan(i * octets.Length));
        return Octets.Wrap(all);
    }

    /// <summary>Octets in hexadecimal digits before and after many.</summary>
    internal static Octets Within(string before, Octets many, string after) =>
        Octets.Concat(Octets.FromHex(before), many, Octets.FromHex(after));
}
