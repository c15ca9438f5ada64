namespace EuiccSim.Protocol.Crypto;

/// <summary>What came of a protected TLV. The names follow the errorReason values of SGP.22 v2.5 §2.5.6.</summary>
public enum BspOutcome
{
    /// <summary>The MAC is right and the plaintext is there.</summary>
    Ok,

    /// <summary>Not the expected tag, a wrong length, or wrong padding: errorReason 7.</summary>
    StructureError,

    /// <summary>The MAC is wrong: errorReason 8.</summary>
    SecurityError,
}
