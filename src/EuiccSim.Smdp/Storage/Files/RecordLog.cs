namespace EuiccSim.Smdp.Storage.Files;

/// <summary>
/// Records in a file, one after the other. Many threads may wait for theirs to be on the disk: one flush serves all that were appended before.
/// </summary>
/// <threadsafety><see cref="Flush"/> is safe for use by many threads; of the others one call at a time.</threadsafety>
internal sealed class RecordLog : IDisposable
{
    private readonly ILogFile _file;
    private readonly Lock _flushing = new();
    // Both count octets ever appended, also those that a replacement made superfluous; the difference to places in the file is _before.
    private long _appended;
    private long _flushed;
    private long _before;

    private RecordLog(ILogFile file) => _file = file;

    /// <summary>Octets in the file.</summary>
    internal long Length => _file.Length;

    /// <summary>How many octets at the end were no whole record, and were cut off.</summary>
    internal long DroppedOctets { get; private set; }

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
        long place = 0;
        while (place < file.Length)
        {
            if (RecordFormat.Read(file, place) is not { } record) break;
            read(record.Content);
            place += record.Size;
        }
        if (place < file.Length) log.Cut(place, content);
        // What a process before this one wrote it may not have flushed.
        if (place > 0) file.Flush();
        log._appended = log._flushed = place;
        return log;
    }

    /// <summary>Writes a record at the end.</summary>
    /// <returns>What to give to <see cref="Flush"/>.</returns>
    internal long Append(ReadOnlySpan<byte> content)
    {
        byte[] record = RecordFormat.Write(content, Flushed - _before);
        _file.Append(record);
        Volatile.Write(ref _appended, _appended + record.Length);
        return _appended;
    }

    /// <summary>Returns when all up to here is on the disk.</summary>
    /// <param name="upTo">What <see cref="Append"/> gave.</param>
    internal void Flush(long upTo)
    {
        if (Flushed >= upTo) return;
        lock (_flushing)
        {
            // Whoever had the lock before may have flushed for us.
            if (Flushed >= upTo) return;
            long appended = Appended;
            _file.Flush();
            Volatile.Write(ref _flushed, appended);
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
            _file.Replace(stream =>
            {
                foreach (byte[] content in contents) stream.Write(RecordFormat.Write(content, long.MaxValue));
            });
            _before = _appended - _file.Length;
            Volatile.Write(ref _flushed, _appended);
        }
    }

    public void Dispose() => _file.Dispose();

    // A later record that knows this place to have been on the disk tells of damage; without one it is what a crash leaves.
    private void Cut(long place, string content)
    {
        bool isLog = place > 0;
        if (!isLog) throw new SmdpStoreException(_file.Name, $"this is no {content}");
        if (IsKnownDurable(place)) throw new SmdpStoreException(_file.Name, $"it is damaged at octet {place}");
        DroppedOctets = _file.Length - place;
        _file.Truncate(place);
    }

    private bool IsKnownDurable(long damage)
    {
        byte[] window = new byte[WindowSize];
        for (long at = damage; ;)
        {
            int read = _file.Read(at, window);
            if (read < RecordFormat.Mark.Length) return false;
            for (int i = 0; i <= read - RecordFormat.Mark.Length; i++)
            {
                bool isMark = window.AsSpan(i).StartsWith(RecordFormat.Mark);
                if (isMark && RecordFormat.Read(_file, at + i) is { } record && record.Durable > damage) return true;
            }
            at += read - RecordFormat.Mark.Length + 1;
        }
    }

    private const int WindowSize = 1 << 16;
}
