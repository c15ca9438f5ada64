using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <content>PINs, which are 4 to 8 digits. TS 102 221 §11.1.9 to §11.1.13.</content>
public sealed partial class Sim
{
    /// <summary>Verifies PIN 1.</summary>
    /// <inheritdoc cref="VerifyPinAsync(PinReference, string, CancellationToken)"/>
    public ValueTask<bool> VerifyPinAsync(string pin, CancellationToken cancellationToken = default) => VerifyPinAsync(PinReference.Pin1, pin, cancellationToken);

    /// <summary>Verifies a PIN.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="pin">The digits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False if the PIN is disabled: then it is not looked at, and what it guards is open.</returns>
    /// <exception cref="FormatException">Not 4 to 8 digits.</exception>
    /// <exception cref="SimException">The PIN is wrong ('63CX'), or blocked ('6983').</exception>
    public ValueTask<bool> VerifyPinAsync(PinReference reference, string pin, CancellationToken cancellationToken = default) =>
        VerifyPinAsync(reference, PinDigits.Write(pin), cancellationToken);

    /// <summary>Verifies a PIN or ADM whose value need not be digits.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="value">The value as the command has it, 8 octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False if the PIN is disabled: then it is not looked at, and what it guards is open.</returns>
    /// <exception cref="SimException">The PIN is wrong ('63CX'), or blocked ('6983').</exception>
    public async ValueTask<bool> VerifyPinAsync(PinReference reference, Octets value, CancellationToken cancellationToken = default)
    {
        CommandApdu verify = new(0x00, Verify, 0x00, reference.Value, value);
        ResponseApdu response = await _patient.TransmitAsync(verify, cancellationToken).ConfigureAwait(false);
        if (response.Status == StatusWord.ReferencedDataInvalidated) return false;
        return response.Status.IsOk ? true : throw new SimException("VERIFY PIN", response.Status, verify);
    }

    /// <summary>Gives a PIN another value.</summary>
    /// <exception cref="FormatException">Not 4 to 8 digits.</exception>
    /// <exception cref="SimException">The old PIN is wrong ('63CX'), blocked ('6983') or disabled ('6984').</exception>
    public ValueTask ChangePinAsync(PinReference reference, string oldPin, string newPin, CancellationToken cancellationToken = default) =>
        PresentAsync("CHANGE PIN", Change, reference, Octets.Concat(PinDigits.Write(oldPin), PinDigits.Write(newPin)), cancellationToken);

    /// <summary>From now on the PIN is not asked for.</summary>
    /// <exception cref="FormatException">Not 4 to 8 digits.</exception>
    /// <exception cref="SimException">The PIN is wrong ('63CX'), blocked ('6983'), or may not be disabled.</exception>
    public ValueTask DisablePinAsync(PinReference reference, string pin, CancellationToken cancellationToken = default) =>
        PresentAsync("DISABLE PIN", Disable, reference, PinDigits.Write(pin), cancellationToken);

    /// <summary>From now on the PIN is asked for.</summary>
    /// <exception cref="FormatException">Not 4 to 8 digits.</exception>
    /// <exception cref="SimException">The PIN is wrong ('63CX') or blocked ('6983').</exception>
    public ValueTask EnablePinAsync(PinReference reference, string pin, CancellationToken cancellationToken = default) =>
        PresentAsync("ENABLE PIN", Enable, reference, PinDigits.Write(pin), cancellationToken);

    /// <summary>Gives a blocked PIN a new value, by its PUK.</summary>
    /// <exception cref="FormatException">Not 4 to 8 digits.</exception>
    /// <exception cref="SimException">The PUK is wrong ('63CX'), or used up ('6983').</exception>
    public ValueTask UnblockPinAsync(PinReference reference, string puk, string newPin, CancellationToken cancellationToken = default) =>
        PresentAsync("UNBLOCK PIN", Unblock, reference, Octets.Concat(PinDigits.Write(puk), PinDigits.Write(newPin)), cancellationToken);

    /// <summary>How many tries a PIN has left: VERIFY without data counts and does nothing.</summary>
    /// <returns>0 for a blocked PIN; null if there is no such PIN, or nothing to verify.</returns>
    public ValueTask<int?> PinTriesAsync(PinReference reference, CancellationToken cancellationToken = default) => TriesAsync(Verify, reference, cancellationToken);

    /// <summary>How many tries the PUK of a PIN has left.</summary>
    /// <returns>0 for one that is used up; null if there is no such PIN.</returns>
    public ValueTask<int?> PukTriesAsync(PinReference reference, CancellationToken cancellationToken = default) => TriesAsync(Unblock, reference, cancellationToken);

    private async ValueTask<int?> TriesAsync(byte instruction, PinReference reference, CancellationToken cancellationToken)
    {
        ResponseApdu answer = await _patient.TransmitAsync(new(0x00, instruction, 0x00, reference.Value), cancellationToken).ConfigureAwait(false);
        if (answer.Status == StatusWord.AuthenticationBlocked) return 0;
        return (answer.Status.Value & 0xFFF0) == NoTriesLeft ? answer.Status.Sw2 & 0x0F : null;
    }

    private async ValueTask PresentAsync(string function, byte instruction, PinReference reference, Octets values, CancellationToken cancellationToken) =>
        await ExpectAsync(function, new(0x00, instruction, 0x00, reference.Value, values), cancellationToken).ConfigureAwait(false);

    private const byte Verify = 0x20;
    private const byte Change = 0x24;
    private const byte Disable = 0x26;
    private const byte Enable = 0x28;
    private const byte Unblock = 0x2C;
    private const int NoTriesLeft = 0x63C0;
}
