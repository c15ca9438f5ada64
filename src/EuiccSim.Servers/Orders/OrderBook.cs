using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.Orders;

/// <summary>All profiles of an SM-DP+ and the orders for them. Each change is one atomic step.</summary>
/// <remarks>Throws <see cref="SmdpStoreException"/> where its store does.</remarks>
/// <threadsafety>Safe for use by many threads, and by many servers where they share the store.</threadsafety>
public sealed class OrderBook
{
    private readonly ISmdpStore _store;
    // Whose a type is, is looked up before a profile is added.
    private readonly Lock _adding = new();

    /// <summary>An empty one in memory.</summary>
    public OrderBook() : this(new MemorySmdpStore())
    {
    }

    /// <summary>The orders in a store.</summary>
    public OrderBook(ISmdpStore store) => _store = store;

    /// <summary>All orders as they are now, in the order in which they were added.</summary>
    public SequenceOf<ProfileOrder> Orders => _store.ListOrders();

    /// <summary>Takes a profile into stock.</summary>
    /// <exception cref="ArgumentException">There is one with this ICCID, or its type is of another owner.</exception>
    /// <exception cref="StateValueException">Something in it cannot be kept.</exception>
    public ProfileOrder Add(Profile profile) => Add(new ProfileOrder { Profile = profile });

    /// <summary>Takes in an order as it stands, for example from a file.</summary>
    /// <returns>The order as it is now.</returns>
    /// <exception cref="ArgumentException">There is one with this ICCID, or with this MatchingID, or the profile's type is of another
    /// owner.</exception>
    /// <exception cref="StateValueException">Something in it cannot be kept.</exception>
    public ProfileOrder Add(ProfileOrder order)
    {
        ProfileOrder? added;
        while ((added = TryAdd(order)) is null)
        {
            if (!HasTypeFor(order.Profile.Owner, order.Profile.ProfileType))
                throw new ArgumentException($"the profile type '{order.Profile.ProfileType}' is of another owner", nameof(order));
            if (Find(order.Iccid) is not null) throw new ArgumentException($"the ICCID {order.Iccid} is in use", nameof(order));
            if (IsTaken(order)) throw new ArgumentException($"the MatchingID '{order.MatchingId}' is in use", nameof(order));
        }
        return added;
    }

    /// <summary>The order for this profile, or null.</summary>
    public ProfileOrder? Find(Iccid iccid) => _store.FindOrder(iccid);

    /// <summary>The order with this MatchingID (not empty), or null.</summary>
    public ProfileOrder? FindByMatchingId(string matchingId) => _store.FindByMatchingId(matchingId);

    /// <summary>The order that was delivered in this session, or null.</summary>
    public ProfileOrder? FindByDelivery(TransactionId transactionId) => _store.FindByDelivery(transactionId);

    /// <summary>The pending order for this eUICC that came first, those ready for download before the others; or null.</summary>
    public ProfileOrder? FindPending(Eid eid) => _store.FindPending(eid);

    /// <summary>The order of this profile type that came first, those in stock before the others; or null.</summary>
    public ProfileOrder? FindByProfileType(string profileType) => _store.FindByProfileType(profileType);

    /// <summary>
    /// Puts a changed order in the place of the one it was made from, unless that was changed by somebody else in between.
    /// </summary>
    /// <param name="seen">The order as it was found.</param>
    /// <param name="next">The same order, changed. To change it once more, find it again.</param>
    /// <returns>False if the order is no longer the one seen, or the new MatchingID is in use: look at it again.</returns>
    /// <exception cref="StateValueException">Something in it cannot be kept.</exception>
    public bool TryUpdate(ProfileOrder seen, ProfileOrder next) => TryUpdate(seen, next, out _);

    /// <summary>Takes in an order; null if its ICCID or its MatchingID is in use, or the profile's type is of another owner.</summary>
    internal ProfileOrder? TryAdd(ProfileOrder order)
    {
        ProfileOrder added = order with { Revision = 1 };
        lock (_adding)
        {
            if (!HasTypeFor(order.Profile.Owner, order.Profile.ProfileType)) return null;
            return _store.TryCommit(added, null) ? added : null;
        }
    }

    /// <summary>True if this owner (null for nobody) may have profiles of a type: it has all of them, or there are none.</summary>
    internal bool HasTypeFor(string? owner, string? profileType) =>
        profileType is null || FindByProfileType(profileType) is not { } known || known.Profile.Owner == owner;

    /// <summary>True if somebody else has the MatchingID of an order.</summary>
    internal bool IsTaken(ProfileOrder order) =>
        order.MatchingId is { Length: > 0 } matchingId && FindByMatchingId(matchingId) is { } owner && owner.Iccid != order.Iccid;

    /// <summary>The same, and the order as it is now.</summary>
    internal bool TryUpdate(ProfileOrder seen, ProfileOrder next, out ProfileOrder stored)
    {
        stored = next.After(seen);
        return next.Iccid == seen.Iccid && _store.TryCommit(stored, null);
    }
}
