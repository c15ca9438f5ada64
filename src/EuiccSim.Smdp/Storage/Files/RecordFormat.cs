using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EuiccSim.Smdp.Storage.Files;

/// <summary>
/// A record of a log: a mark, the length of the content, how much of the file was on the disk when the record was written, the first half of
/// SHA-256 over all of this and the content; then the content.
/// </summary>
internal static class RecordFormat
{
    internal const int HeaderSize = MarkSize + sizeof(int) + sizeof(long) + DigestSize;
    internal const int MaximumContent = 256 * 1024 * 1024;
    private const int MarkSize = 4;
    private const int DigestSize = 16;
    private const int DigestAt = HeaderSize - DigestSize;

    /// <summary>What every record begins with.</summary>
    internal static ReadOnlySpan<byte> Mark => "rec1"u8;

    /// <summary>A whole record.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> content, long durable)
    {
        if (content.Length > MaximumContent) throw new ArgumentException($"a record has at most {MaximumContent} octets", nameof(content));
        byte[] record = new byte[HeaderSize + content.Length];
        Mark.CopyTo(record);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(MarkSize), content.Length);
        BinaryPrimitives.WriteInt64BigEndian(record.AsSpan(MarkSize + sizeof(int)), durable);
        content.CopyTo(record.AsSpan(HeaderSize));
        Digest(record, record.AsSpan(DigestAt, DigestSize));
        return record;
    }

    /// <summary>Reads the record at a place; null where none is, or not all of it.</summary>
    internal static ReadRecord? Read(ILogFile file, long place)
    {
        byte[] header = new byte[HeaderSize];
        bool isThere = file.Read(place, header) == HeaderSize && header.AsSpan(0, MarkSize).SequenceEqual(Mark);
        if (!isThere) return null;
        int length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(MarkSize));
        if (length is < 0 or > MaximumContent || file.Length - place - HeaderSize < length) return null;
        byte[] record = new byte[HeaderSize + length];
        if (file.Read(place, record) != record.Length) return null;
        Span<byte> digest = stackalloc byte[DigestSize];
        Digest(record, digest);
        if (!digest.SequenceEqual(record.AsSpan(DigestAt, DigestSize))) return null;
        return new(record.AsMemory(HeaderSize), BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(MarkSize + sizeof(int))));
    }

    private static void Digest(byte[] record, Span<byte> digest)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(record.AsSpan(0, DigestAt));
        hash.AppendData(record.AsSpan(HeaderSize));
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..DigestSize].CopyTo(digest);
    }
}

/// <summary>A record as it was read.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="Durable">How many octets of the file were on the disk when it was written.</param>
internal readonly record struct ReadRecord(ReadOnlyMemory<byte> Content, long Durable)
{
    internal int Size => RecordFormat.HeaderSize + Content.Length;
}
