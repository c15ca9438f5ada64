using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Contents of elementary files as TS 31.102 and TS 31.103 code them.</summary>
internal static class SimContents
{
    /// <summary>EF.ACC, TS 31.102 §4.2.15: the access class is the last digit of the IMSI.</summary>
    internal static Octets AccessClass(string imsi)
    {
        int classes = 1 << (imsi[^1] - '0');
        return Octets.Of([(byte)(classes >> 8), (byte)(classes & 0xFF)]);
    }

    /// <summary>EF.SPN, TS 31.102 §4.2.12: display condition, then the name, 'FF' to the end.</summary>
    internal static Octets ServiceProvider(string name) => Octets.Concat(Octets.Of([0]), Alpha(name, 16));

    /// <summary>A name as TS 102 221 annex A has it: in the GSM alphabet, or '80' and UCS2; 'FF' to the end.</summary>
    /// <exception cref="SubscriberDataException">It does not fit.</exception>
    internal static Octets Alpha(string name, int length)
    {
        Octets coded = Alpha(name);
        return coded.Length <= length
            ? Pad(coded, length)
            : throw new SubscriberDataException("serviceProviderName", $"'{name}' is longer than {length} octets");
    }

    /// <summary>The same without anything behind the name.</summary>
    private static Octets Alpha(string name)
    {
        byte[] gsm = new byte[name.Length];
        bool isGsm = true;
        for (int i = 0; i < gsm.Length && isGsm; i++) isGsm = TryGsm(name[i], out gsm[i]);
        return isGsm ? Octets.Wrap(gsm) : Octets.Concat(Octets.Of([0x80]), Octets.Wrap(Encoding.BigEndianUnicode.GetBytes(name)));
    }

    /// <summary>A network in three octets, TS 24.008 §10.5.1.13.</summary>
    internal static Octets Plmn(SubscriberData data)
    {
        string mnc = data.Mnc.PadRight(3, 'F');
        return Octets.FromHex($"{data.Mcc[1]}{data.Mcc[0]}{mnc[2]}{data.Mcc[2]}{mnc[1]}{mnc[0]}");
    }

    /// <summary>EF.MSISDN, TS 31.102 §4.2.26: 10 octets of name, the number, two references.</summary>
    internal static Octets Msisdn(string? number)
    {
        byte[] record = new byte[24];
        Array.Fill(record, (byte)0xFF);
        if (number is not null) DialledNumber(number).Span.CopyTo(record.AsSpan(10));
        return Octets.Wrap(record);
    }

    /// <summary>An international number of up to 20 digits as EF.ADN has it, TS 31.102 §4.4.2.3: length, type of number, 10 octets.</summary>
    internal static Octets DialledNumber(string number) =>
        Octets.Concat(Octets.Of([(byte)(1 + (number.Length + 1) / 2), 0x91]), SwappedDigits.Write(number, 10));

    /// <summary>EF.UST and EF.IST: service n is bit n mod 8 of octet n div 8, counted from 1 and from the lowest bit.</summary>
    internal static Octets Services(int octets, params ReadOnlySpan<int> services)
    {
        byte[] table = new byte[octets];
        foreach (int service in services) table[(service - 1) / 8] |= (byte)(1 << ((service - 1) % 8));
        return Octets.Wrap(table);
    }

    /// <summary>A BER-TLV data object of up to 127 octets.</summary>
    internal static Octets Tlv(byte tag, Octets value) => Octets.Concat(Octets.Of([tag, (byte)value.Length]), value);

    /// <summary>A text as a data object '80', as the ISIM's identities are.</summary>
    internal static Octets Uri(string text) => Tlv(0x80, Text(text));

    /// <summary>EF.DIR, TS 102 221 §13.1: an application's AID and label.</summary>
    internal static Octets DirectoryEntry(Octets aid, string label, int recordLength)
    {
        Octets entry = Tlv(0x61, Octets.Concat(Tlv(0x4F, aid), Tlv(0x50, Text(label))));
        return Pad(entry, recordLength);
    }

    /// <summary>'FF' to the end.</summary>
    internal static Octets Pad(Octets octets, int length)
    {
        byte[] padded = new byte[length];
        Array.Fill(padded, (byte)0xFF);
        octets.Span.CopyTo(padded);
        return Octets.Wrap(padded);
    }

    internal static Octets Text(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    /// <summary>TS 23.038 §6.2.1, as far as it is ASCII and needs no escape.</summary>
    private static bool TryGsm(char character, out byte octet)
    {
        octet = character switch
        {
            '@' => 0x00,
            '$' => 0x02,
            '_' => 0x11,
            >= ' ' and <= 'Z' or >= 'a' and <= 'z' => (byte)character,
            _ => NotGsm,
        };
        return octet != NotGsm;
    }

    private const byte NotGsm = 0xFF;
}
