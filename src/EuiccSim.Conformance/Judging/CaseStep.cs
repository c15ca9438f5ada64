using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Conformance.Judging;

/// <summary>A step of a case that ran.</summary>
/// <param name="Text">What was done.</param>
/// <param name="IsInitial">True if it brings the initial condition about; then the target is not judged by it.</param>
/// <param name="Exchange">What crossed the wire meanwhile.</param>
/// <param name="Held">The expectations that held, in words.</param>
public sealed record CaseStep(string Text, bool IsInitial, SequenceOf<TraceEvent> Exchange, SequenceOf<string> Held);
