using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>SEARCH RECORD, simple and enhanced. TS 102 221 §11.1.7.</summary>
internal static class SearchRecord
{
    /// <summary>
    /// The numbers of the records with the pattern, in the order of the search; the first one becomes current. '6282' for none.
    /// </summary>
    internal static ResponseApdu Process(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        int sfi = command.P2 >> 3;
        FileNode file = RecordFiles.Locate(command, channel, AccessMode.Read, port);
        Search search = Read(command, sfi == 0 ? channel.Record : 0);
        if (search.First < 1 || search.First > file.RecordCount) return new(StatusWord.RecordNotFound);
        byte[] found = Find(search, file, port.Uicc.ContentOf(file).Span);
        EfSelection.Enter(channel, file, sfi);
        if (found.Length == 0) return new(StatusWord.EndOfFile);
        channel.Record = found[0];
        return new(Octets.Wrap(found));
    }

    private static Search Read(CommandApdu command, int current)
    {
        int first = command.P1 == 0 ? current : command.P1;
        ReadOnlyMemory<byte> data = command.Data.Memory;
        switch (command.P2 & 0x07)
        {
            case SimpleForward:
                return new(first, 1, data, Start.AtOffset, 0);
            case SimpleBackward:
                return new(first, -1, data, Start.AtOffset, 0);
            case Enhanced when data.Length >= 3:
                return ReadEnhanced(data, first);
            case Enhanced:
                throw new StatusWordException(StatusWord.WrongLength);
            default:
                throw new StatusWordException(StatusWord.IncorrectParameters);
        }
    }

    /// <summary>Two octets of search indication before the pattern: direction and where in a record to start, and that place.</summary>
    private static Search ReadEnhanced(ReadOnlyMemory<byte> data, int first)
    {
        byte indication = data.Span[0];
        Start start = (indication & 0x08) != 0 ? Start.AfterValue : Start.AtOffset;
        return (indication & 0x07) switch
        {
            4 => new(first, 1, data[2..], start, data.Span[1]),
            5 => new(first, -1, data[2..], start, data.Span[1]),
            6 => new(first + 1, 1, data[2..], start, data.Span[1]),
            7 => new(first - 1, -1, data[2..], start, data.Span[1]),
            _ => throw new StatusWordException(StatusWord.IncorrectData),
        };
    }

    private static byte[] Find(Search search, FileNode file, ReadOnlySpan<byte> content)
    {
        List<byte> found = [];
        for (int record = search.First; record >= 1 && record <= file.RecordCount; record += search.Step)
        {
            if (search.IsIn(content.Slice((record - 1) * file.RecordLength, file.RecordLength))) found.Add((byte)record);
        }
        return [.. found];
    }

    private enum Start
    {
        AtOffset,
        AfterValue,
    }

    private readonly record struct Search(int First, int Step, ReadOnlyMemory<byte> Pattern, Start Start, byte Place)
    {
        internal bool IsIn(ReadOnlySpan<byte> record)
        {
            int from = Start == Start.AtOffset ? Place : record.IndexOf(Place) + 1;
            if (Start == Start.AfterValue && from == 0) return false;
            return from <= record.Length && record[from..].IndexOf(Pattern.Span) >= 0;
        }
    }

    private const int SimpleForward = 4;
    private const int SimpleBackward = 5;
    private const int Enhanced = 6;
}
