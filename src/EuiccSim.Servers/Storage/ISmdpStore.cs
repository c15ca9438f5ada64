using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Sessions;

namespace EuiccSim.Servers.Storage;

/// <summary>
/// Everything that an SM-DP+ remembers: orders and sessions. Each change is one commit, of which all is done or nothing, and which is
/// refused if what it was made from has changed meanwhile. So several servers may share a store, and a profile is delivered once.
/// </summary>
/// <remarks>
/// What is in it is secret: profile packages hold the subscribers' keys. To write an order or a session down, use <see cref="StateJson"/>.
/// Sessions whose eUICC is not authenticated need not outlive the process, where only one uses the store.
/// Every member throws <see cref="SmdpStoreException"/> where the state cannot be reached; it is then not known whether a commit was done.
/// </remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public interface ISmdpStore
{
    /// <summary>How many sessions are there, also expired ones. Where servers share a store, it may be a little late.</summary>
    int SessionCount { get; }

    /// <summary>How many of them are there whose eUICC is not authenticated: what anybody may have begun.</summary>
    int UnauthenticatedSessionCount { get; }

    /// <summary>All orders as they are now, in the order in which they were added.</summary>
    SequenceOf<ProfileOrder> ListOrders();

    /// <summary>The order for this profile, or null.</summary>
    ProfileOrder? FindOrder(Iccid iccid);

    /// <summary>The order with this MatchingID (not empty), or null.</summary>
    ProfileOrder? FindByMatchingId(string matchingId);

    /// <summary>The order that was delivered in this session, or null.</summary>
    ProfileOrder? FindByDelivery(TransactionId transactionId);

    /// <summary>The pending order for this eUICC that came first, those ready for download before the others; or null.</summary>
    ProfileOrder? FindPending(Eid eid);

    /// <summary>The order of this profile type that came first, those in stock before the others; or null.</summary>
    ProfileOrder? FindByProfileType(string profileType);

    /// <summary>The session, which may have expired; or null.</summary>
    SmdpSession? FindSession(TransactionId id);

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
    bool TryCommit(ProfileOrder? order, SmdpSession? session);

    /// <summary>Removes the sessions that have expired.</summary>
    /// <param name="now">The time.</param>
    /// <returns>A time before which none of the others expires.</returns>
    DateTimeOffset RemoveExpiredSessions(DateTimeOffset now);

    /// <summary>Removes the oldest sessions whose eUICC is not authenticated, until no more than so many are left.</summary>
    /// <param name="count">How many may be left.</param>
    void TrimUnauthenticatedSessions(int count);
}
