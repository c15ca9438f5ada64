using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Personalities;

/// <summary>The answer to reset. ISO/IEC 7816-3 §8.2, TS 102 221 §6.3.</summary>
internal static class Atr
{
    /// <summary>
    /// T=0 and T=15; TB3 bit 2 says eUICC; the card capabilities say what is selected how, whether extended lengths are taken, who numbers
    /// logical channels, and how many there are. ISO/IEC 7816-4 §8.1.1.2.7.
    /// </summary>
    internal static Octets For(Personality personality) => Build(
        [0x96, 0x80, 0x3F, 0xC7, 0x82],
        [0x80, 0x31, 0xE0, 0x73, 0xFE, 0x21, Capabilities(personality), 0x67, .. "EUICSIM"u8]);

    /// <summary>
    /// The third software function octet: bit 7 extended lengths; bits 5 and 4 numbers by the card and by the terminal; bits 3 to 1 the
    /// number of channels less one, at most "eight or more".
    /// </summary>
    private static byte Capabilities(Personality personality)
    {
        int octet = personality.AcceptsExtendedLength ? ExtendedLength : 0;
        if (personality.ChannelCount > 1) octet |= NumberedByCard | NumberedByTerminal | Math.Min(personality.ChannelCount - 1, 7);
        return (byte)octet;
    }

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

    private const int ExtendedLength = 0x40;
    private const int NumberedByCard = 0x10;
    private const int NumberedByTerminal = 0x08;
}
