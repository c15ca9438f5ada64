namespace EuiccSim.Conformance.Judging;

/// <summary>What came of a case.</summary>
public enum Verdict
{
    /// <summary>All that is expected came.</summary>
    Pass,

    /// <summary>The target did something else than is expected.</summary>
    Fail,

    /// <summary>The initial condition could not be brought about, so that nothing can be said of the target.</summary>
    Inconclusive,

    /// <summary>The target does not have, or the run may not do, what the case needs.</summary>
    NotApplicable,

    /// <summary>The case itself went wrong, or the way to the target broke.</summary>
    Error,
}
