using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.SmDs;

/// <summary>Keeps events in memory, as long as the process runs.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class MemorySmdsStore : ISmdsStore
{
    private readonly Lock _lock = new();
    private readonly SmdsTables _tables = new();

    /// <inheritdoc/>
    public SequenceOf<RootDeletion> RootDeletions
    {
        get
        {
            lock (_lock) return SequenceOf.From(_tables.RootDeletions);
        }
    }

    /// <inheritdoc/>
    public EventAddition Add(EventRecord record, EventLimits limits)
    {
        Storable.Check(record);
        lock (_lock)
        {
            EventAddition outcome = _tables.CanAdd(record, limits);
            if (outcome == EventAddition.Added) _tables.Put(record);
            return outcome;
        }
    }

    /// <inheritdoc/>
    public EventRecord? Find(ObjectIdentifier owner, string eventId)
    {
        lock (_lock) return _tables.Find(owner, eventId);
    }

    /// <inheritdoc/>
    public SequenceOf<EventRecord> FindByEid(Eid eid)
    {
        lock (_lock) return _tables.FindByEid(eid);
    }

    /// <inheritdoc/>
    public bool TryUpdate(EventRecord seen, EventRecord next)
    {
        Storable.Check(next);
        lock (_lock)
        {
            if (!_tables.CanUpdate(seen, next)) return false;
            _tables.Put(next);
            return true;
        }
    }

    /// <inheritdoc/>
    public bool TryRemove(EventRecord seen, RootDeletion? owed)
    {
        Storable.Check(owed);
        lock (_lock)
        {
            if (!_tables.Has(seen)) return false;
            _tables.Remove(seen);
            if (owed is not null) _tables.Owe(owed);
            return true;
        }
    }

    /// <inheritdoc/>
    public void RemoveRootDeletion(RootDeletion deletion)
    {
        lock (_lock) _tables.Settle(deletion);
    }
}
