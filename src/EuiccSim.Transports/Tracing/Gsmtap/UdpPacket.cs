using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>An IP packet with one UDP datagram: IPv4 without options where we write it. RFC 791, RFC 8200, RFC 768.</summary>
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
        if (packet.IsEmpty) return null;
        (int header, int total) = (packet[0] >> 4) switch { 4 => BoundsOf4(packet.Span), 6 => BoundsOf6(packet.Span), _ => default };
        if (header == 0 || total < header + UdpLength || total > packet.Length) return null;
        ReadOnlySpan<byte> udp = packet.Span[header..total];
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        bool isOurs = BinaryPrimitives.ReadUInt16BigEndian(udp) == port || BinaryPrimitives.ReadUInt16BigEndian(udp[2..]) == port;
        return isOurs && length >= UdpLength && length <= udp.Length ? packet.Slice(header + UdpLength, length - UdpLength) : null;
    }

    /// <summary>Where the header ends, and the packet; zero if it is no whole UDP packet.</summary>
    private static (int Header, int Total) BoundsOf4(ReadOnlySpan<byte> b)
    {
        if (b.Length < IpLength || b[9] != Udp || (BinaryPrimitives.ReadUInt16BigEndian(b[6..]) & FragmentBits) != 0) return default;
        int header = (b[0] & 0x0F) * 4;
        return header < IpLength ? default : (header, BinaryPrimitives.ReadUInt16BigEndian(b[2..]));
    }

    /// <summary>RFC 8200 §3. Packets with extension headers, fragments among them, are not looked into.</summary>
    private static (int Header, int Total) BoundsOf6(ReadOnlySpan<byte> b) =>
        b.Length < Ip6Length || b[6] != Udp ? default : (Ip6Length, Ip6Length + BinaryPrimitives.ReadUInt16BigEndian(b[4..]));

    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)(~sum & 0xFFFF);
    }

    private const int IpLength = 20;
    private const int Ip6Length = 40;
    private const int UdpLength = 8;
    private const byte Udp = 17;
    private const int FragmentBits = 0x3FFF;
    private static readonly byte[] s_loopback = [127, 0, 0, 1];
}
