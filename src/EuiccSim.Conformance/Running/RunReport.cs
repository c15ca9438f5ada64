using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Running;

/// <summary>What came of a run.</summary>
/// <param name="Target">Who was judged: <see cref="ConformanceTarget.Name"/>.</param>
/// <param name="Options">What it has and has not.</param>
/// <param name="Cases">The result of each case, in the order in which they ran.</param>
/// <param name="LeftBehind">What is not as it was before the run, a sentence each; none if all is.</param>
/// <param name="Began">When the run began.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Interruption">Why the run ended before its end, in words; null if it did not.</param>
public sealed record RunReport(
    string Target, SequenceOf<TargetOption> Options, SequenceOf<CaseResult> Cases, SequenceOf<string> LeftBehind, DateTimeOffset Began, TimeSpan Elapsed, string? Interruption)
{
    /// <summary>True if the run ended because the target was gone; of a run that somebody gave up, <see cref="Interruption"/> is all there is.</summary>
    public bool HasLostTarget { get; init; }

    /// <summary>How many cases came out so.</summary>
    public int Count(Verdict verdict) => Cases.Count(one => one.Verdict == verdict);

    /// <summary>0: no case failed. 1: a case failed. 2: a case erred, none was judged, or the run was cut off.</summary>
    public int ExitCode => Count(Verdict.Fail) > 0 ? 1
        : Count(Verdict.Error) > 0 || Interruption is not null || Count(Verdict.Pass) == 0 ? 2
        : 0;
}
