using EuiccSim.Protocol.Events;

namespace EuiccSim.Card;

/// <summary>A card has a new durable state; the answer to the command that made it has not left yet.</summary>
/// <param name="Time">When.</param>
/// <param name="State">The state.</param>
public sealed record CardChanged(DateTimeOffset Time, CardState State) : TraceEvent(Time);
