using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Coding;

/// <summary>What files of many kinds are put together of.</summary>
internal static class FileOctets
{
    /// <summary>A filler, which is 'FF' in most files, to the end.</summary>
    internal static Octets Pad(Octets octets, int length, byte filler = 0xFF)
    {
        byte[] padded = new byte[length];
        Array.Fill(padded, filler);
        octets.Span.CopyTo(padded);
        return Octets.Wrap(padded);
    }

    /// <summary>A BER-TLV data object.</summary>
    internal static Octets Tlv(int tag, Octets value)
    {
        byte[] all = new byte[TlvWriter.SizeOf(tag, value.Length)];
        new TlvWriter(all).Add(tag, value.Span);
        return Octets.Wrap(all);
    }

    /// <summary>A number that is not negative, in as few octets as possible.</summary>
    internal static Octets Number(int value)
    {
        int octets = value < 0x100 ? 1 : value < 0x10000 ? 2 : 3;
        return Octets.Of([.. Enumerable.Range(1, octets).Select(i => (byte)((value >> (8 * (octets - i))) & 0xFF))]);
    }

    /// <summary>A text in UTF-8.</summary>
    internal static Octets Text(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    /// <summary>A text as a data object '80', as the ISIM's identities are. TS 31.103 §4.2.2.</summary>
    internal static Octets Uri(string text) => Tlv(0x80, Text(text));

    /// <summary>An application's AID and label in EF.DIR. TS 102 221 §13.1.</summary>
    internal static Octets DirectoryEntry(Octets aid, string? label) =>
        Tlv(0x61, Octets.Concat(Tlv(0x4F, aid), label is null ? Octets.Empty : Tlv(0x50, Text(label))));

    /// <summary>A network in three octets, TS 24.008 §10.5.1.13.</summary>
    /// <param name="mcc">Three digits.</param>
    /// <param name="mnc">Two or three digits, or 'D' for any.</param>
    internal static Octets Plmn(string mcc, string mnc)
    {
        string three = mnc.PadRight(3, 'F');
        return Octets.FromHex($"{mcc[1]}{mcc[0]}{three[2]}{mcc[2]}{three[1]}{three[0]}");
    }

    /// <summary>A record of EF.PNN: '43' and the full name, '45' and the short one if there is one. TS 31.102 §4.2.58.</summary>
    internal static Octets NetworkName(string full, string? brief) =>
        Octets.Concat(Tlv(0x43, NetworkText(full)), string.IsNullOrEmpty(brief) ? Octets.Empty : Tlv(0x45, NetworkText(brief)));

    /// <summary>TS 24.008 §10.5.3.5a: coding and the number of spare bits at the end, then the text.</summary>
    private static Octets NetworkText(string name)
    {
        if (!GsmAlphabet.TryWrite(name, out byte[]? characters)) return Octets.Concat(Octets.Of([0x90]), Octets.Wrap(Encoding.BigEndianUnicode.GetBytes(name)));
        Octets packed = GsmAlphabet.Pack(characters);
        return Octets.Concat(Octets.Of([(byte)(0x80 | ((8 * packed.Length) - (7 * characters.Length)))]), packed);
    }

    /// <summary>Services as bits of a number of octets: service n of EF.UST and EF.IST is bit n mod 8 of octet n div 8, counted from 1 and the lowest bit.</summary>
    internal static Octets Services(int octets, params IEnumerable<int> services)
    {
        byte[] table = new byte[octets];
        foreach (int service in services) table[(service - 1) / 8] |= (byte)(1 << ((service - 1) % 8));
        return Octets.Wrap(table);
    }
}
