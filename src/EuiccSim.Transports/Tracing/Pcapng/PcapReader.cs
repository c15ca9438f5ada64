using System.Buffers.Binary;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>
/// The older format, which tcpdump writes: a header of 24 octets, then packets with 16 octets of header each, of either byte order, in
/// micro- or nanoseconds. IETF draft-ietf-opsawg-pcap §4, §5.
/// </summary>
internal sealed class PcapReader
{
    private readonly Octets _file;
    private readonly bool _isBigEndian;
    private readonly int _ticksDivisor;
    private readonly int _ticksFactor;

    private PcapReader(Octets file)
    {
        _file = file;
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(file.Span);
        _isBigEndian = magic is Microseconds or Nanoseconds;
        bool isNano = magic == Nanoseconds || BinaryPrimitives.ReverseEndianness(magic) == Nanoseconds;
        (_ticksFactor, _ticksDivisor) = isNano ? (1, 100) : (10, 1);
    }

    internal static bool IsPcap(Octets file)
    {
        if (file.Length < 4) return false;
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(file.Span);
        return magic is Microseconds or Nanoseconds || BinaryPrimitives.ReverseEndianness(magic) is Microseconds or Nanoseconds;
    }

    /// <exception cref="TraceFormatException">A packet that breaks off; the records before it are in the list.</exception>
    internal static void Read(Octets file, List<TraceEvent> records)
    {
        if (file.Length < FileHeader) throw new TraceFormatException("The file ends in its header.");
        PcapReader reader = new(file);
        // The upper bits tell of checksums at the end of frames.
        int linkType = (int)(reader.ReadUInt32(20) & 0xFFFF);
        for (int at = FileHeader; at < file.Length;)
        {
            long captured = file.Length - at < PacketHeader ? long.MaxValue : reader.ReadUInt32(at + 8);
            if (captured > file.Length - at - PacketHeader) throw new TraceFormatException($"The file ends in the middle of the packet at octet {at}.");
            if (CapturedPacket.Read(linkType, file.Slice(at + PacketHeader, (int)captured), reader.TimeAt(at), "") is { } record) records.Add(record);
            at += PacketHeader + (int)captured;
        }
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
}
