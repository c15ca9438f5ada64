using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Texts in files: the GSM alphabet, an octet or seven bits a character (TS 23.038 §6), and UCS2 in the three codings of TS 102 221 annex A.</summary>
public static class SimText
{
    /// <summary>An alpha identifier: up to the first 'FF' in the GSM alphabet, or '80', '81', '82' and UCS2.</summary>
    public static string Read(Octets octets) => octets.IsEmpty ? "" : octets[0] switch
    {
        0x80 => Ucs2(octets.Slice(1)),
        0x81 when octets.Length >= 3 => Mixed(octets.Slice(3, Math.Min(octets[1], octets.Length - 3)), octets[2] << 7),
        0x82 when octets.Length >= 4 => Mixed(octets.Slice(4, Math.Min(octets[1], octets.Length - 4)), (octets[2] << 8) | octets[3]),
        _ => GsmAlphabet.Read(UpToFiller(octets).Span),
    };

    /// <summary>Seven bits a character, the first in the low bits of the first octet. TS 23.038 §6.1.2.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="characters">How many characters.</param>
    public static string ReadPacked(Octets octets, int characters)
    {
        byte[] unpacked = new byte[characters];
        for (int i = 0; i < characters; i++)
        {
            int bit = 7 * i, at = bit / 8;
            int two = octets[at] | (at + 1 < octets.Length ? octets[at + 1] << 8 : 0);
            unpacked[i] = (byte)((two >> (bit % 8)) & 0x7F);
        }
        return GsmAlphabet.Read(unpacked);
    }

    private static string Ucs2(Octets octets)
    {
        int length = 0;
        while (length + 1 < octets.Length && (octets[length] != 0xFF || octets[length + 1] != 0xFF)) length += 2;
        return Encoding.BigEndianUnicode.GetString(octets.Slice(0, length).Span);
    }

    /// <summary>Bit 8 says whether the other seven are an offset from a base, or the GSM alphabet.</summary>
    private static string Mixed(Octets octets, int pointer)
    {
        StringBuilder text = new();
        foreach (byte octet in octets.Span)
        {
            if (octet < 0x80) text.Append(GsmAlphabet.Read([octet]));
            else text.Append((char)(pointer + (octet & 0x7F)));
        }
        return text.ToString();
    }

    private static Octets UpToFiller(Octets octets)
    {
        int end = octets.Span.IndexOf((byte)0xFF);
        return end < 0 ? octets : octets.Slice(0, end);
    }
}
