using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EuiccSim.Servers.Storage.Files;

/// <summary>
/// A record of a log: a mark, the length of the content, how much of the file was on the disk when the record was written, the digest of the
/// record before (zeros in the first), and the record's own digest: the first half of SHA-256 over all of this and the content. Then the
/// content. So a record tells by itself whether it is whole, and whether it stands after the one that it was written after.
/// </summary>
internal sealed class RecordFormat
{
    internal const int DigestSize = 16;
    internal const int MaximumContent = 256 * 1024 * 1024;
    private const int MarkSize = 4;
    private const int LengthAt = MarkSize;
    private const int DurableAt = LengthAt + sizeof(int);
    private const int PreviousAt = DurableAt + sizeof(long);

    private readonly byte[] _mark;
    private readonly int _digestAt;

    private RecordFormat(ReadOnlySpan<byte> mark, bool isChained)
    {
        _mark = mark.ToArray();
        IsChained = isChained;
        _digestAt = isChained ? PreviousAt + DigestSize : PreviousAt;
    }

    /// <summary>What is written.</summary>
    internal static RecordFormat Current { get; } = new("rec2"u8, isChained: true);

    /// <summary>What was written before records told of the one before: it is read, and written anew.</summary>
    internal static RecordFormat Unchained { get; } = new("rec1"u8, isChained: false);

    internal bool IsChained { get; }

    /// <summary>What every record begins with.</summary>
    internal ReadOnlySpan<byte> Mark => _mark;

    internal int HeaderSize => _digestAt + DigestSize;

    /// <summary>How the records of a file are written, by its first octets.</summary>
    internal static RecordFormat Of(ILogFile file)
    {
        byte[] mark = new byte[MarkSize];
        return file.Read(0, mark) == MarkSize && Unchained.Mark.SequenceEqual(mark) ? Unchained : Current;
    }

    /// <summary>A whole record.</summary>
    /// <param name="content">What it holds.</param>
    /// <param name="durable">How much of the file is on the disk.</param>
    /// <param name="previous">The digest of the record before, and then that of this one.</param>
    internal static byte[] Write(ReadOnlySpan<byte> content, long durable, Span<byte> previous)
    {
        if (content.Length > MaximumContent) throw new ArgumentException($"a record has at most {MaximumContent} octets", nameof(content));
        int headerSize = Current.HeaderSize;
        byte[] record = new byte[headerSize + content.Length];
        Current.Mark.CopyTo(record);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(LengthAt), content.Length);
        BinaryPrimitives.WriteInt64BigEndian(record.AsSpan(DurableAt), durable);
        previous.CopyTo(record.AsSpan(PreviousAt));
        content.CopyTo(record.AsSpan(headerSize));
        Current.Digest(record, previous);
        previous.CopyTo(record.AsSpan(Current._digestAt));
        return record;
    }

    /// <summary>Reads the record at a place; null where none is, or not all of it.</summary>
    internal ReadRecord? Read(ILogFile file, long place)
    {
        byte[] header = new byte[HeaderSize];
        bool isThere = file.Read(place, header) == HeaderSize && header.AsSpan(0, MarkSize).SequenceEqual(Mark);
        if (!isThere) return null;
        int length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(LengthAt));
        if (length is < 0 or > MaximumContent || file.Length - place - HeaderSize < length) return null;
        byte[] record = new byte[HeaderSize + length];
        if (file.Read(place, record) != record.Length) return null;
        byte[] digest = new byte[DigestSize];
        Digest(record, digest);
        if (!digest.AsSpan().SequenceEqual(record.AsSpan(_digestAt, DigestSize))) return null;
        byte[] previous = IsChained ? record[PreviousAt..(PreviousAt + DigestSize)] : [];
        return new(record.AsMemory(HeaderSize), BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(DurableAt)), previous, digest);
    }

    private void Digest(byte[] record, Span<byte> digest)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(record.AsSpan(0, _digestAt));
        hash.AppendData(record.AsSpan(HeaderSize));
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..DigestSize].CopyTo(digest);
    }
}

/// <summary>A record as it was read.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="Durable">How many octets of the file were on the disk when it was written.</param>
/// <param name="Previous">The digest of the record that it was written after; empty in files of before.</param>
/// <param name="Digest">Its own.</param>
internal readonly record struct ReadRecord(ReadOnlyMemory<byte> Content, long Durable, byte[] Previous, byte[] Digest);
