using System.Globalization;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>Commands whose data are shown as they are.</summary>
internal static class GenericCommands
{
    internal static void Begin(Narration n) => n.AddData("data", n.Command.Data);

    /// <summary>GET DATA: P1 and P2 are the tag of what is asked for. GlobalPlatform §11.3, ISO/IEC 7816-4 §11.4.3.</summary>
    internal static void BeginTag(Narration n)
    {
        n.Subject = n.Command.P1P2.ToString("X4", CultureInfo.InvariantCulture);
        n.AddData("data", n.Command.Data);
    }

    internal static void Answer(Narration n, ResponseApdu response) => n.AddData("answer", response.Data);
}
