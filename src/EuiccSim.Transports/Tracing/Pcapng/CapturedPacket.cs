using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Gsmtap;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>A packet of a capture, whatever the format of the file is.</summary>
internal static class CapturedPacket
{
    /// <summary>The record in it; null for packets with anything but a GSMTAP message of type SIM.</summary>
    internal static TraceEvent? Read(int linkType, Octets packet, DateTimeOffset time, string comment)
    {
        int network = LinkHeader.Length(linkType, packet.Span);
        if (network < 0 || UdpPacket.TryDecode(packet.Slice(network), GsmtapPacket.Port) is not { } datagram) return null;
        return GsmtapPacket.TryDecode(datagram) is { } message ? PacketComment.Read(time, message, comment) : null;
    }
}
