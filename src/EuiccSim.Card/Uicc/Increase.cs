using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>INCREASE: adds to record 1 of a cyclic file; the sum becomes the new record 1. TS 102 221 §11.1.8.</summary>
internal static class Increase
{
    /// <summary>Answers the new record and the value added; '9850' if the record cannot hold the sum.</summary>
    internal static ResponseApdu Process(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P2 != 0 || (command.P1 != 0 && (command.P1 & 0xE0) != 0x80)) return new(StatusWord.IncorrectParameters);
        int sfi = command.P1 & 0x1F;
        FileNode file = EfSelection.Find(channel, sfi);
        if (file.Kind != FileKind.Cyclic) return new(StatusWord.IncompatibleFileStructure);
        EfSelection.Authorize(file, AccessMode.HeaderOnly, command, port);
        if (command.Data.Length > Math.Min(file.RecordLength, MaximumIncrement)) return new(StatusWord.WrongLength);

        byte[] sum = port.Uicc.Read(file, 0, file.RecordLength).ToArray();
        if (!Add(sum, command.Data.Span)) return new(StatusWord.MaximumReached);
        EfSelection.Enter(channel, file, sfi);
        RecordFiles.Push(file, Octets.Wrap(sum), channel, port);
        return new(Octets.Concat(Octets.Wrap(sum), command.Data));
    }

    /// <summary>Big-endian addition in place; false if it overflows.</summary>
    private static bool Add(Span<byte> to, ReadOnlySpan<byte> value)
    {
        int carry = 0;
        for (int i = 1; i <= to.Length; i++)
        {
            carry += to[^i] + (i <= value.Length ? value[^i] : 0);
            to[^i] = (byte)(carry & 0xFF);
            carry >>= 8;
        }
        return carry == 0;
    }

    private const int MaximumIncrement = 127;
}
