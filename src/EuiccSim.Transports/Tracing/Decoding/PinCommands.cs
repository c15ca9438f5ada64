using System.Globalization;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>The PIN commands, TS 102 221 §11.1.9 to §11.1.13. Their data are PINs, and nothing else.</summary>
internal static class PinCommands
{
    internal static void Begin(Narration n) => Begin(n, new PinReference(n.Command.P2).ToString());

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
}
