using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Smdp.Smds;

/// <summary>Keeps events in memory, as long as the process runs.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class MemorySmdsStore : ISmdsStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ObjectIdentifier Owner, string EventId), EventRecord> _records = [];
    private readonly Dictionary<Eid, List<EventRecord>> _byEid = [];
    private readonly List<RootDeletion> _deletions = [];

    /// <inheritdoc/>
    public SequenceOf<RootDeletion> RootDeletions
    {
        get
        {
            lock (_lock) return SequenceOf.From(_deletions);
        }
    }

    /// <inheritdoc/>
    public EventAddition Add(EventRecord record, EventLimits limits)
    {
        lock (_lock)
        {
            if (_records.ContainsKey(KeyOf(record))) return EventAddition.InUse;
            List<EventRecord>? waiting = _byEid.GetValueOrDefault(record.Eid);
            if (_records.Count >= limits.Total || waiting?.Count >= limits.PerEuicc) return EventAddition.Full;
            if (waiting is null) _byEid.Add(record.Eid, waiting = []);
            _records.Add(KeyOf(record), record);
            waiting.Add(record);
            return EventAddition.Added;
        }
    }

    /// <inheritdoc/>
    public EventRecord? Find(ObjectIdentifier owner, string eventId)
    {
        lock (_lock) return _records.GetValueOrDefault((owner, eventId));
    }

    /// <inheritdoc/>
    public SequenceOf<EventRecord> FindByEid(Eid eid)
    {
        lock (_lock) return _byEid.TryGetValue(eid, out List<EventRecord>? waiting) ? SequenceOf.From(waiting) : [];
    }

    /// <inheritdoc/>
    public bool TryUpdate(EventRecord seen, EventRecord next)
    {
        lock (_lock)
        {
            bool isSameEvent = KeyOf(next) == KeyOf(seen) && next.Eid == seen.Eid;
            if (!isSameEvent || _records.GetValueOrDefault(KeyOf(seen)) != seen) return false;
            _records[KeyOf(seen)] = next;
            List<EventRecord> waiting = _byEid[seen.Eid];
            waiting[waiting.IndexOf(seen)] = next;
            return true;
        }
    }

    /// <inheritdoc/>
    public bool TryRemove(EventRecord seen, RootDeletion? owed)
    {
        lock (_lock)
        {
            if (_records.GetValueOrDefault(KeyOf(seen)) != seen) return false;
            _records.Remove(KeyOf(seen));
            List<EventRecord> waiting = _byEid[seen.Eid];
            waiting.Remove(seen);
            if (waiting.Count == 0) _byEid.Remove(seen.Eid);
            if (owed is not null) _deletions.Add(owed);
            return true;
        }
    }

    /// <inheritdoc/>
    public void RemoveRootDeletion(RootDeletion deletion)
    {
        lock (_lock) _deletions.Remove(deletion);
    }

    private static (ObjectIdentifier Owner, string EventId) KeyOf(EventRecord record) => (record.Owner, record.EventId);
}
