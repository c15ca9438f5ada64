using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>
/// RETRIEVE DATA and SET DATA on a BER-TLV file, whose content here is its objects one after the other. TS 102 221 §11.3.
/// </summary>
internal static class BerTlvFiles
{
    /// <summary>
    /// First block: the data is a tag, the answer starts the whole object; for '5C' it is the list of all tags. '62F1' while more can be
    /// retrieved.
    /// </summary>
    internal static ResponseApdu Retrieve(CommandApdu command, Channel channel, Transaction tx)
    {
        bool isFirst = IsFirstBlock(command);
        if (isFirst != command.HasData) return new(StatusWord.WrongLength);
        Octets? unsent = channel.Retrieving;
        if (isFirst) channel.EndTransfers();
        if ((isFirst ? FirstToSend(command, channel, tx) : unsent) is not { } rest) return new(StatusWord.ConditionsNotSatisfied);
        int length = Math.Min(rest.Length, command.Ne == 0 ? MaximumBlock : command.Ne);
        channel.Retrieving = length == rest.Length ? null : rest.Slice(length);
        return new(rest.Slice(0, length), channel.Retrieving is null ? StatusWord.Ok : StatusWord.MoreDataAvailable);
    }

    private static Octets? FirstToSend(CommandApdu command, Channel channel, Transaction tx)
    {
        FileNode file = Locate(command, channel, AccessMode.Read, tx);
        ReadOnlySpan<byte> tag = command.Data.Span;
        if (BerTlvObjects.TagLength(tag) != tag.Length) throw new StatusWordException(StatusWord.IncorrectData);
        BerTlvObjects objects = BerTlvObjects.In(tx.Uicc.ContentOf(file));
        Octets found = tag is [BerTlvObjects.TagListTag]
            ? objects.TagList()
            : objects.Find(tag) ?? throw new StatusWordException(StatusWord.ReferencedDataNotFound);
        EfSelection.Enter(channel, file, command.P2 & SfiMask);
        return found;
    }

    /// <summary>
    /// First block: the object starts, or is deleted if the data is its tag alone. '63F1' until it is whole; then it replaces the one with
    /// the same tag.
    /// </summary>
    internal static ResponseApdu Set(CommandApdu command, Channel channel, Transaction tx)
    {
        bool isFirst = IsFirstBlock(command);
        (FileNode File, Octets Received)? begun = isFirst ? null : channel.Setting;
        channel.EndTransfers();
        if (!isFirst && begun is null) return new(StatusWord.ConditionsNotSatisfied);
        FileNode file = begun?.File ?? Locate(command, channel, AccessMode.Update, tx);
        // The rules hold for each block: a PIN may be lost, or the file deactivated, while an object crosses.
        if (!isFirst) EfSelection.Authorize(file, AccessMode.Update, command, tx);
        Octets received = begun is { } before ? Octets.Concat(before.Received, command.Data) : command.Data;
        int tagLength = BerTlvObjects.TagLength(received.Span);
        if (tagLength == 0 || received.Span[..tagLength] is [BerTlvObjects.TagListTag]) return new(StatusWord.IncorrectData);
        ResponseApdu answer = received.Length == tagLength
            ? Delete(file, received.Span, tx)
            : Store(file, received, tagLength, channel, tx);
        if (isFirst && (answer.Status == StatusWord.Ok || answer.Status == StatusWord.MoreDataExpected)) Enter(command, file, channel);
        return answer;
    }

    private static void Enter(CommandApdu command, FileNode file, Channel channel)
    {
        (FileNode, Octets)? begun = channel.Setting;
        EfSelection.Enter(channel, file, command.P2 & SfiMask);
        channel.Setting = begun;
    }

    private static ResponseApdu Delete(FileNode file, ReadOnlySpan<byte> tag, Transaction tx)
    {
        BerTlvObjects objects = BerTlvObjects.In(tx.Uicc.ContentOf(file));
        if (objects.Find(tag) is null) return new(StatusWord.ReferencedDataNotFound);
        tx.Uicc = tx.Uicc.WithContent(file, objects.Without(tag).Octets);
        return ResponseApdu.Ok;
    }

    private static ResponseApdu Store(FileNode file, Octets received, int tagLength, Channel channel, Transaction tx)
    {
        if (!BerTlvObjects.TryReadHeader(received.Span, out int headerLength, out int valueLength)) return new(StatusWord.IncorrectData);
        int whole = headerLength + valueLength;
        if (received.Length > whole) return new(StatusWord.IncorrectData);
        BerTlvObjects others = BerTlvObjects.In(tx.Uicc.ContentOf(file)).Without(received.Span[..tagLength]);
        if (whole > Room(file) - others.Octets.Length) return new(StatusWord.NotEnoughMemory);
        if (received.Length < whole)
        {
            channel.Setting = (file, received);
            return new(StatusWord.MoreDataExpected);
        }
        tx.Uicc = tx.Uicc.WithContent(file, others.With(received).Octets);
        return ResponseApdu.Ok;
    }

    /// <summary>The most octets that the file can have; where its parameters name no maximum, what two octets of FCP can say, or what is reserved.</summary>
    internal static int Room(FileNode file) => Room(file.Parameters);

    /// <inheritdoc cref="Room(FileNode)"/>
    internal static int Room(FileParameters parameters)
    {
        int most = parameters.MaximumSize == 0 ? 0xFFFF : parameters.MaximumSize;
        return Math.Max(parameters.Size, most);
    }

    private static FileNode Locate(CommandApdu command, Channel channel, byte mode, Transaction tx)
    {
        FileNode file = EfSelection.Find(channel, command.P2 & SfiMask);
        if (file.Kind != FileKind.BerTlv) throw new StatusWordException(StatusWord.IncompatibleFileStructure);
        EfSelection.Authorize(file, mode, command, tx);
        return file;
    }

    /// <summary>P2 is '80' with a short identifier, or '00' for the next block. Asking for a block again ('40') is not offered.</summary>
    private static bool IsFirstBlock(CommandApdu command) => (command.P1, command.P2) switch
    {
        (0, NextBlock) => false,
        (0, >= FirstBlock and <= FirstBlockOfLastSfi) => true,
        _ => throw new StatusWordException(StatusWord.IncorrectParameters),
    };

    private const byte FirstBlock = 0x80;
    private const byte FirstBlockOfLastSfi = FirstBlock | SfiMask;
    private const byte NextBlock = 0x00;
    private const byte SfiMask = 0x1F;
    private const int MaximumBlock = 0x100;
}
