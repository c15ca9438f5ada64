using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>What an IP packet carries. RFC 791, RFC 8200 §3, §4.</summary>
/// <param name="Protocol">Its number: 17 for UDP.</param>
/// <param name="Data">What was captured of it.</param>
/// <param name="Length">How many octets it had, in this packet.</param>
/// <param name="Fragment">Which part of a packet it is; null if it is all of it.</param>
internal sealed record IpPacket(byte Protocol, Octets Data, int Length, IpFragment? Fragment)
{
    internal const byte Udp = 17;

    /// <summary>The packet; null if it is none, or its headers are not whole.</summary>
    internal static IpPacket? TryRead(Octets packet) => packet.IsEmpty ? null : (packet[0] >> 4) switch
    {
        4 => TryRead4(packet),
        6 => TryRead6(packet),
        _ => null,
    };

    private static IpPacket? TryRead4(Octets packet)
    {
        ReadOnlySpan<byte> b = packet.Span;
        if (b.Length < Ip4Length) return null;
        int header = (b[0] & 0x0F) * 4, total = BinaryPrimitives.ReadUInt16BigEndian(b[2..]), place = BinaryPrimitives.ReadUInt16BigEndian(b[6..]);
        if (header < Ip4Length || header > b.Length) return null;
        // A network card that cuts packets by itself leaves the length to the card: then it is all that was captured.
        if (total == 0) total = b.Length;
        if (total < header) return null;
        bool isLast = (place & MoreFragments4) == 0;
        int offset = (place & FragmentOffset4) * 8;
        Octets key = Octets.Concat(packet.Slice(12, 8), packet.Slice(4, 2), packet.Slice(9, 1));
        return Of(b[9], packet, header, total, isLast && offset == 0 ? null : new(key, offset, isLast));
    }

    private static IpPacket? TryRead6(Octets packet)
    {
        ReadOnlySpan<byte> b = packet.Span;
        if (b.Length < Ip6Length) return null;
        int total = Ip6Length + BinaryPrimitives.ReadUInt16BigEndian(b[4..]), at = Ip6Length;
        byte next = b[6];
        IpFragment? fragment = null;
        // Extension headers say what follows and how long they are, in units of eight octets.
        while (next is HopByHop or Routing or FragmentHeader or DestinationOptions)
        {
            if (at + 8 > b.Length) return null;
            if (next == FragmentHeader)
            {
                int place = BinaryPrimitives.ReadUInt16BigEndian(b[(at + 2)..]);
                bool isLast = (place & 1) == 0;
                int offset = place & 0xFFF8;
                if (!isLast || offset != 0) fragment = new(Octets.Concat(packet.Slice(8, 32), packet.Slice(at + 4, 4)), offset, isLast);
            }
            int length = next == FragmentHeader ? 8 : (b[at + 1] + 1) * 8;
            next = b[at];
            at += length;
        }
        return at > b.Length || total < at ? null : Of(next, packet, at, total, fragment);
    }

    /// <summary>What an Ethernet frame is filled up with at its end is no part of the packet.</summary>
    private static IpPacket Of(byte protocol, Octets packet, int header, int total, IpFragment? fragment) =>
        new(protocol, packet.Slice(header, Math.Min(total, packet.Length) - header), total - header, fragment);

    private const int Ip4Length = 20;
    private const int MoreFragments4 = 0x2000;
    private const int FragmentOffset4 = 0x1FFF;
    private const int Ip6Length = 40;
    private const byte HopByHop = 0;
    private const byte Routing = 43;
    private const byte FragmentHeader = 44;
    private const byte DestinationOptions = 60;
}

/// <summary>A part of an IP packet.</summary>
/// <param name="Packet">What all parts of one packet have in common.</param>
/// <param name="Offset">Where it begins, in octets.</param>
/// <param name="IsLast">True for the last one.</param>
internal sealed record IpFragment(Octets Packet, int Offset, bool IsLast);
