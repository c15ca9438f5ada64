using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>The answer to reset. ISO/IEC 7816-3 §8.2, TS 102 221 §6.3.</summary>
internal static class Atr
{
    /// <summary>T=0 and T=15; TB3 bit 2 says eUICC; the capabilities say 8 or more logical channels, numbered by the card.</summary>
    internal static Octets Default { get; } = Build(
        [0x96, 0x80, 0x3F, 0xC7, 0x82],
        [0x80, 0x31, 0xE0, 0x73, 0xFE, 0x21, 0x17, 0x67, .. "EUICSIM"u8]);

    /// <summary>TS '3B', T0, the interface bytes TA1, TD1 … as given, the historical bytes, and TCK.</summary>
    /// <param name="interfaceBytes">From TA1 on; TA1 and TD1 are there, TB1 and TC1 are not.</param>
    /// <param name="historicalBytes">At most 15.</param>
    internal static Octets Build(ReadOnlySpan<byte> interfaceBytes, ReadOnlySpan<byte> historicalBytes)
    {
        byte[] atr = [0x3B, (byte)(0x90 | historicalBytes.Length), .. interfaceBytes, .. historicalBytes, 0];
        byte check = 0;
        foreach (byte octet in atr.AsSpan(1)) check ^= octet;
        atr[^1] = check;
        return Octets.Wrap(atr);
    }
}
