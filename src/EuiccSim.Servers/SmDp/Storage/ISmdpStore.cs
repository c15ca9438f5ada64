using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.Storage;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>
/// Everything that an SM-DP+ remembers: orders and sessions. Each change is one commit, of which all is done or nothing, and which is
/// refused if what it was made from has changed meanwhile. So several servers may share a store, and a profile is delivered once.
/// </summary>
/// <remarks>
/// What is in it is secret: profile packages hold the subscribers' keys. To write an order or a session down, use <see cref="StateJson"/>.
/// Sessions whose eUICC is not authenticated need not outlive the process, where only one uses the store.
/// Every method throws <see cref="SmdpStoreException"/> where the state cannot be reached; it is then not known whether a commit was done.
/// None takes a thread while it waits, and none is given up half-way: how long one may take is the store's business. What is in memory is
/// there at once.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public interface ISmdpStore
{
    /// <summary>How many sessions there are, also expired ones. Where servers share a store, it may be a little late.</summary>
    ValueTask<SessionCount> CountSessionsAsync();

    /// <summary>What was counted last, with what was done here since: for meters, which cannot wait. It asks nobody.</summary>
    SessionCount LastSessionCount { get; }

    /// <summary>All orders as they are now, in the order in which they were added.</summary>
    ValueTask<SequenceOf<ProfileOrder>> ListOrdersAsync();

    /// <summary>The order for this profile, or null.</summary>
    ValueTask<ProfileOrder?> FindOrderAsync(Iccid iccid);

    /// <summary>The order with this MatchingID (not empty), or null.</summary>
    ValueTask<ProfileOrder?> FindByMatchingIdAsync(string matchingId);

    /// <summary>The order that was delivered in this session, or null.</summary>
    ValueTask<ProfileOrder?> FindByDeliveryAsync(TransactionId transactionId);

    /// <summary>The pending order for this eUICC that came first, those ready for download before the others; or null.</summary>
    ValueTask<ProfileOrder?> FindPendingAsync(Eid eid);

    /// <summary>The order of this profile type that came first, those in stock before the others; or null.</summary>
    ValueTask<ProfileOrder?> FindByProfileTypeAsync(string profileType);

    /// <summary>The session, which may have expired; or null.</summary>
    ValueTask<SmdpSession?> FindSessionAsync(TransactionId id);

    /// <summary>
    /// Puts an order and a session in the place of those they were made from: both or neither. Revision 1 is new; revision n takes the place
    /// of n - 1. A session that has ended is removed.
    /// </summary>
    /// <param name="order">The order as it is to be; null to change none.</param>
    /// <param name="session">The session as it is to be; null to change none.</param>
    /// <returns>
    /// False, and nothing is changed, where another revision is there, or where the order's ICCID or MatchingID is another's: look again.
    /// </returns>
    /// <exception cref="StateValueException">One of them could not be read once it was written (<see cref="Storable"/>).</exception>
    ValueTask<bool> TryCommitAsync(ProfileOrder? order, SmdpSession? session);

    /// <summary>Removes the sessions that have expired.</summary>
    /// <param name="now">The time.</param>
    /// <returns>A time before which none of the others expires.</returns>
    ValueTask<DateTimeOffset> RemoveExpiredSessionsAsync(DateTimeOffset now);

    /// <summary>Removes the oldest sessions whose eUICC is not authenticated, until no more than so many are left.</summary>
    /// <param name="count">How many may be left.</param>
    ValueTask TrimUnauthenticatedSessionsAsync(int count);
}

/// <summary>A number of sessions.</summary>
/// <param name="All">How many there are.</param>
/// <param name="Unauthenticated">How many of them there are whose eUICC is not authenticated: what anybody may have begun.</param>
public readonly record struct SessionCount(int All, int Unauthenticated)
{
    /// <summary>How many there are whose eUICC is authenticated.</summary>
    public int Authenticated => All - Unauthenticated;
}
