using System.Globalization;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Which PIN or ADM a command means. TS 102 221 §9.5.1, table 9.3.</summary>
/// <param name="Value">The key reference, as P2 has it.</param>
public readonly record struct PinReference(byte Value)
{
    /// <summary>PIN of application 1, "PIN1".</summary>
    public static PinReference Pin1 => new(0x01);

    /// <summary>Second PIN of application 1, "PIN2".</summary>
    public static PinReference Pin2 => new(0x81);

    /// <summary>Universal PIN.</summary>
    public static PinReference Universal => new(0x11);

    /// <summary>A key of the issuer.</summary>
    /// <param name="number">1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public static PinReference Adm(int number) => number switch
    {
        >= 1 and <= 5 => new((byte)(0x09 + number)),
        >= 6 and <= 10 => new((byte)(0x84 + number)),
        _ => throw new ArgumentOutOfRangeException(nameof(number), number, "ADM1 to ADM10"),
    };

    /// <summary>"PIN1 of application 1", "ADM 1"; "key reference 20" for one that the table does not name.</summary>
    public override string ToString() => Value switch
    {
        >= 0x01 and <= 0x08 => Numbered("PIN1 of application", Value),
        >= 0x0A and <= 0x0E => Numbered("ADM", Value - 0x09),
        0x11 => "universal PIN",
        >= 0x81 and <= 0x88 => Numbered("PIN2 of application", Value - 0x80),
        >= 0x8A and <= 0x8E => Numbered("ADM", Value - 0x8A + 6),
        _ => string.Create(CultureInfo.InvariantCulture, $"key reference {Value:X2}"),
    };

    /// <summary>In few letters: "PIN1", "PIN2", "ADM1", "PIN1 of app 2", "UPIN"; "key 20" for one that the table does not name.</summary>
    public string Short => Value switch
    {
        0x01 => "PIN1",
        0x81 => "PIN2",
        >= 0x02 and <= 0x08 => Numbered("PIN1 of app", Value),
        >= 0x82 and <= 0x88 => Numbered("PIN2 of app", Value - 0x80),
        >= 0x0A and <= 0x0E => string.Create(CultureInfo.InvariantCulture, $"ADM{Value - 0x09}"),
        >= 0x8A and <= 0x8E => string.Create(CultureInfo.InvariantCulture, $"ADM{Value - 0x8A + 6}"),
        0x11 => "UPIN",
        _ => string.Create(CultureInfo.InvariantCulture, $"key {Value:X2}"),
    };

    /// <summary>The way back from <see cref="ToString"/>, and "PIN1", "PIN2", "ADM1"; null for other words.</summary>
    internal static PinReference? TryParse(string text)
    {
        string wanted = Plain(text);
        if (wanted is "PIN1" or "PIN2") wanted += "OFAPPLICATION1";
        for (int value = 0; value <= byte.MaxValue; value++)
            if (Plain(new PinReference((byte)value).ToString()) == wanted) return new((byte)value);
        return null;
    }

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
