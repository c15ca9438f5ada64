using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>What extCardResource says. TS 102 226 §8.2.1.7.2.</summary>
/// <param name="InstalledApplications">The number of applications, '81'.</param>
/// <param name="FreeNonVolatileMemory">Octets, '82'.</param>
/// <param name="FreeVolatileMemory">Octets, '83'.</param>
internal sealed record CardResources(long? InstalledApplications, long? FreeNonVolatileMemory, long? FreeVolatileMemory)
{
    /// <summary>Null if the octets are something else.</summary>
    internal static CardResources? Read(Octets octets)
    {
        CardResources resources = new(null, null, null);
        try
        {
            for (Octets rest = octets; !rest.IsEmpty;)
            {
                TlvHeader header = TlvHeader.Read(rest.Span);
                long? number = Number(rest.Slice(header.HeaderLength, header.ValueLength));
                resources = header.Tag switch
                {
                    0x81 => resources with { InstalledApplications = number },
                    0x82 => resources with { FreeNonVolatileMemory = number },
                    0x83 => resources with { FreeVolatileMemory = number },
                    _ => resources,
                };
                rest = rest.Slice(header.TotalLength);
            }
            return resources;
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    private static long? Number(Octets octets)
    {
        if (octets.Length is 0 or > 4) return null;
        long number = 0;
        foreach (byte octet in octets.Span) number = (number << 8) | octet;
        return number;
    }
}
