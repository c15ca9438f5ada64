using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;

namespace EuiccSim.Servers.SmDs;

/// <summary>
/// Keeps events in memory and each change of them in a file, a log. A call returns when its change is on the disk, so that nothing that
/// anybody was told is lost, whenever the process is killed or the power fails. "FILE.lock" is held meanwhile: one file is open once.
/// </summary>
/// <remarks>
/// EventIDs are MatchingIDs; the file is made readable for its owner only. When it has grown to some times of what is in use, it is written
/// anew as "FILE.new" and put in the place of FILE. After an error of the disk nothing is answered any more: open it anew.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class FileSmdsStore : ISmdsStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SmdsTables _tables = new();
    private readonly CompactedLog _log;

    private FileSmdsStore(ILogFile file, long compactsFrom) => _log = SmdsStateLog.Open(file, _tables, compactsFrom);

    /// <summary>What was no whole record at the end of the file when it was opened, and was dropped; null for nothing.</summary>
    public DroppedEnd? Dropped => _log.Dropped;

    /// <inheritdoc/>
    public SequenceOf<RootDeletion> RootDeletions => Read(static tables => SequenceOf.From(tables.RootDeletions));

    /// <summary>
    /// Takes hold of a file, which need not exist yet, until it is disposed of. An event about which the root SM-DS was being told when the
    /// process ended was promised to nobody: it is removed, and the root is to be told so (<see cref="RootDeletions"/>).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SmdpStoreException">
    /// Another program or store has it, the folder is not there or not writable, or it is no state of an SM-DS, of a later version, or damaged.
    /// </exception>
    public static FileSmdsStore Open(string path) => Open(DiskFile.Open(path));

    /// <summary>Takes hold of any file.</summary>
    internal static FileSmdsStore Open(ILogFile file, long compactsFrom = CompactedLog.DefaultCompactsFrom)
    {
        FileSmdsStore store = new(file, compactsFrom);
        try
        {
            store.RemoveUnfinished();
            return store;
        }
        catch (SmdpStoreException)
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public EventAddition Add(EventRecord record, EventLimits limits)
    {
        Storable.Check(record);
        EventAddition outcome = EventAddition.Added;
        Change(tables =>
        {
            outcome = tables.CanAdd(record, limits);
            if (outcome != EventAddition.Added) return false;
            Append(SmdsStateLog.Put(record));
            tables.Put(record);
            return true;
        });
        return outcome;
    }

    /// <inheritdoc/>
    public EventRecord? Find(ObjectIdentifier owner, string eventId) => Read(tables => tables.Find(owner, eventId));

    /// <inheritdoc/>
    public SequenceOf<EventRecord> FindByEid(Eid eid) => Read(tables => tables.FindByEid(eid));

    /// <inheritdoc/>
    public bool TryUpdate(EventRecord seen, EventRecord next)
    {
        Storable.Check(next);
        return Change(tables =>
        {
            if (!tables.CanUpdate(seen, next)) return false;
            Append(SmdsStateLog.Put(next));
            tables.Put(next);
            return true;
        });
    }

    /// <inheritdoc/>
    public bool TryRemove(EventRecord seen, RootDeletion? owed)
    {
        Storable.Check(owed);
        return Change(tables =>
        {
            if (!tables.Has(seen)) return false;
            Append(SmdsStateLog.Remove(seen, owed));
            tables.Remove(seen);
            if (owed is not null) tables.Owe(owed);
            return true;
        });
    }

    /// <inheritdoc/>
    public void RemoveRootDeletion(RootDeletion deletion) => Change(tables =>
    {
        if (!tables.Settle(deletion)) return false;
        Append(SmdsStateLog.Settle(deletion));
        return true;
    });

    /// <summary>Lets the file go. "FILE.lock" stays.</summary>
    public void Dispose()
    {
        lock (_lock) _log.Dispose();
    }

    private void RemoveUnfinished()
    {
        foreach (EventRecord record in _tables.Events.Where(record => !record.IsRegistered).ToArray())
            TryRemove(record, record.ForwardedEventId is { } forwarded ? new(forwarded, record.Eid) : null);
    }

    private void Append(byte[] record) => _log.Append(record);

    // What another thread changed may not be on the disk yet: what is read of it, or refused because of it, is told to nobody before.
    private T Read<T>(Func<SmdsTables, T> read)
    {
        T result;
        long appended;
        lock (_lock)
        {
            _log.CheckUsable();
            result = read(_tables);
            appended = _log.Appended;
        }
        _log.Flush(appended);
        return result;
    }

    private bool Change(Func<SmdsTables, bool> change) => Read(tables =>
    {
        _log.CompactIfWorthwhile();
        return change(tables);
    });
}
