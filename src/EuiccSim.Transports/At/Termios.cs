using System.Buffers.Binary;

namespace EuiccSim.Transports.At;

/// <summary>The settings of a terminal: raw, 8 data bits, no parity, no flow control. POSIX.1 &lt;termios.h&gt;.</summary>
/// <remarks>
/// The structure differs between systems; it is only touched through the C library, but for the control flags. Their place and bits are
/// those of Linux on x86 and ARM and of macOS.
/// </remarks>
internal static class Termios
{
    /// <summary>Makes a terminal raw.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="baud">The speed, or null to leave it.</param>
    /// <exception cref="IOException">Not a terminal, or a speed that it does not have.</exception>
    internal static unsafe void SetRaw(TtyHandle terminal, int? baud)
    {
        // 60 octets on Linux, 72 on macOS.
        byte* attributes = stackalloc byte[256];
        if (LibC.GetAttributes(terminal, attributes) != 0) throw LibC.Fault("not a serial device");
        LibC.MakeRaw(attributes);
        SetControlFlags(new Span<byte>(attributes, 256));
        if (baud is { } speed)
        {
            nuint code = SpeedCode(speed);
            if (LibC.SetInputSpeed(attributes, code) != 0 || LibC.SetOutputSpeed(attributes, code) != 0)
                throw LibC.Fault($"{speed} baud");
        }
        if (LibC.SetAttributes(terminal, LibC.Now, attributes) != 0) throw LibC.Fault("the device does not take its settings");
    }

    /// <summary>Receive, do not wait for a carrier, one stop bit, no handshake.</summary>
    private static void SetControlFlags(Span<byte> attributes)
    {
        if (OperatingSystem.IsMacOS())
        {
            Span<byte> field = attributes.Slice(16, 8);
            ulong flags = BinaryPrimitives.ReadUInt64LittleEndian(field);
            BinaryPrimitives.WriteUInt64LittleEndian(field, (flags | 0x8000 | 0x800) & ~0x30400UL);
        }
        else
        {
            Span<byte> field = attributes.Slice(8, 4);
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(field);
            BinaryPrimitives.WriteUInt32LittleEndian(field, (flags | 0x800 | 0x80) & ~0x80000040);
        }
    }

    private static nuint SpeedCode(int baud)
    {
        if (OperatingSystem.IsMacOS()) return (nuint)baud;
        for (int i = 0; i < s_speeds.Length; i++)
        {
            if (s_speeds[i].Baud == baud) return s_speeds[i].Code;
        }
        throw new IOException($"{baud} baud is no usual speed");
    }

    private static readonly (int Baud, nuint Code)[] s_speeds =
    [
        (1200, 0x9), (2400, 0xB), (4800, 0xC), (9600, 0xD), (19200, 0xE), (38400, 0xF), (57600, 0x1001), (115200, 0x1002),
        (230400, 0x1003), (460800, 0x1004), (500000, 0x1005), (921600, 0x1007), (1000000, 0x1008), (1500000, 0x100A), (2000000, 0x100B),
        (3000000, 0x100D), (4000000, 0x100F),
    ];
}
