using System.Text.Json;
using EuiccSim.Protocol.Json;
using EuiccSim.Protocol.Words;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.Storage.Files;

/// <summary>
/// A log of one kind, which is written anew when most of it is about what there was. After an error of the disk nobody knows what is on it,
/// and what follows could contradict it: then every call throws <see cref="SmdpStoreException"/>.
/// </summary>
/// <threadsafety><see cref="FlushAsync"/> is safe for use by many threads; of the others one call at a time.</threadsafety>
internal sealed class CompactedLog : IDisposable
{
    /// <summary>A file that is smaller is not worth writing anew.</summary>
    internal const long DefaultCompactsFrom = 4 * 1024 * 1024;
    private const int Growth = 4;

    private readonly LogKind _kind;
    private readonly RecordLog _records;
    private readonly Func<IEnumerable<byte[]>> _contents;
    private readonly long _compactsFrom;
    private readonly string _name;
    private Exception? _failure;

    private CompactedLog(ILogFile file, LogKind kind, Action<ReadOnlyMemory<byte>> read, Func<IEnumerable<byte[]>> contents, long compactsFrom)
    {
        (_kind, _contents, _compactsFrom, _name) = (kind, contents, compactsFrom, file.Name);
        bool isEmpty = true;
        _records = RecordLog.Open(file, kind.Content, content =>
        {
            if (isEmpty) CheckFirst(content);
            else read(content);
            isEmpty = false;
        });
        // Now, so that no request has to wait for it.
        if (isEmpty || _records.IsOfFormatBefore || IsCompactionDue) Compact();
    }

    internal DroppedEnd? Dropped => _records.Dropped;

    /// <summary>What <see cref="Append"/> gave last.</summary>
    internal long Appended => _records.Appended;

    /// <summary>Whatever <see cref="Append"/> gave up to here is on the disk.</summary>
    internal long Flushed => _records.Flushed;

    /// <summary>Takes a file, which is disposed of if that fails.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">What it is, or is to be.</param>
    /// <param name="read">Gets each record but the first; throws <see cref="JsonException"/> for what is none.</param>
    /// <param name="contents">Gives the records, but the first, of just what there is.</param>
    /// <param name="compactsFrom">From how many octets on it may be written anew.</param>
    /// <exception cref="SmdpStoreException">It cannot be read, or is something else, of a later version, or damaged.</exception>
    internal static CompactedLog Open(
        ILogFile file, LogKind kind, Action<ReadOnlyMemory<byte>> read, Func<IEnumerable<byte[]>> contents, long compactsFrom)
    {
        try
        {
            return new(file, kind, read, contents, compactsFrom);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            file.Dispose();
            throw e as SmdpStoreException ?? new SmdpStoreException(file.Name, FaultWords.Of(e, file.Name), e);
        }
    }

    /// <summary>Throws if it has failed before, or was disposed of.</summary>
    internal void CheckUsable()
    {
        if (_failure is { } failure) throw new SmdpStoreException(_name, $"it failed before: {FaultWords.Of(failure)}", failure);
    }

    /// <summary>Writes a record at the end.</summary>
    /// <returns>What to give to <see cref="FlushAsync"/>.</returns>
    internal long Append(ReadOnlyMemory<byte> content) => Try(() => _records.Append(content.Span));

    /// <summary>Returns when all up to here is on the disk.</summary>
    internal async ValueTask FlushAsync(long upTo)
    {
        if (_records.Flushed >= upTo) return;
        try
        {
            await _records.FlushAsync(upTo).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw Failed(e);
        }
    }

    /// <summary>Writes just what there is, once most of the file is about what there was. To be called before a change, not after it:
    /// then the first change after <see cref="Open"/> never waits for it.</summary>
    internal void CompactIfWorthwhile()
    {
        if (!IsCompactionDue) return;
        Try(() =>
        {
            Compact();
            return _records.Length;
        });
    }

    public void Dispose()
    {
        Interlocked.CompareExchange(ref _failure, new ObjectDisposedException("the store"), null);
        _records.Dispose();
    }

    private bool IsCompactionDue => _records.Length >= Math.Max(_compactsFrom, _records.LengthWhenReplaced * Growth);

    private byte[] FirstRecord => JsonSerializer.SerializeToUtf8Bytes(
        new FirstRecord { Format = _kind.Format, Version = _kind.Version }, LogJsonContext.Instance.FirstRecord);

    // Looked at before the rest is: of a later version it may hold what this one does not know.
    private void CheckFirst(ReadOnlyMemory<byte> content)
    {
        using JsonDocument document = UnicodeJson.Parse(content);
        bool isOurs = document.RootElement.TryGetProperty("format", out JsonElement format) && format.ValueEquals(_kind.Format);
        if (!isOurs) throw new SmdpStoreException(_name, $"this is no {_kind.Content}");
        int version = document.RootElement.GetProperty("version").GetInt32();
        if (version != _kind.Version)
            throw new SmdpStoreException(_name, $"it is of version {version}; this program reads version {_kind.Version}");
    }

    private void Compact() => _records.Replace(_contents().Prepend(FirstRecord));

    private long Try(Func<long> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw Failed(e);
        }
    }

    private static bool IsOfTheDisk(Exception e) => e is IOException or UnauthorizedAccessException or ObjectDisposedException;

    private SmdpStoreException Failed(Exception e)
    {
        Interlocked.CompareExchange(ref _failure, e, null);
        return new(_name, FaultWords.Of(e, _name), e);
    }
}
