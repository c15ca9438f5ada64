namespace EuiccSim.Testing;

/// <summary>A clock that stands still until it is told to move. Timers made from it fire while <see cref="Advance"/> passes them.</summary>
/// <threadsafety>Safe for use by many threads; callbacks run on the thread that advances the clock.</threadsafety>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    /// <summary>A clock that shows <paramref name="start"/>.</summary>
    public ManualTime(DateTimeOffset start) => _now = start;

    /// <summary>A clock that shows 1 January 2026, 00:00 UTC.</summary>
    public ManualTime()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward, and fires each timer at its moment, in their order.</summary>
    /// <param name="by">How far; not negative.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer) timer.Fire();
        lock (_lock) _now = end;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null) return null;
            if (next.Due > _now) _now = next.Due;
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero) Schedule(next, next.Period);
            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        timer.Due = _now + dueTime;
        _timers.Add(timer);
    }

    private sealed class ManualTimer(ManualTime clock, Action callback) : ITimer
    {
        internal DateTimeOffset Due { get; set; }

        internal TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan) clock.Schedule(this, dueTime);
            }
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Fire() => callback();
    }
}
