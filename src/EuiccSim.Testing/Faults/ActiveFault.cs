namespace EuiccSim.Testing.Faults;

/// <summary>A fault that waits for its exchanges.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class ActiveFault : IDisposable
{
    private readonly FaultPlan _plan;
    private int _seen;
    private int _strikes;

    internal ActiveFault(Fault fault, FaultPlan plan) => (Fault, _plan) = (fault, plan);

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>How many exchanges matched, struck or not.</summary>
    public int Seen => Volatile.Read(ref _seen);

    /// <summary>How many exchanges it struck.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    /// <summary>True once it struck.</summary>
    public bool HasStruck => Strikes > 0;

    /// <summary>Strikes no more.</summary>
    public void Withdraw() => _plan.Withdraw(this);

    /// <summary>Strikes no more.</summary>
    public void Dispose() => Withdraw();

    /// <summary>Counts one more exchange that matches.</summary>
    /// <returns>True if it is to be struck.</returns>
    internal bool Count() => Interlocked.Increment(ref _seen) >= Fault.Site.First && (Fault.Site.Times is not { } times || _strikes < times);

    internal void Struck() => Interlocked.Increment(ref _strikes);
}
