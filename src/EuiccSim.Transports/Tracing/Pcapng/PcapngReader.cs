using System.Buffers.Binary;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>
/// The packets of a pcapng file, ours or one that Wireshark captured, of either byte order. Other blocks are passed over. IETF
/// draft-ietf-opsawg-pcapng §4.
/// </summary>
internal sealed class PcapngReader
{
    private readonly Octets _file;
    private readonly Capture _capture;
    private readonly List<Interface> _interfaces = [];
    private bool _isBigEndian;

    private PcapngReader(Octets file, Capture capture)
    {
        _file = file;
        _capture = capture;
    }

    /// <exception cref="TraceFormatException">A block that is damaged, or breaks off; the packets before it are in the capture.</exception>
    internal static void Read(Octets file, Capture capture)
    {
        PcapngReader reader = new(file, capture);
        for (int at = 0; at < file.Length;) at += reader.ReadBlock(at);
    }

    /// <returns>The octets of the block.</returns>
    private int ReadBlock(int at)
    {
        if (_file.Length - at < MinimumBlock) throw BreaksOff(at);
        ReadOnlySpan<byte> b = _file.Span[at..];
        uint type = BinaryPrimitives.ReadUInt32LittleEndian(b);
        if (type == PcapngWriter.SectionHeader) BeginSection(b, at);
        else type = ReadUInt32(b);
        long total = ReadUInt32(b[4..]);
        if (total < MinimumBlock || total % 4 != 0) throw new TraceFormatException($"The block at octet {at} has a length of {total}.");
        if (total > b.Length) throw BreaksOff(at);
        int length = (int)total;
        Octets body = _file.Slice(at + 8, length - MinimumBlock);
        if (type == PcapngWriter.InterfaceDescription) AddInterface(body, at);
        else if (type == PcapngWriter.EnhancedPacket) AddPacket(body, at, body.Length < 4 ? 0 : ReadUInt32(body.Span));
        // Its number of packets that were dropped is of no use here.
        else if (type == ObsoletePacket) AddPacket(body, at, body.Length < 2 ? 0 : (uint)ReadUInt16(body.Span));
        else if (type == SimplePacket) AddSimplePacket(body, at);
        return length;
    }

    /// <summary>So ends a file whose writer was stopped.</summary>
    private static TraceFormatException BreaksOff(int at) => new($"The file ends in the middle of the block at octet {at}.");

    private void BeginSection(ReadOnlySpan<byte> b, int at)
    {
        _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(b[8..]) switch
        {
            PcapngWriter.ByteOrderMagic => true,
            MagicSwapped => false,
            _ => throw new TraceFormatException($"The section at octet {at} has no byte order."),
        };
        _interfaces.Clear();
    }

    private void AddInterface(Octets body, int at)
    {
        if (body.Length < 8) throw new TraceFormatException($"The interface at octet {at} ends too early.");
        double ticks = 1e6;
        foreach ((int code, Octets value) in Options(body.Slice(8)))
        {
            if (code != PcapngWriter.ResolutionOption || value.IsEmpty) continue;
            ticks = (value[0] & 0x80) == 0 ? Math.Pow(10, value[0]) : Math.Pow(2, value[0] & 0x7F);
        }
        _interfaces.Add(new(ReadUInt16(body.Span), ReadUInt32(body.Span[4..]), ticks));
    }

    private void AddPacket(Octets body, int at, uint number)
    {
        if (body.Length < PacketHeader) throw new TraceFormatException($"The packet at octet {at} ends too early.");
        long captured = ReadUInt32(body.Span[12..]);
        if (number >= _interfaces.Count || captured > body.Length - PacketHeader)
            throw new TraceFormatException($"The packet at octet {at} is damaged.");
        Interface source = _interfaces[(int)number];
        int end = Math.Min(body.Length, PacketHeader + PcapngWriter.Padded((int)captured));
        Octets packet = body.Slice(PacketHeader, (int)captured);
        Add(source, packet, ReadUInt32(body.Span[16..]), TimeOf(body.Span, source), CommentOf(body.Slice(end)));
    }

    /// <summary>§4.4: of the first interface, without a time; how much was captured is the lesser of the length and the interface's limit.</summary>
    private void AddSimplePacket(Octets body, int at)
    {
        if (body.Length < 4 || _interfaces.Count == 0) throw new TraceFormatException($"The packet at octet {at} is damaged.");
        Interface source = _interfaces[0];
        long length = ReadUInt32(body.Span);
        long captured = source.Limit == 0 ? length : Math.Min(length, source.Limit);
        if (captured > body.Length - 4) throw new TraceFormatException($"The packet at octet {at} is damaged.");
        Add(source, body.Slice(4, (int)captured), length, DateTimeOffset.UnixEpoch, "");
    }

    private void Add(Interface source, Octets packet, long length, DateTimeOffset time, string comment) =>
        _capture.Add(new(source.LinkType, packet, (int)Math.Clamp(length, packet.Length, int.MaxValue), time, comment));

    private string CommentOf(Octets options)
    {
        foreach ((int code, Octets value) in Options(options))
        {
            if (code == PcapngWriter.CommentOption) return Encoding.UTF8.GetString(value.Span);
        }
        return "";
    }

    private List<(int Code, Octets Value)> Options(Octets options)
    {
        List<(int, Octets)> found = [];
        while (options.Length >= 4)
        {
            int code = ReadUInt16(options.Span);
            int length = ReadUInt16(options.Span[2..]);
            if (code == 0 || 4 + length > options.Length) break;
            found.Add((code, options.Slice(4, length)));
            options = options.Slice(Math.Min(options.Length, 4 + PcapngWriter.Padded(length)));
        }
        return found;
    }

    private DateTimeOffset TimeOf(ReadOnlySpan<byte> packet, Interface source)
    {
        ulong units = ((ulong)ReadUInt32(packet[4..]) << 32) | ReadUInt32(packet[8..]);
        // Whole seconds and the rest apart: a double cannot hold nanoseconds since 1970.
        double perSecond = source.UnitsPerSecond;
        ulong whole = perSecond is >= 1 and < 1e18 ? units / (ulong)perSecond : 0;
        double rest = perSecond is >= 1 and < 1e18 ? units % (ulong)perSecond / perSecond : 0;
        if (whole > LastSecond) return DateTimeOffset.UnixEpoch;
        return DateTimeOffset.UnixEpoch.AddSeconds(whole).AddTicks((long)Math.Round(rest * TimeSpan.TicksPerSecond));
    }

    private uint ReadUInt32(ReadOnlySpan<byte> b) => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(b) : BinaryPrimitives.ReadUInt32LittleEndian(b);

    private int ReadUInt16(ReadOnlySpan<byte> b) => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(b) : BinaryPrimitives.ReadUInt16LittleEndian(b);

    /// <param name="LinkType">What its packets begin with.</param>
    /// <param name="Limit">The most octets of a packet that are captured; 0 for no limit.</param>
    /// <param name="UnitsPerSecond">Of its clock.</param>
    private sealed record Interface(int LinkType, uint Limit, double UnitsPerSecond);

    private const int MinimumBlock = 12;
    private const int PacketHeader = 20;
    private const uint MagicSwapped = 0x4D3C2B1A;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    private const ulong LastSecond = 250_000_000_000; // in the year 9892
}
