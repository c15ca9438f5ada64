using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Editing;

/// <summary>Values as people write them.</summary>
internal static class FieldValues
{
    /// <summary>Hexadecimal digits, with or without "0x" and white space.</summary>
    internal static Octets Hex(FieldSetting setting) =>
        setting.Value.Trim() is { Length: > 0 } text && Octets.TryParse(text) is { } octets ? octets : throw Bad(setting, "hexadecimal digits, two to an octet");

    /// <summary>So many octets.</summary>
    internal static Octets Hex(FieldSetting setting, int length) =>
        Hex(setting) is var octets && octets.Length == length ? octets : throw Bad(setting, $"{length} octets in hexadecimal digits, not {octets.Length}");

    /// <summary>Digits of a PIN, or its 8 octets.</summary>
    internal static Octets Code(FieldSetting setting, int least) => setting.Value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? Hex(setting, CodeLength)
        : setting.Value.Length >= least && PinDigits.TryWrite(setting.Value) is { } code ? code
        : throw Bad(setting, least == CodeLength ? "8 digits, or 0x and 8 octets" : $"{least} to 8 digits, or 0x and 8 octets");

    internal static bool Truth(FieldSetting setting) => setting.Value.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" => true,
        "FALSE" or "NO" or "OFF" => false,
        _ => throw Bad(setting, "true or false"),
    };

    internal static int Number(FieldSetting setting, int least, int most) =>
        int.TryParse(setting.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Bad(setting, FormattableString.Invariant($"a number from {least} to {most}"));

    internal static void RequireList(FieldSetting setting, bool isList)
    {
        if (setting.Operation != FieldOperation.Set && !isList) throw new ProfileEditException("badValue", $"'{setting.Name}' is no list: write {setting.Name}=VALUE.");
    }

    /// <param name="setting">The field. What was given for it can be a secret, and is not told.</param>
    /// <param name="wanted">What fits.</param>
    internal static ProfileEditException Bad(FieldSetting setting, string wanted) =>
        new("badValue", $"'{setting.Name}' takes {(wanted.EndsWith('?') || wanted.EndsWith('.') ? wanted : wanted + ".")}");

    internal static ProfileEditException NotThere(FieldSetting setting, string what) => new ProfileEditException("notThere", $"'{setting.Name}' has no place: the package has {what}.");

    private const int CodeLength = 8;
}
