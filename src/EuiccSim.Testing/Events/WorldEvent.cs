using EuiccSim.Protocol.Events;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDs;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Testing.Events;

/// <summary>What only a world knows of; what crosses its wires are the other kinds of <see cref="TraceEvent"/>.</summary>
/// <param name="Time">When, by the world's clock.</param>
public abstract record WorldEvent(DateTimeOffset Time) : TraceEvent(Time)
{
    /// <summary>Something happened at an SM-DP+.</summary>
    /// <param name="Time">When.</param>
    /// <param name="What">What happened.</param>
    public sealed record Smdp(DateTimeOffset Time, SmdpEvent What) : WorldEvent(Time);

    /// <summary>Something happened at an SM-DS.</summary>
    /// <param name="Time">When.</param>
    /// <param name="What">What happened.</param>
    public sealed record Smds(DateTimeOffset Time, SmdsActivity What) : WorldEvent(Time);

    /// <summary>A fault struck.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Fault">The fault.</param>
    public sealed record FaultStruck(DateTimeOffset Time, Fault Fault) : WorldEvent(Time);

    /// <summary>The clock was moved.</summary>
    /// <param name="Time">What it shows now.</param>
    /// <param name="By">How far.</param>
    public sealed record TimeMoved(DateTimeOffset Time, TimeSpan By) : WorldEvent(Time);
}
