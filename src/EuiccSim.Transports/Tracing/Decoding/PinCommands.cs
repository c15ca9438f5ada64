using System.Globalization;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>The PIN commands, TS 102 221 §11.1.9 to §11.1.13. Their data are PINs, and nothing else.</summary>
internal static class PinCommands
{
    internal static void Begin(Narration n)
    {
        n.Subject = NameOf(n.Command.P2);
        if (!n.Command.HasData)
        {
            n.Subject += ", how many tries are left";
            return;
        }
        n.HasSecretCommand = true;
        n.AddSecret("value", n.Command.Data);
    }

    /// <summary>PUT KEY of GlobalPlatform §11.8; the keys are encrypted, mostly.</summary>
    internal static void BeginKey(Narration n)
    {
        n.HasSecretCommand = true;
        n.AddSecret("data", n.Command.Data);
    }

    /// <summary>TS 102 221 §9.5.1, table 9.3.</summary>
    private static string NameOf(byte reference) => reference switch
    {
        >= 0x01 and <= 0x08 => Numbered("PIN1 of application", reference),
        >= 0x0A and <= 0x0E => Numbered("ADM", reference - 0x09),
        0x11 => "universal PIN",
        >= 0x81 and <= 0x88 => Numbered("PIN2 of application", reference - 0x80),
        >= 0x8A and <= 0x8E => Numbered("ADM", reference - 0x8A + 6),
        _ => string.Create(CultureInfo.InvariantCulture, $"key reference {reference:X2}"),
    };

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
