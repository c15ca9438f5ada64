using EuiccSim.Protocol.Identifiers;
using EuiccSim.Smdp.Storage;

namespace EuiccSim.Smdp.Sessions;

/// <summary>The running sessions in a store: their number is bounded, and so is their life.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class SessionTable(ISmdpStore store, TimeProvider time, TimeSpan lifetime, int capacity)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _nextSweep;
    private DateTimeOffset _earliestExpiry;

    /// <summary>Starts a session; false if there are too many.</summary>
    internal bool TryAdd(TransactionId id, RspSession session)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool isFull = store.SessionCount >= capacity;
        if (isFull || now >= NextSweep) Sweep(now, isFull);
        return store.SessionCount < capacity && store.TryCommit(null, new SmdpSession(id, 1, now + lifetime, session));
    }

    /// <summary>A session that has not expired, or null.</summary>
    internal SmdpSession? Find(TransactionId id) =>
        store.FindSession(id) is { } session && time.GetUtcNow() < session.ExpiresAt ? session : null;

    /// <summary>A session one step further, with a life of its full length before it.</summary>
    internal SmdpSession Next(SmdpSession session, RspSession? state) => session.Next(state, time.GetUtcNow() + lifetime);

    private DateTimeOffset NextSweep
    {
        get
        {
            lock (_lock) return _nextSweep;
        }
    }

    // Often enough that what expired is less than what runs, seldom enough that it costs nothing: not even where all room is taken by
    // somebody who goes on asking.
    private void Sweep(DateTimeOffset now, bool isFull)
    {
        lock (_lock)
        {
            if (now < _nextSweep && !(isFull && now >= _earliestExpiry)) return;
            _nextSweep = now + (lifetime / 2);
        }
        DateTimeOffset earliest = store.RemoveExpiredSessions(now);
        // What others add to the store meanwhile expires later than this.
        DateTimeOffset latest = now + lifetime;
        lock (_lock) _earliestExpiry = earliest < latest ? earliest : latest;
    }
}
