using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>The terminal's profile, and proactive commands. TS 102 221 §11.2, TS 102 223 §8, §9.4.</summary>
internal static class ToolkitCommands
{
    internal static void BeginProfile(Narration n) => n.Add("data", n.Command.Data);

    internal static void BeginEnvelope(Narration n)
    {
        if (!Tlvs.TryHeader(n.Command.Data, out TlvHeader header)) return;
        n.Subject = s_envelopes.TryGetValue(header.Tag, out string? name) ? name : header.Tag.ToString("X2", CultureInfo.InvariantCulture);
        n.Add("data", n.Command.Data);
    }

    internal static void AnswerFetch(Narration n, ResponseApdu response)
    {
        if (response.Data.IsEmpty) return;
        if (CommandName(Tlvs.Inside(response.Data, ProactiveCommand)) is { } name) n.Add("proactiveCommand", name);
        n.Add("data", response.Data);
    }

    internal static void BeginResponse(Narration n)
    {
        if (CommandName(n.Command.Data) is { } name) n.Subject = $"to {name}";
        foreach ((int tag, Octets value) in Tlvs.Read(n.Command.Data))
        {
            if ((tag & 0x7F) == Result && !value.IsEmpty) n.Add("result", ResultName(value[0]));
        }
        n.Add("data", n.Command.Data);
    }

    private static string? CommandName(Octets objects)
    {
        foreach ((int tag, Octets value) in Tlvs.Read(objects))
        {
            if ((tag & 0x7F) != CommandDetails || value.Length != 3) continue;
            return s_commands.TryGetValue(value[1], out string? name) ? name : string.Create(CultureInfo.InvariantCulture, $"command {value[1]:X2}");
        }
        return null;
    }

    private static string ResultName(byte result)
    {
        string name = (result >> 4) switch
        {
            0 => "performed",
            1 => "ended by the user or by a lack of answer",
            2 => "cannot be performed now",
            3 => "cannot be performed",
            _ => "unknown",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name} ({result:X2})");
    }

    private const int ProactiveCommand = 0xD0;
    private const int CommandDetails = 0x01;
    private const int Result = 0x03;

    private static readonly Dictionary<int, string> s_envelopes = new()
    {
        [0xD1] = "SMS-PP DOWNLOAD",
        [0xD2] = "CELL BROADCAST DOWNLOAD",
        [0xD3] = "MENU SELECTION",
        [0xD4] = "CALL CONTROL",
        [0xD5] = "MO SHORT MESSAGE CONTROL",
        [0xD6] = "EVENT DOWNLOAD",
        [0xD7] = "TIMER EXPIRATION",
        [0xD9] = "USSD DOWNLOAD",
    };

    private static readonly Dictionary<byte, string> s_commands = new()
    {
        [0x01] = "REFRESH",
        [0x02] = "MORE TIME",
        [0x03] = "POLL INTERVAL",
        [0x04] = "POLLING OFF",
        [0x05] = "SET UP EVENT LIST",
        [0x10] = "SET UP CALL",
        [0x11] = "SEND SS",
        [0x12] = "SEND USSD",
        [0x13] = "SEND SHORT MESSAGE",
        [0x14] = "SEND DTMF",
        [0x15] = "LAUNCH BROWSER",
        [0x20] = "PLAY TONE",
        [0x21] = "DISPLAY TEXT",
        [0x22] = "GET INKEY",
        [0x23] = "GET INPUT",
        [0x24] = "SELECT ITEM",
        [0x25] = "SET UP MENU",
        [0x26] = "PROVIDE LOCAL INFORMATION",
        [0x27] = "TIMER MANAGEMENT",
        [0x28] = "SET UP IDLE MODE TEXT",
        [0x30] = "PERFORM CARD APDU",
        [0x31] = "POWER ON CARD",
        [0x32] = "POWER OFF CARD",
        [0x33] = "GET READER STATUS",
        [0x34] = "RUN AT COMMAND",
        [0x35] = "LANGUAGE NOTIFICATION",
        [0x40] = "OPEN CHANNEL",
        [0x41] = "CLOSE CHANNEL",
        [0x42] = "RECEIVE DATA",
        [0x43] = "SEND DATA",
        [0x44] = "GET CHANNEL STATUS",
        [0x45] = "SERVICE SEARCH",
        [0x46] = "GET SERVICE INFORMATION",
        [0x47] = "DECLARE SERVICE",
        [0x70] = "ACTIVATE",
        [0x71] = "CONTACTLESS STATE CHANGED",
        [0x72] = "COMMAND CONTAINER",
        [0x73] = "ENCAPSULATED SESSION CONTROL",
    };
}
