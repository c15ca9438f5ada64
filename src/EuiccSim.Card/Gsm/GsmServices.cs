using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Gsm;

/// <summary>EF SST out of EF UST: two bits for each service, allocated and activated. TS 51.011 §10.3.7, TS 31.102 §4.2.8.</summary>
internal static class GsmServices
{
    internal static Octets Of(ReadOnlySpan<byte> usimServices)
    {
        byte[] table = new byte[(UsimServices.Length + 3) / 4];
        for (int i = 0; i < UsimServices.Length; i++)
        {
            if (UsimServices[i] is Always || IsAvailable(usimServices, UsimServices[i])) table[i / 4] |= (byte)(0x03 << (2 * (i % 4)));
        }
        return Octets.Wrap(table);
    }

    private static bool IsAvailable(ReadOnlySpan<byte> services, int number)
    {
        int at = (number - 1) / 8;
        return number > 0 && at < services.Length && (services[at] & (1 << ((number - 1) % 8))) != 0;
    }

    private const byte Always = 0xFF;

    // For the SIM's service 1, 2, 3, … the USIM's. 0: the USIM has none. Service 1 is that CHV1 can be disabled.
    private static ReadOnlySpan<byte> UsimServices =>
    [
        Always, 1, 2, 10, 13, 14, 0, 0, 21, 0, 3, 12, 0, 15, 17, 18, 19, 4, 5, 0, 57, 58, 24, 25, 29, 28, 0, 30, 0, 16, 6, 7, 36, 37, 11, 56,
        31, 0, 22, 23, 0, 32, 20, 42, 43, 39, 40, 0, 41, 0, 45, 46, 47, 48, 49, 51, 52, 53, 55,
    ];
}
