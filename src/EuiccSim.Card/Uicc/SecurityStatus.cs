namespace EuiccSim.Card.Uicc;

/// <summary>Which PINs are verified since the last reset. TS 102 221 §9.1.</summary>
internal sealed class SecurityStatus
{
    private bool[] _verified = [];

    /// <summary>True if the PIN at this position was verified.</summary>
    internal bool IsVerified(int slot) => (uint)slot < (uint)_verified.Length && _verified[slot];

    internal void SetVerified(int slot, bool verified)
    {
        if (slot >= _verified.Length) Array.Resize(ref _verified, slot + 8);
        _verified[slot] = verified;
    }
}
