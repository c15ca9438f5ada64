using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>What extCardResource says. TS 102 226 §8.2.1.7.2.</summary>
/// <param name="InstalledApplications">The number of applications, '81'.</param>
/// <param name="FreeNonVolatileMemory">Octets, '82'.</param>
/// <param name="FreeVolatileMemory">Octets, '83'.</param>
public sealed record CardResources(long? InstalledApplications, long? FreeNonVolatileMemory, long? FreeVolatileMemory)
{
    /// <summary>Null if the octets are something else.</summary>
    public static CardResources? TryRead(Octets octets)
    {
        try
        {
            IReadOnlyList<BerTlv> fields = BerTlv.ReadAll(octets);
            return new(Number(fields, 0x81), Number(fields, 0x82), Number(fields, 0x83));
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    private static long? Number(IReadOnlyList<BerTlv> fields, int tag)
    {
        Octets octets = fields.LastOrDefault(field => field.Tag == tag).Value;
        if (octets.Length is 0 or > 4) return null;
        long number = 0;
        foreach (byte octet in octets.Span) number = (number << 8) | octet;
        return number;
    }
}
