namespace EuiccSim.Transports;

/// <summary>The moment by which something must have happened.</summary>
internal readonly struct Deadline(TimeSpan whole, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>How long it was allowed to take at first; or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    internal TimeSpan Whole => whole;

    internal TimeProvider Time => time;

    /// <summary>How long it may still take.</summary>
    /// <exception cref="TimeoutException">The moment is past.</exception>
    internal TimeSpan Left
    {
        get
        {
            if (whole == Timeout.InfiniteTimeSpan) return whole;
            TimeSpan left = whole - time.GetElapsedTime(_began);
            return left > TimeSpan.Zero ? left : throw new TimeoutException();
        }
    }

    /// <summary>Never.</summary>
    internal static Deadline None => new(Timeout.InfiniteTimeSpan, TimeProvider.System);
}
