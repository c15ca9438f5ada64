using System.Globalization;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>MANAGE CHANNEL, TS 102 221 §11.1.17.</summary>
internal static class ChannelCommands
{
    internal static void Begin(Narration n)
    {
        int number = n.Command.P2;
        if (n.Command.P1 == 0x80)
        {
            n.Subject = string.Create(CultureInfo.InvariantCulture, $"close {number}");
            n.OnSuccess = () => n.Context.Open(number);
            return;
        }
        n.Subject = number == 0 ? "open" : string.Create(CultureInfo.InvariantCulture, $"open {number}");
        if (number != 0) n.OnSuccess = () => n.Context.Open(number);
    }

    internal static void Answer(Narration n, ResponseApdu response)
    {
        if (n.Command.P1 != 0 || n.Command.P2 != 0 || response.Data.Length != 1) return;
        n.Context.Open(response.Data[0]);
        n.Add("channel", response.Data[0].ToString(CultureInfo.InvariantCulture));
    }
}
