using System.Buffers.Binary;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>What stands before the IP packet, by the link type that captures of loopback and of networks have. tcpdump.org/linktypes.html.</summary>
internal static class LinkHeader
{
    /// <summary>The octets before the IP packet; negative if there is none, or the link type is not known.</summary>
    internal static int Length(int linkType, ReadOnlySpan<byte> packet) => linkType switch
    {
        PcapngWriter.LinkTypeRawIp or Ipv4 or Ipv6 => 0,
        Ethernet when packet.Length >= 14 && BinaryPrimitives.ReadUInt16BigEndian(packet[12..]) == EtherTypeVlan => EtherType(packet, 16),
        Ethernet => EtherType(packet, 12),
        LinuxCooked => EtherType(packet, 14),
        LinuxCooked2 when packet.Length >= 20 => IsIp(BinaryPrimitives.ReadUInt16BigEndian(packet)) ? 20 : -1,
        Null or Loop when packet.Length >= 4 => 4,
        _ => -1,
    };

    private static int EtherType(ReadOnlySpan<byte> packet, int at) =>
        packet.Length >= at + 2 && IsIp(BinaryPrimitives.ReadUInt16BigEndian(packet[at..])) ? at + 2 : -1;

    private static bool IsIp(int etherType) => etherType is EtherTypeIpv4 or EtherTypeIpv6;

    private const int Null = 0;
    private const int Ethernet = 1;
    private const int Loop = 108;
    private const int LinuxCooked = 113;
    private const int Ipv4 = 228;
    private const int Ipv6 = 229;
    private const int LinuxCooked2 = 276;
    private const int EtherTypeIpv4 = 0x0800;
    private const int EtherTypeVlan = 0x8100;
    private const int EtherTypeIpv6 = 0x86DD;
}
