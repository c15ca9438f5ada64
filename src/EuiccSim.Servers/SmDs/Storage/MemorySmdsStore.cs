using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>Keeps events in memory, as long as the process runs. Every call is done when it returns.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class MemorySmdsStore : ISmdsStore
{
    private readonly Lock _lock = new();
    private readonly SmdsTables _tables = new();

    /// <inheritdoc/>
    public ValueTask<EventAddition> AddAsync(EventRecord record, EventLimits limits)
    {
        StorableEvent.Check(record);
        lock (_lock)
        {
            EventAddition outcome = _tables.CanAdd(record, limits);
            if (outcome == EventAddition.Added) _tables.Put(record);
            return new(outcome);
        }
    }

    /// <inheritdoc/>
    public ValueTask<EventRecord?> FindAsync(ObjectIdentifier owner, string eventId)
    {
        lock (_lock) return new(_tables.Find(owner, eventId));
    }

    /// <inheritdoc/>
    public ValueTask<SequenceOf<EventRecord>> FindByEidAsync(Eid eid)
    {
        lock (_lock) return new(_tables.FindByEid(eid));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryUpdateAsync(EventRecord seen, EventRecord next)
    {
        StorableEvent.Check(next);
        lock (_lock)
        {
            if (!_tables.CanUpdate(seen, next)) return new(false);
            _tables.Put(next);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryRemoveAsync(EventRecord seen, RootDeletion? owed)
    {
        StorableEvent.Check(owed);
        lock (_lock)
        {
            if (!_tables.Has(seen)) return new(false);
            _tables.Remove(seen);
            if (owed is not null) _tables.Owe(owed);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SequenceOf<RootDeletion>> ListRootDeletionsAsync()
    {
        lock (_lock) return new(SequenceOf.From(_tables.RootDeletions));
    }

    /// <inheritdoc/>
    public ValueTask RemoveRootDeletionAsync(RootDeletion deletion)
    {
        lock (_lock) _tables.Settle(deletion);
        return default;
    }
}
