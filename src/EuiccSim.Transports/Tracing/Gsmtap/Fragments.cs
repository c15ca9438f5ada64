using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>Puts packets together that crossed in fragments, in whatever order. RFC 791 §3.2.</summary>
internal sealed class Fragments
{
    private readonly Dictionary<Octets, SortedDictionary<int, IpPacket>> _waiting = [];

    /// <summary>How many wait for others.</summary>
    internal int Count => _waiting.Values.Sum(parts => parts.Count);

    /// <summary>Takes a fragment; answers the whole packet if it was the last that was missing.</summary>
    internal IpPacket? Add(IpPacket part, IpFragment place)
    {
        if (!_waiting.TryGetValue(place.Packet, out SortedDictionary<int, IpPacket>? parts)) _waiting.Add(place.Packet, parts = []);
        // Each has hundreds of octets where packets are cut for a network; thousands of them are a file made to keep us busy.
        if (parts.Count == MaximumParts) return null;
        parts[place.Offset] = part;
        (int offset, IpPacket last) = parts.Last();
        if (last.Fragment is not { IsLast: true } || parts.Values.Sum(one => (long)one.Data.Length) < offset + last.Data.Length) return null;
        int end = 0;
        foreach ((int begin, IpPacket one) in parts)
        {
            // Parts that overlap are no work of an ordinary sender.
            if (begin != end) return null;
            end += one.Data.Length;
        }
        _waiting.Remove(place.Packet);
        return new(parts[0].Protocol, Octets.Concat([.. parts.Values.Select(one => one.Data)]), offset + last.Length, null);
    }

    private const int MaximumParts = 256;
}
