using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>VERIFY, CHANGE, DISABLE, ENABLE and UNBLOCK PIN. TS 102 221 §11.1.9 to §11.1.13.</summary>
/// <remarks>A wrong value is an answer and not an exception, so that the counter is committed before the answer leaves.</remarks>
internal static class PinCommands
{
    /// <summary>Without data: how many tries are left.</summary>
    internal static ResponseApdu Verify(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1 != 0) return new(StatusWord.IncorrectParameters);
        if (Find(command, channel, port) is not { } target) return new(StatusWord.ReferencedDataNotFound);
        if (!command.HasData) return Tries(target.Pin.TriesLeft);
        if (!target.Pin.Enabled) return new(StatusWord.ReferencedDataInvalidated);
        return Present(command.Data, ValueLength, target, port) ?? ResponseApdu.Ok;
    }

    internal static ResponseApdu Change(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1 != 0) return new(StatusWord.IncorrectParameters);
        if (Find(command, channel, port) is not { } target) return new(StatusWord.ReferencedDataNotFound);
        if (!target.Pin.Enabled) return new(StatusWord.ReferencedDataInvalidated);
        if (!target.Pin.CanChange) return new(StatusWord.ConditionsNotSatisfied);
        if (Present(command.Data, 2 * ValueLength, target, port) is { } refusal) return refusal;
        return Store(target, port, pin => pin with { Value = command.Data.Slice(ValueLength) });
    }

    /// <summary>P1 '80' with a reference: that PIN, which must be the universal one, stands in its place.</summary>
    internal static ResponseApdu Disable(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        bool replaced = command.P1 == (0x80 | PinReference.Universal);
        if (!replaced && command.P1 != 0) return new(StatusWord.IncorrectParameters);
        if (Find(command, channel, port) is not { } target) return new(StatusWord.ReferencedDataNotFound);
        if (replaced && port.Uicc.Files.PinSlot(PinReference.Universal, channel.Df) < 0) return new(StatusWord.ReferencedDataNotFound);
        if (!target.Pin.Enabled) return new(StatusWord.ReferencedDataInvalidated);
        if (!target.Pin.CanDisable) return new(StatusWord.ConditionsNotSatisfied);
        return Present(command.Data, ValueLength, target, port)
            ?? Store(target, port, pin => pin with { Enabled = false, ReplacedByUniversal = replaced });
    }

    internal static ResponseApdu Enable(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1 != 0) return new(StatusWord.IncorrectParameters);
        if (Find(command, channel, port) is not { } target) return new(StatusWord.ReferencedDataNotFound);
        if (target.Pin.Enabled || !target.Pin.CanDisable) return new(StatusWord.ConditionsNotSatisfied);
        return Present(command.Data, ValueLength, target, port)
            ?? Store(target, port, pin => pin with { Enabled = true, ReplacedByUniversal = false });
    }

    /// <summary>PUK and new PIN. A right PUK also enables the PIN and counts as its verification. Without data: tries of the PUK.</summary>
    internal static ResponseApdu Unblock(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1 != 0) return new(StatusWord.IncorrectParameters);
        if (Find(command, channel, port) is not { } target || port.Uicc.PukOfPin[target.Slot] is not (>= 0 and int pukSlot))
            return new(StatusWord.ReferencedDataNotFound);
        PukState puk = port.Uicc.Puks[pukSlot];
        if (!command.HasData) return Tries(puk.TriesLeft);
        if (command.Data.Length != 2 * ValueLength) return new(StatusWord.WrongLength);
        if (puk.TriesLeft == 0) return new(StatusWord.AuthenticationBlocked);
        bool right = puk.Value.FixedTimeEquals(command.Data.Slice(0, ValueLength));
        int triesLeft = right ? puk.MaximumTries : puk.TriesLeft - 1;
        if (triesLeft != puk.TriesLeft) port.Uicc = port.Uicc.WithPuk(pukSlot, puk with { TriesLeft = triesLeft });
        if (!right) return new(StatusWord.TriesLeft(triesLeft));
        port.Security.SetVerified(target.Slot, true);
        return Store(target, port, pin => pin with
        {
            Value = command.Data.Slice(ValueLength),
            Enabled = true,
            ReplacedByUniversal = false,
            TriesLeft = pin.MaximumTries,
        });
    }

    private static Target? Find(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        UiccProfile uicc = port.Uicc;
        int slot = uicc.Files.PinSlot(command.P2, channel.Df);
        return slot < 0 ? null : new(slot, uicc.Pins[slot]);
    }

    /// <summary>Compares the first 8 octets. Null if they are right: the PIN is verified and has all its tries again.</summary>
    private static ResponseApdu? Present(Octets data, int length, Target target, UiccPort port)
    {
        PinState pin = target.Pin;
        if (data.Length != length) return new(StatusWord.WrongLength);
        if (pin.TriesLeft == 0) return new(StatusWord.AuthenticationBlocked);
        bool right = pin.Value.FixedTimeEquals(data.Slice(0, ValueLength));
        int triesLeft = right ? pin.MaximumTries : pin.TriesLeft - 1;
        if (triesLeft != pin.TriesLeft) port.Uicc = port.Uicc.WithPin(target.Slot, pin with { TriesLeft = triesLeft });
        if (right || triesLeft == 0) port.Security.SetVerified(target.Slot, right);
        return right ? null : new(StatusWord.TriesLeft(triesLeft));
    }

    private static ResponseApdu Store(Target target, UiccPort port, Func<PinState, PinState> change)
    {
        UiccProfile uicc = port.Uicc;
        port.Uicc = uicc.WithPin(target.Slot, change(uicc.Pins[target.Slot]));
        return ResponseApdu.Ok;
    }

    private static ResponseApdu Tries(int left) => new(left == 0 ? StatusWord.AuthenticationBlocked : StatusWord.TriesLeft(left));

    private readonly record struct Target(int Slot, PinState Pin);

    private const int ValueLength = 8;
}
