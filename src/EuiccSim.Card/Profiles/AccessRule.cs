using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Profiles;

/// <summary>One access mode with its condition.</summary>
/// <param name="Tag">'80' for an access mode byte, '81' to '8F' for parts of the command header.</param>
/// <param name="Mode">The access mode byte, or header parts one after the other.</param>
/// <param name="Condition">What must be met.</param>
internal sealed record AccessRule(byte Tag, byte[] Mode, AccessCondition Condition)
{
    /// <summary>True if the rule is for commands of this mode or with this header.</summary>
    internal bool Fits(byte mode, CommandApdu command) =>
        Tag == ModeByte ? Mode.Length > 0 && (Mode[0] & mode) != 0 : FitsHeader(command);

    /// <summary>Bits 4 to 1 of the tag say which of CLA, INS, P1, P2 the description has; it may hold several such groups.</summary>
    private bool FitsHeader(CommandApdu command)
    {
        Span<byte> header = stackalloc byte[4];
        int length = 0;
        if ((Tag & 0x08) != 0) header[length++] = command.Cla;
        if ((Tag & 0x04) != 0) header[length++] = command.Ins;
        if ((Tag & 0x02) != 0) header[length++] = command.P1;
        if ((Tag & 0x01) != 0) header[length++] = command.P2;
        for (int at = 0; at + length <= Mode.Length; at += length)
        {
            if (Mode.AsSpan(at, length).SequenceEqual(header[..length])) return true;
        }
        return false;
    }

    private const byte ModeByte = 0x80;
}
