namespace EuiccSim.Servers.PostgreSql;

/// <summary>How many sessions there are: counted now and then, as others add theirs; in between with one's own.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class SessionCounter(TimeProvider time, Func<SessionCount> count)
{
    private readonly Lock _lock = new();
    private SessionCount _count;
    private long _countedAt;
    private bool _isCounted;

    internal SessionCount Count
    {
        get
        {
            lock (_lock)
            {
                bool isFresh = _isCounted && time.GetElapsedTime(_countedAt) < s_maximumAge;
                if (isFresh) return _count;
                _countedAt = time.GetTimestamp();
                _isCounted = true;
                return _count = count();
            }
        }
    }

    internal void Add(int all, int unauthenticated)
    {
        lock (_lock) _count = new(_count.All + all, _count.Unauthenticated + unauthenticated);
    }

    /// <summary>What was removed is not known in detail: counts again.</summary>
    internal void Forget()
    {
        lock (_lock) _isCounted = false;
    }

    private static readonly TimeSpan s_maximumAge = TimeSpan.FromSeconds(1);
}

/// <summary>A number of sessions.</summary>
internal readonly record struct SessionCount(int All, int Unauthenticated);
