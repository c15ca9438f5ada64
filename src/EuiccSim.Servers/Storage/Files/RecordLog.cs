namespace EuiccSim.Servers.Storage.Files;

/// <summary>
/// Records in a file, one after the other. Many threads may wait for theirs to be on the disk: one flush serves all that were appended before.
/// </summary>
/// <threadsafety><see cref="FlushAsync"/> is safe for use by many threads; of the others one call at a time.</threadsafety>
internal sealed class RecordLog : IDisposable
{
    private readonly ILogFile _file;
    // Who waits for the disk takes turns without a thread; who has the turn, or writes the file anew, has the file.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _flushing = new();
    // Both count octets ever appended, also those that a replacement made superfluous; the difference to places in the file is _before.
    private long _appended;
    private long _flushed;
    private long _before;
    // The digest of the last record.
    private byte[] _last = new byte[RecordFormat.DigestSize];

    private RecordLog(ILogFile file) => _file = file;

    /// <summary>Octets in the file.</summary>
    internal long Length => _file.Length;

    /// <summary>How many octets it had when it was last written anew.</summary>
    internal long LengthWhenReplaced { get; private set; }

    /// <summary>True if its records do not tell of the one before: it is to be written anew, before anything is appended.</summary>
    internal bool IsOfFormatBefore { get; private set; }

    /// <summary>What was no whole record at the end, and was cut off; null for nothing.</summary>
    internal DroppedEnd? Dropped { get; private set; }

    /// <summary>What <see cref="Append"/> gave last.</summary>
    internal long Appended => Volatile.Read(ref _appended);

    /// <summary>Whatever <see cref="Append"/> gave up to here is on the disk.</summary>
    internal long Flushed => Volatile.Read(ref _flushed);

    /// <summary>Reads a log, and cuts off what a crash left unfinished at its end.</summary>
    /// <param name="file">The file; it belongs to the log if this succeeds.</param>
    /// <param name="content">What it is a log of, for what is said of another file.</param>
    /// <param name="read">Gets the content of each record.</param>
    /// <exception cref="SmdpStoreException">It is no log, or damaged where it was already on the disk. It is left as it is.</exception>
    internal static RecordLog Open(ILogFile file, string content, Action<ReadOnlyMemory<byte>> read)
    {
        RecordLog log = new(file);
        RecordFormat format = RecordFormat.Of(file);
        log.IsOfFormatBefore = !format.IsChained;
        long place = 0;
        while (place < file.Length)
        {
            if (format.Read(file, place) is not { } record) break;
            // No crash leaves a whole record after another than the one that it was written after.
            bool follows = !format.IsChained || record.Previous.AsSpan().SequenceEqual(log._last);
            if (!follows) throw new SmdpStoreException(file.Name, $"it is damaged: what was before octet {place} is missing, or in another place");
            read(record.Content);
            place += format.HeaderSize + record.Content.Length;
            if (record.Durable == WithTheFile) log.LengthWhenReplaced = place;
            log._last = record.Digest;
        }
        if (place < file.Length) log.Cut(place, content, format);
        // What a process before this one wrote it may not have flushed.
        if (place > 0) file.Flush();
        log._appended = log._flushed = place;
        return log;
    }

    /// <summary>Writes a record at the end.</summary>
    /// <returns>What to give to <see cref="FlushAsync"/>.</returns>
    internal long Append(ReadOnlySpan<byte> content)
    {
        byte[] digest = [.. _last];
        byte[] record = RecordFormat.Write(content, Flushed - _before, digest);
        _file.Append(record);
        _last = digest;
        Volatile.Write(ref _appended, _appended + record.Length);
        return _appended;
    }

    /// <summary>Returns when all up to here is on the disk.</summary>
    /// <param name="upTo">What <see cref="Append"/> gave.</param>
    internal async ValueTask FlushAsync(long upTo)
    {
        if (Flushed >= upTo) return;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            // Whoever had the turn before may have flushed for us.
            if (Flushed < upTo) Flush();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Puts other records in the place of all, on the disk when this returns. They say that all of the file was on the disk: they were there
    /// before it had its name.
    /// </summary>
    internal void Replace(IEnumerable<byte[]> contents)
    {
        lock (_flushing)
        {
            byte[] digest = new byte[RecordFormat.DigestSize];
            _file.Replace(stream =>
            {
                foreach (byte[] content in contents) stream.Write(RecordFormat.Write(content, WithTheFile, digest));
            });
            _last = digest;
            IsOfFormatBefore = false;
            LengthWhenReplaced = _file.Length;
            _before = _appended - _file.Length;
            Volatile.Write(ref _flushed, _appended);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Flush()
    {
        lock (_flushing)
        {
            long appended = Appended;
            _file.Flush();
            Volatile.Write(ref _flushed, appended);
        }
    }

    // A later record that knows this place to have been on the disk tells of damage; without one it is what a crash leaves.
    private void Cut(long place, string content, RecordFormat format)
    {
        bool isLog = place > 0;
        if (!isLog) throw new SmdpStoreException(_file.Name, $"this is no {content}");
        if (IsKnownDurable(place, format)) throw new SmdpStoreException(_file.Name, $"it is damaged at octet {place}");
        Dropped = new(_file.Name, place, _file.Length - place);
        _file.Truncate(place);
    }

    private bool IsKnownDurable(long damage, RecordFormat format)
    {
        byte[] window = new byte[WindowSize];
        for (long at = damage; ;)
        {
            int read = _file.Read(at, window);
            if (read < format.Mark.Length) return false;
            for (int i = 0; i <= read - format.Mark.Length; i++)
            {
                bool isMark = window.AsSpan(i).StartsWith(format.Mark);
                if (isMark && format.Read(_file, at + i) is { } record && record.Durable > damage) return true;
            }
            at += read - format.Mark.Length + 1;
        }
    }

    private const int WindowSize = 1 << 16;
    // What a record says that was there before the file had its name: all before it is on the disk.
    private const long WithTheFile = long.MaxValue;
}
