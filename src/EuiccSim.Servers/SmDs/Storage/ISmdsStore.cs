using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.SmDs.Storage;

/// <summary>Where an SM-DS keeps its events. Each call is one atomic step, and durable when it returns if the store is.</summary>
/// <remarks>
/// Every method throws <see cref="SmdpStoreException"/> where the state cannot be reached, and <see cref="StateValueException"/> for what
/// could not be read once it was written; nothing is changed then. None takes a thread while it waits.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public interface ISmdsStore
{
    /// <summary>Keeps a new event.</summary>
    /// <param name="record">The event.</param>
    /// <param name="limits">How many there may be.</param>
    ValueTask<EventAddition> AddAsync(EventRecord record, EventLimits limits);

    /// <summary>The event that this owner has under this identifier, or null.</summary>
    ValueTask<EventRecord?> FindAsync(ObjectIdentifier owner, string eventId);

    /// <summary>The events of an eUICC, the oldest first.</summary>
    ValueTask<SequenceOf<EventRecord>> FindByEidAsync(Eid eid);

    /// <summary>Puts a changed event in the place of the one it was made from; false if that is no longer there as it was.</summary>
    ValueTask<bool> TryUpdateAsync(EventRecord seen, EventRecord next);

    /// <summary>Forgets an event, and in the same step remembers what the root SM-DS must be told; false if the event is no longer there as
    /// it was.</summary>
    /// <param name="seen">The event.</param>
    /// <param name="owed">What the root must be told, or null.</param>
    ValueTask<bool> TryRemoveAsync(EventRecord seen, RootDeletion? owed);

    /// <summary>What the root SM-DS has yet to be told, the oldest first.</summary>
    ValueTask<SequenceOf<RootDeletion>> ListRootDeletionsAsync();

    /// <summary>The root SM-DS was told; no matter if that is known already.</summary>
    ValueTask RemoveRootDeletionAsync(RootDeletion deletion);
}

/// <summary>How many events a store may have.</summary>
/// <param name="Total">In all.</param>
/// <param name="PerEuicc">For one eUICC.</param>
public readonly record struct EventLimits(int Total, int PerEuicc);

/// <summary>What came of adding an event.</summary>
public enum EventAddition
{
    /// <summary>It is kept.</summary>
    Added,

    /// <summary>The owner has an event with this identifier.</summary>
    InUse,

    /// <summary>There are too many.</summary>
    Full,
}
