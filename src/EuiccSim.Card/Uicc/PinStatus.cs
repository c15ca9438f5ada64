using EuiccSim.Card.Kernel;

namespace EuiccSim.Card.Uicc;

/// <summary>Whether a PIN opens what it guards. TS 102 221 §9.5.</summary>
internal static class PinStatus
{
    /// <summary>
    /// True if the PIN is verified, or disabled and not replaced, or replaced by the universal PIN and that is satisfied.
    /// </summary>
    internal static bool IsSatisfied(byte reference, FileNode directory, Transaction tx)
    {
        UiccProfile uicc = tx.Uicc;
        int slot = uicc.Files.PinSlot(reference, directory);
        if (slot < 0) return false;
        PinState pin = uicc.Pins[slot];
        if (pin.Enabled) return tx.Session.Security.IsVerified(slot);
        return !pin.ReplacedByUniversal || IsUniversalSatisfied(uicc, directory, tx.Session);
    }

    private static bool IsUniversalSatisfied(UiccProfile uicc, FileNode directory, CardSession session)
    {
        int slot = uicc.Files.PinSlot(PinReference.Universal, directory);
        return slot >= 0 && (!uicc.Pins[slot].Enabled || session.Security.IsVerified(slot));
    }
}
