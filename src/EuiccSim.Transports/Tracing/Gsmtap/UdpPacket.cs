using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>An IPv4 packet with one UDP datagram, both without options. RFC 791, RFC 768.</summary>
internal static class UdpPacket
{
    internal const int HeadersLength = IpLength + UdpLength;

    /// <summary>The packet from and to the loopback address and this port. The UDP checksum is left out (0), as RFC 768 allows.</summary>
    internal static byte[] Encode(ReadOnlySpan<byte> datagram, int port)
    {
        byte[] packet = new byte[HeadersLength + datagram.Length];
        Span<byte> ip = packet.AsSpan(0, IpLength);
        ip[0] = 0x45; // version 4, five words of header
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packet.Length);
        ip[8] = 64; // hops that are left
        ip[9] = Udp;
        s_loopback.CopyTo(ip[12..]);
        s_loopback.CopyTo(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(ip));
        Span<byte> udp = packet.AsSpan(IpLength);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpLength + datagram.Length));
        datagram.CopyTo(udp[UdpLength..]);
        return packet;
    }

    /// <summary>The datagram of a packet from or to a port; null if it is something else, a fragment, or not whole.</summary>
    internal static Octets? TryDecode(Octets packet, int port)
    {
        ReadOnlySpan<byte> b = packet.Span;
        if (b.Length < IpLength || b[0] >> 4 != 4 || b[9] != Udp) return null;
        if ((BinaryPrimitives.ReadUInt16BigEndian(b[6..]) & FragmentBits) != 0) return null;
        int header = (b[0] & 0x0F) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(b[2..]);
        if (header < IpLength || total < header + UdpLength || total > b.Length) return null;
        ReadOnlySpan<byte> udp = b[header..total];
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        bool isOurs = BinaryPrimitives.ReadUInt16BigEndian(udp) == port || BinaryPrimitives.ReadUInt16BigEndian(udp[2..]) == port;
        return isOurs && length >= UdpLength && length <= udp.Length ? packet.Slice(header + UdpLength, length - UdpLength) : null;
    }

    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)(~sum & 0xFFFF);
    }

    private const int IpLength = 20;
    private const int UdpLength = 8;
    private const byte Udp = 17;
    private const int FragmentBits = 0x3FFF;
    private static readonly byte[] s_loopback = [127, 0, 0, 1];
}
