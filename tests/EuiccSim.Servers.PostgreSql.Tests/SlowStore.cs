using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>A database far away: each question and each commit takes some time more. It counts who waits.</summary>
/// <param name="inner">Who answers.</param>
/// <param name="delay">The time.</param>
/// <param name="blocks">True to hold the thread meanwhile, as stores did once.</param>
internal sealed class SlowStore(ISmdpStore inner, TimeSpan delay, bool blocks) : ISmdpStore
{
    private int _waiting;
    private int _mostWaiting;

    /// <summary>How many calls waited at once, at most.</summary>
    internal int MostWaiting => _mostWaiting;

    public SessionCount LastSessionCount => inner.LastSessionCount;

    public ValueTask<SessionCount> CountSessionsAsync() => inner.CountSessionsAsync();

    public ValueTask<SequenceOf<ProfileOrder>> ListOrdersAsync() => SlowAsync(inner.ListOrdersAsync);

    public ValueTask<ProfileOrder?> FindOrderAsync(Iccid iccid) => SlowAsync(() => inner.FindOrderAsync(iccid));

    public ValueTask<ProfileOrder?> FindByMatchingIdAsync(string matchingId) => SlowAsync(() => inner.FindByMatchingIdAsync(matchingId));

    public ValueTask<ProfileOrder?> FindByDeliveryAsync(TransactionId transactionId) => SlowAsync(() => inner.FindByDeliveryAsync(transactionId));

    public ValueTask<ProfileOrder?> FindPendingAsync(Eid eid) => SlowAsync(() => inner.FindPendingAsync(eid));

    public ValueTask<ProfileOrder?> FindByProfileTypeAsync(string profileType) => SlowAsync(() => inner.FindByProfileTypeAsync(profileType));

    public ValueTask<SmdpSession?> FindSessionAsync(TransactionId id) => SlowAsync(() => inner.FindSessionAsync(id));

    public ValueTask<bool> TryCommitAsync(ProfileOrder? order, SmdpSession? session) => SlowAsync(() => inner.TryCommitAsync(order, session));

    public ValueTask<DateTimeOffset> RemoveExpiredSessionsAsync(DateTimeOffset now) => inner.RemoveExpiredSessionsAsync(now);

    public ValueTask TrimUnauthenticatedSessionsAsync(int count) => inner.TrimUnauthenticatedSessionsAsync(count);

    private async ValueTask<T> SlowAsync<T>(Func<ValueTask<T>> ask)
    {
        int waiting = Interlocked.Increment(ref _waiting);
        for (int most = _mostWaiting; waiting > most; most = _mostWaiting) Interlocked.CompareExchange(ref _mostWaiting, waiting, most);
        if (blocks) Thread.Sleep(delay);
        else await Task.Delay(delay);
        Interlocked.Decrement(ref _waiting);
        return await ask();
    }
}
