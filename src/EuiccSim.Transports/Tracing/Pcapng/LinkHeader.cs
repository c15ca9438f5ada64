using System.Buffers.Binary;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>What stands before the IP packet, by the link type that captures of loopback and of networks have. tcpdump.org/linktypes.html.</summary>
internal static class LinkHeader
{
    /// <summary>The octets before the IP packet; negative if it is no IP packet, null if the link type is not known.</summary>
    internal static int? Length(int linkType, ReadOnlySpan<byte> packet) => linkType switch
    {
        PcapngWriter.LinkTypeRawIp or RawOfBsd or RawOfOpenBsd or Ipv4 or Ipv6 => 0,
        Ethernet => EtherType(packet, 12),
        LinuxCooked => EtherType(packet, 14),
        LinuxCooked2 => packet.Length >= 20 && IsIp(BinaryPrimitives.ReadUInt16BigEndian(packet)) ? 20 : -1,
        Null or Loop => packet.Length >= 4 ? 4 : -1,
        Ppp => PointToPoint(packet),
        _ => null,
    };

    /// <summary>PDUs that Wireshark exported.</summary>
    internal const int ExportedPdu = 252;

    /// <summary>GSMTAP without anything before it.</summary>
    internal const int GsmtapUm = 217;

    /// <inheritdoc cref="GsmtapUm"/>
    internal const int GsmtapAbis = 218;

    private static int EtherType(ReadOnlySpan<byte> packet, int at)
    {
        // One frame can be in several VLANs.
        while (packet.Length >= at + 6 && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) is EtherTypeVlan or EtherTypeServiceVlan) at += 4;
        return packet.Length >= at + 2 && IsIp(BinaryPrimitives.ReadUInt16BigEndian(packet[at..])) ? at + 2 : -1;
    }

    /// <summary>RFC 1662 §3.1: address and control may be left out; RFC 1332, RFC 5072: the protocols of IP.</summary>
    private static int PointToPoint(ReadOnlySpan<byte> packet)
    {
        int at = packet.StartsWith(s_addressAndControl) ? 2 : 0;
        return packet.Length >= at + 2 && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) is 0x0021 or 0x0057 ? at + 2 : -1;
    }

    private static bool IsIp(int etherType) => etherType is EtherTypeIpv4 or EtherTypeIpv6;

    private const int Null = 0;
    private const int Ethernet = 1;
    private const int Ppp = 9;
    private const int RawOfBsd = 12;
    private const int RawOfOpenBsd = 14;
    private const int Loop = 108;
    private const int LinuxCooked = 113;
    private const int Ipv4 = 228;
    private const int Ipv6 = 229;
    private const int LinuxCooked2 = 276;
    private const int EtherTypeIpv4 = 0x0800;
    private const int EtherTypeVlan = 0x8100;
    private const int EtherTypeServiceVlan = 0x88A8;
    private const int EtherTypeIpv6 = 0x86DD;
    private static readonly byte[] s_addressAndControl = [0xFF, 0x03];
}
