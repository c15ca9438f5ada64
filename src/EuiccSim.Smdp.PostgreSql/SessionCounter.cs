namespace EuiccSim.Smdp.PostgreSql;

/// <summary>How many sessions there are: counted now and then, as others add theirs; in between with one's own.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class SessionCounter(TimeProvider time, Func<int> count)
{
    private readonly Lock _lock = new();
    private int _count;
    private long _countedAt;
    private bool _isCounted;

    internal int Count
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

    internal void Add(int sessions)
    {
        lock (_lock) _count += sessions;
    }

    private static readonly TimeSpan s_maximumAge = TimeSpan.FromSeconds(1);
}
