using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;

namespace EuiccSim.Servers.SmDs.Storage;

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

    /// <summary>
    /// Takes hold of a file, which need not exist yet, until it is disposed of. An event about which the root SM-DS was being told when the
    /// process ended was promised to nobody: it is removed, and the root is to be told so (<see cref="ListRootDeletionsAsync"/>).
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
    public async ValueTask<EventAddition> AddAsync(EventRecord record, EventLimits limits)
    {
        StorableEvent.Check(record);
        EventAddition outcome = EventAddition.Added;
        await ChangeAsync(tables =>
        {
            outcome = tables.CanAdd(record, limits);
            if (outcome != EventAddition.Added) return false;
            Append(SmdsStateLog.Put(record));
            tables.Put(record);
            return true;
        }).ConfigureAwait(false);
        return outcome;
    }

    /// <inheritdoc/>
    public ValueTask<EventRecord?> FindAsync(ObjectIdentifier owner, string eventId) =>
        ReadAsync(tables => tables.Find(owner, eventId));

    /// <inheritdoc/>
    public ValueTask<SequenceOf<EventRecord>> FindByEidAsync(Eid eid) => ReadAsync(tables => tables.FindByEid(eid));

    /// <inheritdoc/>
    public ValueTask<bool> TryUpdateAsync(EventRecord seen, EventRecord next)
    {
        StorableEvent.Check(next);
        return ChangeAsync(tables =>
        {
            if (!tables.CanUpdate(seen, next)) return false;
            Append(SmdsStateLog.Put(next));
            tables.Put(next);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryRemoveAsync(EventRecord seen, RootDeletion? owed)
    {
        StorableEvent.Check(owed);
        return ChangeAsync(tables =>
        {
            if (!tables.Has(seen)) return false;
            Remove(tables, seen, owed);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask<SequenceOf<RootDeletion>> ListRootDeletionsAsync() =>
        ReadAsync(static tables => SequenceOf.From(tables.RootDeletions));

    /// <inheritdoc/>
    public async ValueTask RemoveRootDeletionAsync(RootDeletion deletion) => await ChangeAsync(tables =>
    {
        if (!tables.Settle(deletion)) return false;
        Append(SmdsStateLog.Settle(deletion));
        return true;
    }).ConfigureAwait(false);

    /// <summary>Lets the file go. "FILE.lock" stays.</summary>
    public void Dispose()
    {
        lock (_lock) _log.Dispose();
    }

    // Not flushed: whoever is told of it is told after a flush, and if it is lost it is done once more.
    private void RemoveUnfinished()
    {
        foreach (EventRecord record in _tables.Events.Where(record => !record.IsRegistered).ToArray())
            Remove(_tables, record, record.ForwardedEventId is { } forwarded ? new(forwarded, record.Eid) : null);
    }

    private void Remove(SmdsTables tables, EventRecord record, RootDeletion? owed)
    {
        Append(SmdsStateLog.Remove(record, owed));
        tables.Remove(record);
        if (owed is not null) tables.Owe(owed);
    }

    private void Append(byte[] record) => _log.Append(record);

    // What another thread changed may not be on the disk yet: what is read of it, or refused because of it, is told to nobody before.
    private async ValueTask<T> ReadAsync<T>(Func<SmdsTables, T> read)
    {
        T result;
        long appended;
        lock (_lock)
        {
            _log.CheckUsable();
            result = read(_tables);
            appended = _log.Appended;
        }
        await _log.FlushAsync(appended).ConfigureAwait(false);
        return result;
    }

    private ValueTask<bool> ChangeAsync(Func<SmdsTables, bool> change) => ReadAsync(tables =>
    {
        _log.CompactIfWorthwhile();
        return change(tables);
    });
}
