using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>How many sessions there are: counted now and then, as others add theirs; in between with one's own.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class SessionCounter(TimeProvider time, Func<Task<SessionCount>> count)
{
    private readonly Lock _lock = new();
    private SessionCount _count;
    private long _countedAt;
    private bool _isCounted;
    // Everybody who needs the number meanwhile waits for the same one.
    private Task<SessionCount>? _counting;

    internal SessionCount Last
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    internal ValueTask<SessionCount> CountAsync()
    {
        lock (_lock)
        {
            bool isFresh = _isCounted && time.GetElapsedTime(_countedAt) < s_maximumAge;
            return isFresh ? new(_count) : new(_counting ??= CountAnewAsync());
        }
    }

    internal void Add(int all, int unauthenticated)
    {
        lock (_lock) _count = new(_count.All + all, _count.Unauthenticated + unauthenticated);
    }

    /// <summary>What was removed is not known in detail: counts again, also if a number is on its way.</summary>
    internal void Forget()
    {
        lock (_lock) (_isCounted, _counting) = (false, null);
    }

    private async Task<SessionCount> CountAnewAsync()
    {
        // Not under the lock of whoever asked.
        await Task.Yield();
        Task<SessionCount>? own;
        lock (_lock) own = _counting;
        try
        {
            SessionCount counted = await count().ConfigureAwait(false);
            lock (_lock)
            {
                bool isStillWanted = _counting == own;
                if (isStillWanted) (_count, _countedAt, _isCounted) = (counted, time.GetTimestamp(), true);
            }
            return counted;
        }
        finally
        {
            lock (_lock) if (_counting == own) _counting = null;
        }
    }

    private static readonly TimeSpan s_maximumAge = TimeSpan.FromSeconds(1);
}
