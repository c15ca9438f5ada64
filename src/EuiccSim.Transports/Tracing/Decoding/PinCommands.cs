using System.Globalization;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>The PIN commands, TS 102 221 §11.1.9 to §11.1.13. Their data are PINs, and nothing else.</summary>
internal static class PinCommands
{
    internal static void Begin(Narration n) => Begin(n, NameOf(n.Command.P2));

    /// <summary>The same in class 'A0', where '00' is CHV1 to UNBLOCK CHV. TS 51.011 §9.2.9 to §9.2.13.</summary>
    internal static void BeginChv(Narration n) => Begin(n, n.Command.P2 switch
    {
        0x00 or 0x01 => "CHV1",
        0x02 => "CHV2",
        byte other => string.Create(CultureInfo.InvariantCulture, $"key reference {other:X2}"),
    });

    private static void Begin(Narration n, string name)
    {
        n.Subject = name;
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
