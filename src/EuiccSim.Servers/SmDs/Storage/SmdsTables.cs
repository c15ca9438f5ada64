using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>The events of an SM-DS and what it owes its root, in memory.</summary>
/// <threadsafety>One call at a time.</threadsafety>
internal sealed class SmdsTables
{
    private readonly Dictionary<(ObjectIdentifier Owner, string EventId), EventRecord> _records = [];
    private readonly Dictionary<Eid, List<EventRecord>> _byEid = [];
    private readonly List<RootDeletion> _deletions = [];

    internal IReadOnlyCollection<RootDeletion> RootDeletions => _deletions;

    /// <summary>All events, those of one eUICC together and the oldest of them first.</summary>
    internal IEnumerable<EventRecord> Events => _byEid.Values.SelectMany(waiting => waiting);

    internal EventRecord? Find(ObjectIdentifier owner, string eventId) => _records.GetValueOrDefault((owner, eventId));

    internal SequenceOf<EventRecord> FindByEid(Eid eid) => _byEid.TryGetValue(eid, out List<EventRecord>? waiting) ? SequenceOf.From(waiting) : [];

    /// <summary>Whether it could be added.</summary>
    internal EventAddition CanAdd(EventRecord record, EventLimits limits)
    {
        if (_records.ContainsKey(KeyOf(record))) return EventAddition.InUse;
        bool isFull = _records.Count >= limits.Total || _byEid.GetValueOrDefault(record.Eid)?.Count >= limits.PerEuicc;
        return isFull ? EventAddition.Full : EventAddition.Added;
    }

    /// <summary>True if this event is there as it is here.</summary>
    internal bool Has(EventRecord seen) => _records.GetValueOrDefault(KeyOf(seen)) == seen;

    /// <summary>True if the one is there, and the other is what may become of it.</summary>
    internal bool CanUpdate(EventRecord seen, EventRecord next) => KeyOf(next) == KeyOf(seen) && next.Eid == seen.Eid && Has(seen);

    /// <summary>Adds an event, or puts it in the place of what it was.</summary>
    internal void Put(EventRecord record)
    {
        if (_records.TryGetValue(KeyOf(record), out EventRecord? before) && before.Eid != record.Eid) Remove(before);
        if (!_byEid.TryGetValue(record.Eid, out List<EventRecord>? waiting)) _byEid.Add(record.Eid, waiting = []);
        int place = before is null ? -1 : waiting.IndexOf(before);
        if (place < 0) waiting.Add(record);
        else waiting[place] = record;
        _records[KeyOf(record)] = record;
    }

    internal void Remove(EventRecord record)
    {
        _records.Remove(KeyOf(record));
        List<EventRecord> waiting = _byEid[record.Eid];
        waiting.Remove(record);
        if (waiting.Count == 0) _byEid.Remove(record.Eid);
    }

    internal void Owe(RootDeletion deletion) => _deletions.Add(deletion);

    /// <summary>False if it was not owed.</summary>
    internal bool Settle(RootDeletion deletion) => _deletions.Remove(deletion);

    private static (ObjectIdentifier Owner, string EventId) KeyOf(EventRecord record) => (record.Owner, record.EventId);
}
