using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>Whether octets are a whole command or a whole answer, by what they say of themselves.</summary>
internal static class ApduShape
{
    /// <summary>How many octets a command has less than its Lc says; negative if it has more than Lc and Le make.</summary>
    internal static int MissingOf(ReadOnlySpan<byte> command)
    {
        if (command.Length < 4) return 4 - command.Length;
        if (command.Length == 4) return 0;
        int p3 = command[4];
        if (command.Length == 5) return CarriesData(command[1]) ? p3 : 0;
        if (p3 == 0 && command.Length >= 7)
        {
            int extended = command[5] << 8 | command[6];
            return command.Length == 7 ? 0 : MissingOf(command.Length - 7, extended, 2);
        }
        return MissingOf(command.Length - 5, p3, 1);
    }

    /// <summary>True where the command's last octets are what its Lc says, with Le or without.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> command) => MissingOf(command) == 0;

    /// <summary>True if a command begins with a class and an instruction that occur on UICCs (ISO/IEC 7816-4 §5.4.1; ETSI TS 102 221 §10.1.1, table 10.5).</summary>
    internal static bool BeginsCommand(ReadOnlySpan<byte> octets) => octets.Length >= 4 && octets[0] is not 0xFF
        && (octets[0] & 0xF0) is 0x00 or 0x40 or 0x60 or 0x80 or 0x90 or 0xA0 or 0xC0 or 0xD0 or 0xE0 && s_instructions.Contains(octets[1]);

    /// <summary>True if two octets may be a status word.</summary>
    internal static bool IsStatus(ReadOnlySpan<byte> octets) => octets.Length >= 2 && octets[^2] switch
    {
        0x90 => octets[^1] == 0,
        > 0x60 and < 0x70 or > 0x90 and < 0xA0 => true,
        _ => false,
    };

    /// <summary>How many octets of answer data are missing, as its own BER length says: only where it is one ES10 object; 0 if none, or if it does not tell.</summary>
    internal static int MissingOfObject(ReadOnlySpan<byte> data)
    {
        if (data.Length < 3 || data[0] != 0xBF || data[1] > 0x7F) return 0;
        int length = data[2];
        int header = 3;
        if (length is 0x81 or 0x82)
        {
            header += length & 3;
            if (data.Length < header) return header - data.Length;
            length = header == 4 ? data[3] : data[3] << 8 | data[4];
        }
        return length > 0x82 && header == 3 ? 0 : Math.Max(0, header + length - data.Length);
    }

    private static int MissingOf(int data, int lc, int le) => data < lc ? lc - data : data == lc || data == lc + le ? 0 : lc - data;

    private static bool CarriesData(byte instruction) => instruction is 0xE2 or 0xA4 or 0xAA or 0xD6 or 0xDC or 0x88 or 0x89 or 0x20 or 0x10 or 0x14 or 0xC2;

    private static readonly byte[] s_instructions =
    [
        0x04, 0x10, 0x12, 0x14, 0x20, 0x22, 0x24, 0x26, 0x28, 0x2A, 0x2C, 0x32, 0x44, 0x50, 0x70, 0x73, 0x75, 0x76, 0x78, 0x82, 0x84, 0x88, 0x89, 0xA2, 0xA4, 0xAA,
        0xB0, 0xB2, 0xC0, 0xC2, 0xCA, 0xCB, 0xD6, 0xD8, 0xDA, 0xDC, 0xE0, 0xE2, 0xE4, 0xE6, 0xE8, 0xF0, 0xF2,
    ];
}
