using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.SmDp.Sessions;

/// <summary>How long sessions live, and how many.</summary>
internal readonly record struct SessionLimits(TimeSpan Lifetime, int Capacity);

/// <summary>
/// The running sessions in a store: their number is bounded, and so is their life. Those in which no eUICC has shown who it is are anybody's:
/// they have limits of their own, live shortly, and the oldest make room. So nobody is shut out by who only begins sessions.
/// </summary>
/// <param name="store">Where they are.</param>
/// <param name="time">The clock.</param>
/// <param name="limits">Of sessions whose eUICC is authenticated.</param>
/// <param name="unauthenticated">Of the others.</param>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class SessionTable(ISmdpStore store, TimeProvider time, SessionLimits limits, SessionLimits unauthenticated)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _nextSweep;
    private DateTimeOffset _earliestExpiry;

    /// <summary>Starts a session; false if too many are under way.</summary>
    internal async ValueTask<bool> TryAddAsync(TransactionId id, RspSession session)
    {
        DateTimeOffset now = time.GetUtcNow();
        SessionCount count = await store.CountSessionsAsync().ConfigureAwait(false);
        if (IsFull(count) || now >= NextSweep)
        {
            await SweepAsync(now, IsFull(count)).ConfigureAwait(false);
            count = await store.CountSessionsAsync().ConfigureAwait(false);
        }
        if (IsFull(count)) return false;
        // Some at a time, where there are many: a store may have to ask a database.
        if (count.Unauthenticated >= unauthenticated.Capacity)
        {
            int room = 1 + (unauthenticated.Capacity / 64);
            await store.TrimUnauthenticatedSessionsAsync(Math.Max(0, unauthenticated.Capacity - room)).ConfigureAwait(false);
        }
        return await store.TryCommitAsync(null, new SmdpSession(id, 1, now + unauthenticated.Lifetime, session)).ConfigureAwait(false);
    }

    /// <summary>A session that has not expired, or null.</summary>
    internal async ValueTask<SmdpSession?> FindAsync(TransactionId id) =>
        await store.FindSessionAsync(id).ConfigureAwait(false) is { } session && time.GetUtcNow() < session.ExpiresAt ? session : null;

    /// <summary>A session one step further, with a life of its full length before it.</summary>
    internal SmdpSession Next(SmdpSession session, RspSession? state) => session.Next(state, time.GetUtcNow() + limits.Lifetime);

    private DateTimeOffset NextSweep
    {
        get
        {
            lock (_lock) return _nextSweep;
        }
    }

    private bool IsFull(SessionCount count) => count.Authenticated >= limits.Capacity;

    // Often enough that what expired is less than what runs, seldom enough that it costs nothing: not even where all room is taken by
    // somebody who goes on asking.
    private async ValueTask SweepAsync(DateTimeOffset now, bool isFull)
    {
        TimeSpan shorter = limits.Lifetime < unauthenticated.Lifetime ? limits.Lifetime : unauthenticated.Lifetime;
        lock (_lock)
        {
            if (now < _nextSweep && !(isFull && now >= _earliestExpiry)) return;
            _nextSweep = now + (shorter / 2);
        }
        DateTimeOffset earliest = await store.RemoveExpiredSessionsAsync(now).ConfigureAwait(false), soonest = now + s_sweepInterval;
        // What others add to the store meanwhile expires later than this.
        DateTimeOffset latest = now + shorter;
        if (earliest < soonest) earliest = soonest;
        lock (_lock) _earliestExpiry = earliest < latest ? earliest : latest;
    }

    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromSeconds(1);
}
