using System.Buffers.Binary;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>An IPv4 packet without options, with one UDP datagram, as we write it. RFC 791, RFC 768.</summary>
internal static class UdpPacket
{
    /// <summary>The packet from and to the loopback address and this port. The UDP checksum is left out (0), as RFC 768 allows.</summary>
    internal static byte[] Encode(ReadOnlySpan<byte> datagram, int port)
    {
        byte[] packet = new byte[IpLength + UdpDatagram.HeaderLength + datagram.Length];
        Span<byte> ip = packet.AsSpan(0, IpLength);
        ip[0] = 0x45; // version 4, five words of header
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packet.Length);
        ip[8] = 64; // hops that are left
        ip[9] = IpPacket.Udp;
        s_loopback.CopyTo(ip[12..]);
        s_loopback.CopyTo(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(ip));
        Span<byte> udp = packet.AsSpan(IpLength);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpDatagram.HeaderLength + datagram.Length));
        datagram.CopyTo(udp[UdpDatagram.HeaderLength..]);
        return packet;
    }

    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)(~sum & 0xFFFF);
    }

    private const int IpLength = 20;
    private static readonly byte[] s_loopback = [127, 0, 0, 1];
}
