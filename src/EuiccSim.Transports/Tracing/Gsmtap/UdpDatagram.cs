using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>A UDP datagram. RFC 768.</summary>
/// <param name="Source">The port that it is from.</param>
/// <param name="Destination">The port that it is for.</param>
/// <param name="Data">What was captured of it.</param>
/// <param name="Length">How many octets it had.</param>
internal sealed record UdpDatagram(int Source, int Destination, Octets Data, int Length)
{
    /// <summary>The datagram of a packet that is whole; null if it is something else.</summary>
    internal static UdpDatagram? TryRead(IpPacket packet)
    {
        ReadOnlySpan<byte> udp = packet.Data.Span;
        if (packet.Protocol != IpPacket.Udp || udp.Length < HeaderLength) return null;
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]) - HeaderLength;
        if (length < 0 || length > packet.Length - HeaderLength) return null;
        return new(
            BinaryPrimitives.ReadUInt16BigEndian(udp), BinaryPrimitives.ReadUInt16BigEndian(udp[2..]),
            packet.Data.Slice(HeaderLength, Math.Min(length, udp.Length - HeaderLength)), length);
    }

    /// <summary>True if it is from or to this port.</summary>
    internal bool IsAt(int port) => Source == port || Destination == port;

    internal const int HeaderLength = 8;
}
