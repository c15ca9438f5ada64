using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>READ BINARY and UPDATE BINARY. TS 102 221 §11.1.3, §11.1.4.</summary>
internal static class BinaryFiles
{
    /// <summary>Le '00' is "all there is, up to 256". More than there is: '6CXX' as under T=0, else what there is with '6282'.</summary>
    internal static ResponseApdu Read(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        FileNode file = Locate(command, channel, AccessMode.Read, port, out int sfi, out int offset);
        UiccProfile uicc = port.Uicc;
        int available = uicc.LengthOf(file) - offset;
        if (available <= 0) return new(StatusWord.WrongOffset);
        if (command.Ne > available && port.Personality.ShapesAsT0) return new(StatusWord.WrongLe(available));
        EfSelection.Enter(channel, file, sfi);
        if (command.Ne <= available) return new(uicc.Read(file, offset, command.Ne));
        return new(uicc.Read(file, offset, available), command.Ne is 0x100 or 0x10000 ? StatusWord.Ok : StatusWord.EndOfFile);
    }

    internal static ResponseApdu Update(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        FileNode file = Locate(command, channel, AccessMode.Update, port, out int sfi, out int offset);
        int length = port.Uicc.LengthOf(file);
        Octets data = command.Data;
        if (offset >= length) return new(StatusWord.WrongOffset);
        if (data.Length > length - offset) return new(StatusWord.WrongLength);
        EfSelection.Enter(channel, file, sfi);
        if (port.Uicc.Read(file, offset, data.Length) == data) return ResponseApdu.Ok;
        byte[] changed = port.Uicc.ContentOf(file).ToArray();
        data.Span.CopyTo(changed.AsSpan(offset));
        port.Uicc = port.Uicc.WithContent(file, Octets.Wrap(changed));
        return ResponseApdu.Ok;
    }

    /// <summary>P1 with bit 8 has a short identifier, and P2 is the offset; else P1 P2 is an offset of 15 bits in the current EF.</summary>
    private static FileNode Locate(CommandApdu command, UiccChannel channel, byte mode, UiccPort port, out int sfi, out int offset)
    {
        bool hasSfi = (command.P1 & 0x80) != 0;
        if (hasSfi && (command.P1 & 0x60) != 0) throw new StatusWordException(StatusWord.IncorrectParameters);
        sfi = hasSfi ? command.P1 & 0x1F : 0;
        offset = hasSfi ? command.P2 : command.P1P2;
        FileNode file = EfSelection.Find(channel, sfi);
        if (file.Kind != FileKind.Transparent) throw new StatusWordException(StatusWord.IncompatibleFileStructure);
        EfSelection.Authorize(file, mode, command, port);
        return file;
    }
}
