using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Contents of a subscriber's elementary files as TS 31.102 codes them.</summary>
internal static class SimContents
{
    /// <summary>EF.ACC, TS 31.102 §4.2.15: the access class is the last digit of the IMSI.</summary>
    internal static Octets AccessClass(string imsi)
    {
        int classes = 1 << (imsi[^1] - '0');
        return Octets.Of([(byte)(classes >> 8), (byte)(classes & 0xFF)]);
    }

    /// <summary>EF.SPN, TS 31.102 §4.2.12: display condition, then the name, 'FF' to the end.</summary>
    internal static Octets ServiceProvider(string name) => Octets.Concat(Octets.Of([0]), ProviderName(name));

    /// <summary>The name in EF.SPN; what is more than ASCII in UCS2 if that fits, as ever: the same data give the same octets.</summary>
    /// <exception cref="SubscriberDataException">It does not fit.</exception>
    internal static Octets ProviderName(string name) => AlphaText.TryWrite(name, SpnLength, out Octets? coded, prefersUcs2: true)
        ? coded.Value
        : throw new SubscriberDataException("serviceProviderName", $"'{name}' is longer than {SpnLength} octets");

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

    private const int SpnLength = 16;
}
