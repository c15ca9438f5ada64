using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Sessions;

namespace EuiccSim.Servers.Storage;

/// <summary>Keeps the state in memory, as long as the process lives.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class MemorySmdpStore : ISmdpStore
{
    private readonly Lock _lock = new();
    private readonly StateTables _tables = new();

    /// <inheritdoc/>
    public int SessionCount
    {
        get
        {
            lock (_lock) return _tables.Sessions.Count;
        }
    }

    /// <inheritdoc/>
    public int UnauthenticatedSessionCount
    {
        get
        {
            lock (_lock) return _tables.Sessions.UnauthenticatedCount;
        }
    }

    /// <inheritdoc/>
    public SequenceOf<ProfileOrder> ListOrders()
    {
        lock (_lock) return SequenceOf.From(_tables.Orders);
    }

    /// <inheritdoc/>
    public ProfileOrder? FindOrder(Iccid iccid)
    {
        lock (_lock) return _tables.FindOrder(iccid);
    }

    /// <inheritdoc/>
    public ProfileOrder? FindByMatchingId(string matchingId)
    {
        lock (_lock) return _tables.FindByMatchingId(matchingId);
    }

    /// <inheritdoc/>
    public ProfileOrder? FindByDelivery(TransactionId transactionId)
    {
        lock (_lock) return _tables.FindByDelivery(transactionId);
    }

    /// <inheritdoc/>
    public ProfileOrder? FindPending(Eid eid)
    {
        lock (_lock) return _tables.FindPending(eid);
    }

    /// <inheritdoc/>
    public ProfileOrder? FindByProfileType(string profileType)
    {
        lock (_lock) return _tables.FindByProfileType(profileType);
    }

    /// <inheritdoc/>
    public SmdpSession? FindSession(TransactionId id)
    {
        lock (_lock) return _tables.Sessions.Find(id);
    }

    /// <inheritdoc/>
    public bool TryCommit(ProfileOrder? order, SmdpSession? session)
    {
        Storable.Check(order, session);
        lock (_lock)
        {
            if (!_tables.Accepts(order, session)) return false;
            _tables.Put(order, session);
            return true;
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset RemoveExpiredSessions(DateTimeOffset now)
    {
        lock (_lock) return _tables.Sessions.RemoveExpired(now);
    }

    /// <inheritdoc/>
    public void TrimUnauthenticatedSessions(int count)
    {
        lock (_lock) _tables.Sessions.TrimUnauthenticated(count);
    }
}
