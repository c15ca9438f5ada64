using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>All profiles of an SM-DP+ and the orders for them. Each change is one atomic step.</summary>
/// <remarks>Throws <see cref="SmdpStoreException"/> where its store does.</remarks>
/// <threadsafety>Safe for use by many threads, and by many servers where they share the store.</threadsafety>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "Nobody asks the semaphore for a handle, so it has none.")]
public sealed class OrderBook
{
    private readonly ISmdpStore _store;
    // Whose a type is, is looked up before a profile is added.
    private readonly SemaphoreSlim _adding = new(1);

    /// <summary>An empty one in memory.</summary>
    public OrderBook() : this(new MemorySmdpStore())
    {
    }

    /// <summary>The orders in a store.</summary>
    public OrderBook(ISmdpStore store) => _store = store;

    /// <summary>All orders as they are now, in the order in which they were added.</summary>
    public ValueTask<SequenceOf<ProfileOrder>> ListAsync() => _store.ListOrdersAsync();

    /// <summary>Takes a profile into stock.</summary>
    /// <exception cref="ArgumentException">There is one with this ICCID, or its type is of another owner.</exception>
    /// <exception cref="StateValueException">Something in it cannot be kept.</exception>
    public ValueTask<ProfileOrder> AddAsync(Profile profile) => AddAsync(new ProfileOrder { Profile = profile });

    /// <summary>Takes in an order as it stands, for example from a file.</summary>
    /// <returns>The order as it is now.</returns>
    /// <exception cref="ArgumentException">There is one with this ICCID, or with this MatchingID, or the profile's type is of another
    /// owner.</exception>
    /// <exception cref="StateValueException">Something in it cannot be kept.</exception>
    public async ValueTask<ProfileOrder> AddAsync(ProfileOrder order)
    {
        ProfileOrder? added;
        while ((added = await TryAddAsync(order).ConfigureAwait(false)) is null)
        {
            if (!await HasTypeForAsync(order.Profile.Owner, order.Profile.ProfileType).ConfigureAwait(false))
                throw new ArgumentException($"the profile type '{order.Profile.ProfileType}' is of another owner", nameof(order));
            if (await FindAsync(order.Iccid).ConfigureAwait(false) is not null)
                throw new ArgumentException($"the ICCID {order.Iccid} is in use", nameof(order));
            if (await IsTakenAsync(order).ConfigureAwait(false))
                throw new ArgumentException($"the MatchingID '{order.MatchingId}' is in use", nameof(order));
        }
        return added;
    }

    /// <summary>What is in the way of an order with an ICCID that is not in use, in words; null for nothing.</summary>
    public async ValueTask<string?> ExplainConflictAsync(ProfileOrder order)
    {
        if (order.MatchingId is { Length: > 0 } id && await FindByMatchingIdAsync(id).ConfigureAwait(false) is { } other)
            return $"the MatchingID '{id}' is that of {other.Iccid}";
        if (order.Profile.ProfileType is { } type && await FindByProfileTypeAsync(type).ConfigureAwait(false) is { } first && first.Profile.Owner != order.Profile.Owner)
            return $"the profile type '{type}' is of another owner, as {first.Iccid} tells";
        return null;
    }

    /// <summary>The order for this profile, or null.</summary>
    public ValueTask<ProfileOrder?> FindAsync(Iccid iccid) => _store.FindOrderAsync(iccid);

    /// <summary>The order with this MatchingID (not empty), or null.</summary>
    public ValueTask<ProfileOrder?> FindByMatchingIdAsync(string matchingId) => _store.FindByMatchingIdAsync(matchingId);

    /// <summary>The order that was delivered in this session, or null.</summary>
    public ValueTask<ProfileOrder?> FindByDeliveryAsync(TransactionId transactionId) => _store.FindByDeliveryAsync(transactionId);

    /// <summary>The pending order for this eUICC that came first, those ready for download before the others; or null.</summary>
    public ValueTask<ProfileOrder?> FindPendingAsync(Eid eid) => _store.FindPendingAsync(eid);

    /// <summary>The order of this profile type that came first, those in stock before the others; or null.</summary>
    public ValueTask<ProfileOrder?> FindByProfileTypeAsync(string profileType) => _store.FindByProfileTypeAsync(profileType);

    /// <summary>
    /// Puts a changed order in the place of the one it was made from, unless that was changed by somebody else in between.
    /// </summary>
    /// <param name="seen">The order as it was found.</param>
    /// <param name="next">The same order, changed.</param>
    /// <returns>The order as it is now; null if it is no longer the one seen, or the new MatchingID is in use: look at it again.</returns>
    /// <exception cref="StateValueException">Something in it cannot be kept.</exception>
    public async ValueTask<ProfileOrder?> TryUpdateAsync(ProfileOrder seen, ProfileOrder next)
    {
        ProfileOrder stored = next.After(seen);
        return next.Iccid == seen.Iccid && await _store.TryCommitAsync(stored, null).ConfigureAwait(false) ? stored : null;
    }

    /// <summary>Takes in an order; null if its ICCID or its MatchingID is in use, or the profile's type is of another owner.</summary>
    internal async ValueTask<ProfileOrder?> TryAddAsync(ProfileOrder order)
    {
        ProfileOrder added = order with { Revision = 1 };
        await _adding.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!await HasTypeForAsync(order.Profile.Owner, order.Profile.ProfileType).ConfigureAwait(false)) return null;
            return await _store.TryCommitAsync(added, null).ConfigureAwait(false) ? added : null;
        }
        finally
        {
            _adding.Release();
        }
    }

    /// <summary>True if this owner (null for nobody) may have profiles of a type: it has all of them, or there are none.</summary>
    internal async ValueTask<bool> HasTypeForAsync(string? owner, string? profileType) => profileType is null
        || await FindByProfileTypeAsync(profileType).ConfigureAwait(false) is not { } known || known.Profile.Owner == owner;

    /// <summary>True if somebody else has the MatchingID of an order.</summary>
    internal async ValueTask<bool> IsTakenAsync(ProfileOrder order) => order.MatchingId is { Length: > 0 } matchingId
        && await FindByMatchingIdAsync(matchingId).ConfigureAwait(false) is { } owner && owner.Iccid != order.Iccid;
}
