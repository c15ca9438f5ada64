using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>Keeps the state in memory, as long as the process lives. Every call is done when it returns.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class MemorySmdpStore : ISmdpStore
{
    private readonly Lock _lock = new();
    private readonly StateTables _tables = new();
    private readonly PackageModels _models = new();

    /// <inheritdoc/>
    public SessionCount LastSessionCount
    {
        get
        {
            lock (_lock) return _tables.Sessions.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<SessionCount> CountSessionsAsync() => new(LastSessionCount);

    /// <inheritdoc/>
    public ValueTask<SequenceOf<ProfileOrder>> ListOrdersAsync()
    {
        lock (_lock) return new(SequenceOf.From(_tables.Orders));
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindOrderAsync(Iccid iccid)
    {
        lock (_lock) return new(_tables.FindOrder(iccid));
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByMatchingIdAsync(string matchingId)
    {
        lock (_lock) return new(_tables.FindByMatchingId(matchingId));
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByDeliveryAsync(TransactionId transactionId)
    {
        lock (_lock) return new(_tables.FindByDelivery(transactionId));
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindPendingAsync(Eid eid)
    {
        lock (_lock) return new(_tables.FindPending(eid));
    }

    /// <inheritdoc/>
    public ValueTask<ProfileOrder?> FindByProfileTypeAsync(string profileType)
    {
        lock (_lock) return new(_tables.FindByProfileType(profileType));
    }

    /// <inheritdoc/>
    public ValueTask<SmdpSession?> FindSessionAsync(TransactionId id)
    {
        lock (_lock) return new(_tables.Sessions.Find(id));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryCommitAsync(ProfileOrder? order, SmdpSession? session)
    {
        ProfileOrder? before = null;
        if (order is not null)
        {
            lock (_lock) before = _tables.FindOrder(order.Iccid);
        }
        Storable.CheckChange(before, order, session);
        lock (_lock)
        {
            if (!_tables.Accepts(order, session)) return new(false);
            _tables.Put(order is null ? null : _models.Apply(order), session);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> RemoveExpiredSessionsAsync(DateTimeOffset now)
    {
        lock (_lock) return new(_tables.Sessions.RemoveExpired(now));
    }

    /// <inheritdoc/>
    public ValueTask TrimUnauthenticatedSessionsAsync(int count)
    {
        lock (_lock) _tables.Sessions.TrimUnauthenticated(count);
        return default;
    }
}
