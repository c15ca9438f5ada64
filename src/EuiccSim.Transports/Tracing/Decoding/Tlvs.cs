using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>TLVs that need not be right: what cannot be read is left out.</summary>
internal static class Tlvs
{
    /// <summary>The value of a TLV with this tag at the beginning of the data; nothing if there is no such TLV.</summary>
    internal static Octets Inside(Octets data, int tag)
    {
        foreach ((int first, Octets value) in Read(data)) return first == tag ? value : default;
        return default;
    }

    internal static List<(int Tag, Octets Value)> Read(Octets data)
    {
        List<(int, Octets)> all = [];
        while (TryHeader(data, out TlvHeader header) && header.TotalLength <= data.Length)
        {
            all.Add((header.Tag, data.Slice(header.HeaderLength, header.ValueLength)));
            data = data.Slice(header.TotalLength);
        }
        return all;
    }

    internal static bool TryHeader(Octets data, out TlvHeader header)
    {
        try
        {
            return TlvHeader.TryRead(data.Span, out header);
        }
        catch (Asn1ContentException)
        {
            header = default;
            return false;
        }
    }
}
