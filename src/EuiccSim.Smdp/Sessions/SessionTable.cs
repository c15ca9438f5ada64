using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Smdp.Sessions;

/// <summary>The running sessions by their transaction identifiers. Functions of one session run one after the other.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class SessionTable(TimeProvider time, TimeSpan lifetime, int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TransactionId, Entry> _entries = [];
    private DateTimeOffset _nextSweep;

    /// <summary>The number of sessions remembered, also those that have expired since the last sweep.</summary>
    internal int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>Starts a session; false if there are too many.</summary>
    internal bool TryAdd(TransactionId id, RspSession session)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            if (now >= _nextSweep || _entries.Count >= capacity) Sweep(now);
            return _entries.Count < capacity && _entries.TryAdd(id, new Entry(session, now + lifetime));
        }
    }

    /// <summary>Runs one function of a session.</summary>
    /// <param name="id">The session.</param>
    /// <param name="step">Gives the result and the session's next state, null to end it.</param>
    /// <returns>What the function gave, or 8.10.1/3.9 where there is no such session in such a state.</returns>
    internal Result<T> Step<TSession, T>(TransactionId id, Func<TSession, (Result<T> Result, RspSession? Next)> step)
        where TSession : RspSession
        where T : class
    {
        if (Find(id) is not { } entry) return StatusCodes.TransactionIdUnknown;
        lock (entry.Gate)
        {
            if (entry.Session is not TSession session) return StatusCodes.TransactionIdUnknown;
            (Result<T> result, entry.Session) = step(session);
            if (entry.Session is null) Remove(id);
            else entry.ExpiresAt = time.GetUtcNow() + lifetime;
            return result;
        }
    }

    /// <summary>Forgets a session that has come to its own end; no matter if there is none.</summary>
    internal void End(TransactionId id)
    {
        if (Find(id) is not { } entry) return;
        lock (entry.Gate)
        {
            entry.Session = null;
            Remove(id);
        }
    }

    private Entry? Find(TransactionId id)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock) return _entries.TryGetValue(id, out Entry? entry) && now < entry.ExpiresAt ? entry : null;
    }

    private void Remove(TransactionId id)
    {
        lock (_lock) _entries.Remove(id);
    }

    // Often enough that what expired is less than what runs, seldom enough that it costs nothing.
    private void Sweep(DateTimeOffset now)
    {
        _nextSweep = now + (lifetime / 2);
        foreach ((TransactionId id, Entry entry) in _entries)
            if (now >= entry.ExpiresAt) _entries.Remove(id);
    }

    private sealed class Entry(RspSession session, DateTimeOffset expiresAt)
    {
        private long _expiresAtTicks = expiresAt.UtcTicks;

        internal Lock Gate { get; } = new();

        internal RspSession? Session { get; set; } = session;

        // Written under the gate and read under the table's lock, so it must be written in one piece.
        internal DateTimeOffset ExpiresAt
        {
            get => new(Volatile.Read(ref _expiresAtTicks), TimeSpan.Zero);
            set => Volatile.Write(ref _expiresAtTicks, value.UtcTicks);
        }
    }
}
