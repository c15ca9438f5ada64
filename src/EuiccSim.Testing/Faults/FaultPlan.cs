using System.Collections.Immutable;

namespace EuiccSim.Testing.Faults;

/// <summary>The faults that are to come, and the count of what they wait for. The wires and stores of this namespace ask it at each exchange.</summary>
/// <remarks>A world has one. Without a world, make one, and give it to the wires and stores that it is for.</remarks>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class FaultPlan
{
    private readonly TimeProvider? _clock;
    private ImmutableList<ActiveFault> _faults = [];

    /// <summary>A plan without faults.</summary>
    /// <param name="clock">The clock that delays move; null if there is none.</param>
    public FaultPlan(ManualTime? clock = null) => _clock = clock;

    internal FaultPlan(TimeProvider clock) => _clock = clock;

    /// <summary>Called when a fault strikes, before it takes effect.</summary>
    public event Action<Fault, string>? Struck;

    /// <summary>Lets a fault come. It is over after its last strike, or when it is withdrawn.</summary>
    public ActiveFault Inject(Fault fault)
    {
        ActiveFault active = new(fault, this);
        ImmutableInterlocked.Update(ref _faults, static (all, one) => all.Add(one), active);
        return active;
    }

    /// <summary>True if no fault is to come.</summary>
    internal bool IsEmpty => _faults.IsEmpty;

    /// <summary>True until the fault is over.</summary>
    internal bool Has(ActiveFault fault) => _faults.Contains(fault);

    internal void Withdraw(ActiveFault fault) => ImmutableInterlocked.Update(ref _faults, static (all, one) => all.Remove(one), fault);

    /// <summary>The faults that strike this exchange, in the order in which they were injected.</summary>
    /// <param name="place">Where it takes place.</param>
    /// <param name="party">The device or server.</param>
    /// <param name="isNamed">Whether the exchange goes by a name.</param>
    internal ImmutableList<ActiveFault> Take(Place place, string party, Func<string, bool> isNamed) =>
        _faults.IsEmpty ? _faults : _faults.FindAll(fault => fault.Fault.Site.Matches(place, party, isNamed) && fault.Count());

    internal void Strike(ActiveFault fault, string party)
    {
        fault.Struck();
        if (fault.Fault.Site.Times is { } times && fault.Strikes >= times) Withdraw(fault);
        Struck?.Invoke(fault.Fault, party);
    }

    internal void Delay(TimeSpan by)
    {
        if (_clock is not ManualTime clock) throw new InvalidOperationException("no clock here is moved by hand");
        clock.Advance(by);
    }
}
