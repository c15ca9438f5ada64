using System.Buffers.Binary;
using System.Text;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>
/// The blocks of a pcapng file with one interface, little-endian: a section header, an interface description, and an enhanced packet for
/// each packet. IETF draft-ietf-opsawg-pcapng §4.
/// </summary>
internal static class PcapngWriter
{
    /// <summary>The section header (§4.1, length unknown) and an interface for bare IP packets, its clock in nanoseconds (§4.2).</summary>
    internal static byte[] Head()
    {
        byte[] section = Block(SectionHeader, 16, [(ApplicationOption, "EuiccSim"u8.ToArray())], body =>
        {
            BinaryPrimitives.WriteUInt32LittleEndian(body, ByteOrderMagic);
            BinaryPrimitives.WriteUInt16LittleEndian(body[4..], 1);
            BinaryPrimitives.WriteInt64LittleEndian(body[8..], -1);
        });
        byte[] description = Block(InterfaceDescription, 8, [(NameOption, "card"u8.ToArray()), (ResolutionOption, [9])], body =>
            BinaryPrimitives.WriteUInt16LittleEndian(body, LinkTypeRawIp));
        return [.. section, .. description];
    }

    /// <summary>An enhanced packet block, §4.3.</summary>
    internal static byte[] Packet(DateTimeOffset time, byte[] packet, string comment) =>
        Block(EnhancedPacket, 20 + Padded(packet.Length), [(CommentOption, Encoding.UTF8.GetBytes(comment))], body =>
        {
            // Before 1970 there is no time in this format; after 2554 neither.
            ulong ticks = (ulong)Math.Clamp(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, 0, (long)(ulong.MaxValue / NanosecondsInTick));
            ulong nanoseconds = ticks * NanosecondsInTick;
            BinaryPrimitives.WriteUInt32LittleEndian(body[4..], (uint)(nanoseconds >> 32));
            BinaryPrimitives.WriteUInt32LittleEndian(body[8..], (uint)(nanoseconds & 0xFFFFFFFF));
            BinaryPrimitives.WriteInt32LittleEndian(body[12..], packet.Length);
            BinaryPrimitives.WriteInt32LittleEndian(body[16..], packet.Length);
            packet.CopyTo(body[20..]);
        });

    internal const uint SectionHeader = 0x0A0D0D0A;
    internal const uint InterfaceDescription = 1;
    internal const uint EnhancedPacket = 6;
    internal const uint ByteOrderMagic = 0x1A2B3C4D;
    internal const ushort CommentOption = 1;
    internal const ushort ResolutionOption = 9;
    internal const ushort LinkTypeRawIp = 101;

    internal static int Padded(int length) => (length + 3) & ~3;

    private delegate void Fill(Span<byte> body);

    private static byte[] Block(uint type, int bodyLength, (ushort Code, byte[] Value)[] options, Fill fill)
    {
        int optionsLength = 4; // opt_endofopt
        foreach ((_, byte[] value) in options) optionsLength += 4 + Padded(value.Length);
        byte[] block = new byte[12 + bodyLength + optionsLength];
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), block.Length);
        fill(block.AsSpan(8, bodyLength));
        int at = 8 + bodyLength;
        foreach ((ushort code, byte[] value) in options)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at), code);
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at + 2), (ushort)value.Length);
            value.CopyTo(block, at + 4);
            at += 4 + Padded(value.Length);
        }
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(block.Length - 4), block.Length);
        return block;
    }

    private const ushort NameOption = 2;
    private const ushort ApplicationOption = 4;
    private const ulong NanosecondsInTick = 100;
}
