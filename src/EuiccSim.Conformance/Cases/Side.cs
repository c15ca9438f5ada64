namespace EuiccSim.Conformance.Cases;

/// <summary>Who is judged by a case.</summary>
public enum Side
{
    /// <summary>An eUICC: SGP.23 §4.2 and §5.2.</summary>
    Euicc,

    /// <summary>An SM-DP+: SGP.23 §4.3.</summary>
    Smdp,

    /// <summary>An LPA in a device: SGP.23 §4.4.</summary>
    Lpa,

    /// <summary>An SM-DS: SGP.23 §4.5.</summary>
    Smds,
}
