using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>A PIN or ADM with its value, which is verified before what it guards. TS 102 221 §9.5.1.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Value">The value as the command has it, 8 octets.</param>
public sealed record SimKey(PinReference Reference, Octets Value)
{
    /// <summary>A PIN of digits.</summary>
    /// <returns>Null for what is not 4 to 8 digits.</returns>
    public static SimKey? TryPin(PinReference reference, string digits) => PinDigits.TryWrite(digits) is { } value ? new(reference, value) : null;

    /// <summary>An ADM: its value in 4 to 8 digits, or in 16 hexadecimal ones; before it the number of another than the first, as "2=12345678".</summary>
    /// <returns>Null for anything else.</returns>
    public static SimKey? TryAdm(string text)
    {
        int separator = text.IndexOf('=', StringComparison.Ordinal), number = 1;
        if (separator >= 0 && !int.TryParse(text.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out number)) return null;
        if (number is < 1 or > LastAdm) return null;
        string value = text[(separator + 1)..];
        return (PinDigits.TryWrite(value) ?? (Octets.TryParse(value) is { Length: Size } octets ? octets : null)) is { } known ? new(PinReference.Adm(number), known) : null;
    }

    private const int LastAdm = 10;
    private const int Size = 8;
}
