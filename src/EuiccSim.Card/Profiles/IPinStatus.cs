namespace EuiccSim.Card.Profiles;

/// <summary>Whether PINs open what they guard: what access conditions ask.</summary>
internal interface IPinStatus
{
    /// <summary>True if the PIN that a key reference means in a directory is verified, or need not be. TS 102 221 §9.5.</summary>
    bool IsSatisfied(byte reference, FileNode directory);
}
