namespace EuiccSim.Conformance.Running;

/// <summary>One thing that a target has or has not, as in the declaration tables of SGP.23: it decides which cases apply.</summary>
/// <param name="Name">"crlSupport", "keys": what <see cref="Cases.ConformanceCase.Needs"/> names.</param>
/// <param name="Value">True if the target has it.</param>
/// <param name="Source">From where that is known: "rspCapability of EUICCInfo2", "--options".</param>
public sealed record TargetOption(string Name, bool Value, string Source);
