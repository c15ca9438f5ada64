using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>
/// RETRIEVE DATA and SET DATA on a BER-TLV file, whose content here is its objects one after the other. TS 102 221 §11.3.
/// </summary>
internal static class BerTlvFiles
{
    /// <summary>First block: the data is a tag, the answer starts the whole object. '62F1' while more can be retrieved.</summary>
    internal static ResponseApdu Retrieve(CommandApdu command, Channel channel, Transaction tx)
    {
        Octets rest;
        switch (Block(command))
        {
            case FirstBlock:
                if (!command.HasData) return new(StatusWord.WrongLength);
                FileNode file = Locate(command, channel, AccessMode.Read, tx);
                if (Find(tx.Uicc.ContentOf(file), command.Data) is not { } found) return new(StatusWord.ReferencedDataNotFound);
                EfSelection.Enter(channel, file, command.P2 & SfiMask);
                rest = found.Object;
                break;
            case NextBlock when channel.Retrieving is { } unsent:
                rest = unsent;
                break;
            default:
                return new(StatusWord.ConditionsNotSatisfied);
        }
        int length = Math.Min(rest.Length, command.Ne == 0 ? MaximumBlock : command.Ne);
        channel.Retrieving = length == rest.Length ? null : rest.Slice(length);
        return new(rest.Slice(0, length), channel.Retrieving is null ? StatusWord.Ok : StatusWord.MoreDataAvailable);
    }

    /// <summary>First block: the object starts. '63F1' until it is whole; then it replaces the one with the same tag.</summary>
    internal static ResponseApdu Set(CommandApdu command, Channel channel, Transaction tx)
    {
        bool isFirst = Block(command) == FirstBlock;
        if (!isFirst && channel.Setting is null) return new(StatusWord.ConditionsNotSatisfied);
        FileNode file = isFirst ? Locate(command, channel, AccessMode.Update, tx) : channel.Setting!.Value.File;
        Octets received = isFirst ? command.Data : Octets.Concat(channel.Setting!.Value.Received, command.Data);
        channel.Setting = null;
        if (!TryReadHeader(received.Span, out int tagLength, out int headerLength, out int valueLength))
            return new(StatusWord.IncorrectData);
        if (received.Length > headerLength + valueLength) return new(StatusWord.IncorrectData);
        if (headerLength + valueLength > Room(file)) return new(StatusWord.NotEnoughMemory);
        if (isFirst) EfSelection.Enter(channel, file, command.P2 & SfiMask);
        if (received.Length < headerLength + valueLength)
        {
            channel.Setting = (file, received);
            return new(StatusWord.MoreDataExpected);
        }
        return Replace(file, received.Slice(0, tagLength), valueLength == 0 ? default : received, tx);
    }

    /// <summary>An object of length zero deletes. TS 102 221 §11.3.2.</summary>
    private static ResponseApdu Replace(FileNode file, Octets tag, Octets replacement, Transaction tx)
    {
        Octets content = tx.Uicc.ContentOf(file);
        Octets others = content;
        if (Find(content, tag) is { } old)
            others = Octets.Concat(content.Slice(0, old.Offset), content.Slice(old.Offset + old.Object.Length));
        else if (replacement.IsEmpty)
            return new(StatusWord.ReferencedDataNotFound);
        if (others.Length + replacement.Length > Room(file)) return new(StatusWord.NotEnoughMemory);
        tx.Uicc = tx.Uicc.WithContent(file, Octets.Concat(others, replacement));
        return ResponseApdu.Ok;
    }

    /// <summary>The most octets that the file can have; without any size in its parameters, what two octets of FCP can say.</summary>
    internal static int Room(FileNode file)
    {
        int room = Math.Max(file.Parameters.Size, file.Parameters.MaximumSize);
        return room == 0 ? 0xFFFF : room;
    }

    private static FileNode Locate(CommandApdu command, Channel channel, byte mode, Transaction tx)
    {
        FileNode file = EfSelection.Find(channel, command.P2 & SfiMask);
        if (file.Kind != FileKind.BerTlv) throw new StatusWordException(StatusWord.IncompatibleFileStructure);
        EfSelection.Authorize(file, mode, command, tx);
        return file;
    }

    private static int Block(CommandApdu command) =>
        command.P1 == 0 && (command.P2 & 0x60) == 0 && (command.P2 == 0 || (command.P2 & FirstBlock) != 0)
            ? command.P2 & FirstBlock
            : throw new StatusWordException(StatusWord.IncorrectParameters);

    private static (int Offset, Octets Object)? Find(Octets content, Octets tag)
    {
        for (int at = 0; at < content.Length;)
        {
            ReadOnlySpan<byte> rest = content.Span[at..];
            if (!TryReadHeader(rest, out int tagLength, out int headerLength, out int valueLength)) return null;
            if (headerLength + valueLength > rest.Length) return null;
            if (rest[..tagLength].SequenceEqual(tag.Span)) return (at, content.Slice(at, headerLength + valueLength));
            at += headerLength + valueLength;
        }
        return null;
    }

    /// <summary>Tag of one to three octets, length of one to four. TS 101 220 §7.1.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> octets, out int tagLength, out int headerLength, out int valueLength)
    {
        (headerLength, valueLength) = (0, 0);
        tagLength = 1;
        if (octets.IsEmpty) return false;
        if ((octets[0] & 0x1F) == 0x1F) tagLength = octets.Length > 1 && (octets[1] & 0x80) != 0 ? 3 : 2;
        if (octets.Length <= tagLength) return false;
        int first = octets[tagLength];
        int more = first < 0x80 ? 0 : first - 0x80;
        headerLength = tagLength + 1 + more;
        if (more > 3 || first == 0x80 || octets.Length < headerLength) return false;
        valueLength = more == 0 ? first : 0;
        for (int i = 0; i < more; i++) valueLength = (valueLength << 8) | octets[tagLength + 1 + i];
        return true;
    }

    private const int FirstBlock = 0x80;
    private const int NextBlock = 0x00;
    private const int SfiMask = 0x1F;
    private const int MaximumBlock = 0x100;
}
