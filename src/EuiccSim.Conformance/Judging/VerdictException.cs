namespace EuiccSim.Conformance.Judging;

/// <summary>Ends a case before its end.</summary>
/// <param name="verdict">Pass never.</param>
/// <param name="why">In words.</param>
/// <param name="broken">The expectation that broke.</param>
/// <param name="inner">What it came from.</param>
internal sealed class VerdictException(Verdict verdict, string why, BrokenExpectation? broken = null, Exception? inner = null) : Exception(why, inner)
{
    internal Verdict Verdict => verdict;

    internal BrokenExpectation? Broken => broken;
}
