using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>READ RECORD and UPDATE RECORD. TS 102 221 §11.1.5, §11.1.6.</summary>
internal static class RecordFiles
{
    /// <summary>Le is the record length, or '00'; another one is answered '6CXX'.</summary>
    internal static ResponseApdu Read(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        int sfi = command.P2 >> 3;
        FileNode file = Locate(command, channel, AccessMode.Read, port);
        int record = Resolve(command, file, sfi == 0 ? channel.Record : 0);
        bool fits = command.Ne == file.RecordLength || (command.Ne is 0x100 or 0x10000 && !port.Personality.ShapesAsT0);
        if (!fits) return new(StatusWord.WrongLe(file.RecordLength));
        EfSelection.Enter(channel, file, sfi);
        if ((command.P2 & ModeMask) != Absolute) channel.Record = record;
        return new(port.Uicc.Read(file, (record - 1) * file.RecordLength, file.RecordLength));
    }

    /// <summary>The data is one whole record. A cyclic file is only written by PREVIOUS: the oldest record becomes record 1.</summary>
    internal static ResponseApdu Update(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        int sfi = command.P2 >> 3;
        FileNode file = Locate(command, channel, AccessMode.Update, port);
        if (command.Data.Length != file.RecordLength) return new(StatusWord.WrongLength);
        if (file.Kind == FileKind.Cyclic)
        {
            if ((command.P2 & ModeMask) != Previous) return new(StatusWord.IncorrectParameters);
            EfSelection.Enter(channel, file, sfi);
            Push(file, command.Data, channel, port);
            return ResponseApdu.Ok;
        }
        int record = Resolve(command, file, sfi == 0 ? channel.Record : 0);
        EfSelection.Enter(channel, file, sfi);
        if ((command.P2 & ModeMask) != Absolute) channel.Record = record;
        Write(file, (record - 1) * file.RecordLength, command.Data, port);
        return ResponseApdu.Ok;
    }

    /// <summary>Makes data record 1 of a cyclic file and current; the oldest record is gone.</summary>
    internal static void Push(FileNode file, Octets data, UiccChannel channel, UiccPort port)
    {
        Octets content = port.Uicc.ContentOf(file);
        port.Uicc = port.Uicc.WithContent(file, Octets.Concat(data, content.Slice(0, content.Length - file.RecordLength)));
        channel.Record = 1;
    }

    /// <summary>Finds the EF of a command with the identifier in bits 8 to 4 of P2, and checks structure and rules.</summary>
    internal static FileNode Locate(CommandApdu command, UiccChannel channel, byte mode, UiccPort port)
    {
        FileNode file = EfSelection.Find(channel, command.P2 >> 3);
        if (!file.Kind.HasRecords()) throw new StatusWordException(StatusWord.IncompatibleFileStructure);
        EfSelection.Authorize(file, mode, command, port);
        return file;
    }

    /// <summary>The number of the record that P1 and bits 3 to 1 of P2 mean.</summary>
    private static int Resolve(CommandApdu command, FileNode file, int current)
    {
        int count = file.RecordCount;
        bool turns = file.Kind == FileKind.Cyclic;
        int record = (command.P2 & ModeMask) switch
        {
            Next => current == count && turns ? 1 : current + 1,
            Previous => current == 0 || (current == 1 && turns) ? count : current - 1,
            Absolute => command.P1 == 0 ? current : command.P1,
            _ => throw new StatusWordException(StatusWord.IncorrectParameters),
        };
        if (record < 1 || record > count) throw new StatusWordException(StatusWord.RecordNotFound);
        return record;
    }

    private static void Write(FileNode file, int offset, Octets data, UiccPort port)
    {
        if (port.Uicc.Read(file, offset, data.Length) == data) return;
        byte[] changed = port.Uicc.ContentOf(file).ToArray();
        data.Span.CopyTo(changed.AsSpan(offset));
        port.Uicc = port.Uicc.WithContent(file, Octets.Wrap(changed));
    }

    private const int ModeMask = 0x07;
    private const int Next = 2;
    private const int Previous = 3;
    private const int Absolute = 4;
}
