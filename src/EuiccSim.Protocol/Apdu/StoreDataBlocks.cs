using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>Cuts an ES10 command into STORE DATA commands. SGP.22 v2.5 §5.7.2, GlobalPlatform Card Specification §11.11.</summary>
public static class StoreDataBlocks
{
    /// <summary>The most octets that one ES10 command can have: 256 blocks of 255.</summary>
    public const int MaximumLength = 256 * 255;

    /// <summary>The commands 80 E2 11 nn … 80 E2 91 nn on the basic channel, each with Le '00'.</summary>
    /// <param name="command">The whole command TLV.</param>
    /// <param name="blockSize">The most octets in one block, 1 to 255. Some modems fail above 120.</param>
    /// <exception cref="ArgumentException">No octets, or more than 256 blocks.</exception>
    public static IReadOnlyList<CommandApdu> Split(Octets command, int blockSize = 255)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockSize, 255);
        int count = (command.Length + blockSize - 1) / blockSize;
        if (count is 0 or > 256)
            throw new ArgumentException($"{command.Length} octets do not fit 1 to 256 blocks of {blockSize}.", nameof(command));
        CommandApdu[] blocks = new CommandApdu[count];
        for (int i = 0; i < count; i++)
        {
            int start = i * blockSize;
            Octets block = command.Slice(start, Math.Min(blockSize, command.Length - start));
            byte p1 = i == count - 1 ? LastBlock : MoreBlocks;
            blocks[i] = new(0x80, Instruction, p1, (byte)i, block, 0x100);
        }
        return blocks;
    }

    private const byte Instruction = 0xE2;
    private const byte MoreBlocks = 0x11;
    private const byte LastBlock = 0x91;
}
