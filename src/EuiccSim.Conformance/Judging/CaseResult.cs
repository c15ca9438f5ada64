using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Judging;

/// <summary>What came of a case, with the evidence.</summary>
/// <param name="Case">The case.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Why">Why it is not a pass, in words; null for a pass.</param>
/// <param name="Broken">The expectation that broke; null where none did.</param>
/// <param name="Steps">What was done, with the exchange.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CaseResult(ConformanceCase Case, Verdict Verdict, string? Why, BrokenExpectation? Broken, SequenceOf<CaseStep> Steps, TimeSpan Elapsed);
