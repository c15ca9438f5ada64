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

    /// <summary>The first TLV with this tag, with its tag and length; nothing if there is none.</summary>
    internal static Octets Find(Octets data, int tag)
    {
        for (; TryHeader(data, out TlvHeader header) && header.TotalLength <= data.Length; data = data.Slice(header.TotalLength))
        {
            if (header.Tag == tag) return data.Slice(0, header.TotalLength);
        }
        return default;
    }

    /// <summary>The value of the first TLV with this tag; nothing if there is none.</summary>
    internal static Octets ValueOf(Octets data, int tag) => Inside(Find(data, tag), tag);

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
