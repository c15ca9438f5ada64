using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>
/// The older format, which tcpdump writes: a header of 24 octets, then packets with 16 octets of header each, of either byte order, in
/// micro- or nanoseconds. IETF draft-ietf-opsawg-pcap §4, §5. Some systems write packets with 24 octets of header, and say so.
/// </summary>
internal sealed class PcapReader
{
    private readonly Octets _file;
    private readonly bool _isBigEndian;
    private readonly int _ticksDivisor;
    private readonly int _ticksFactor;
    private readonly int _packetHeader;

    private PcapReader(Octets file)
    {
        _file = file;
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(file.Span);
        _isBigEndian = IsMagic(magic);
        if (!_isBigEndian) magic = BinaryPrimitives.ReverseEndianness(magic);
        (_ticksFactor, _ticksDivisor) = magic == Nanoseconds ? (1, 100) : (10, 1);
        _packetHeader = magic == Modified ? ModifiedPacketHeader : PacketHeader;
    }

    internal static bool IsPcap(Octets file)
    {
        if (file.Length < 4) return false;
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(file.Span);
        return IsMagic(magic) || IsMagic(BinaryPrimitives.ReverseEndianness(magic));
    }

    /// <exception cref="TraceFormatException">A packet that breaks off; the packets before it are in the capture.</exception>
    internal static void Read(Octets file, Capture capture)
    {
        if (file.Length < FileHeader) throw new TraceFormatException("The file ends in its header.");
        PcapReader reader = new(file);
        // The upper bits tell of checksums at the end of frames.
        int linkType = (int)(reader.ReadUInt32(20) & 0xFFFF);
        for (int at = FileHeader; at < file.Length;) at += reader.ReadPacket(at, linkType, capture);
    }

    private static bool IsMagic(uint magic) => magic is Microseconds or Nanoseconds or Modified;

    /// <returns>The octets of the packet with its header.</returns>
    private int ReadPacket(int at, int linkType, Capture capture)
    {
        int begin = at + _packetHeader;
        long captured = begin > _file.Length ? long.MaxValue : ReadUInt32(at + 8);
        if (captured > _file.Length - begin) throw new TraceFormatException($"The file ends in the middle of the packet at octet {at}.");
        int length = (int)Math.Clamp(ReadUInt32(at + 12), captured, int.MaxValue);
        capture.Add(new(linkType, _file.Slice(begin, (int)captured), length, TimeAt(at), ""));
        return _packetHeader + (int)captured;
    }

    private DateTimeOffset TimeAt(int at) => DateTimeOffset.UnixEpoch
        .AddSeconds(ReadUInt32(at))
        .AddTicks((long)ReadUInt32(at + 4) * _ticksFactor / _ticksDivisor);

    private uint ReadUInt32(int at) => _isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(_file.Span[at..])
        : BinaryPrimitives.ReadUInt32LittleEndian(_file.Span[at..]);

    private const int FileHeader = 24;
    private const int PacketHeader = 16;
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const uint Modified = 0xA1B2CD34;
    private const int ModifiedPacketHeader = 24;
}
