using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>The terminal's profile, and proactive commands. TS 102 221 §11.2, TS 102 223 §8, §9.4.</summary>
internal static class ToolkitCommands
{
    internal static void BeginProfile(Narration n) => n.Add("data", n.Command.Data);

    internal static void BeginEnvelope(Narration n)
    {
        if (!BerTlv.TryHeader(n.Command.Data, out TlvHeader header)) return;
        n.Subject = s_envelopes.TryGetValue(header.Tag, out string? name) ? name : header.Tag.ToString("X2", CultureInfo.InvariantCulture);
        n.Add("data", n.Command.Data);
    }

    internal static void AnswerFetch(Narration n, ResponseApdu response)
    {
        if (response.Data.IsEmpty) return;
        if (CommandName(Tlvs.Inside(response.Data, ProactiveCommandTemplate)) is { } name) n.Add("proactiveCommand", name);
        n.Add("data", response.Data);
    }

    internal static void BeginResponse(Narration n)
    {
        if (CommandName(n.Command.Data) is { } name) n.Subject = $"to {name}";
        foreach ((int tag, Octets value, _) in BerTlv.ReadWhole(n.Command.Data))
        {
            if ((tag & 0x7F) == Result && !value.IsEmpty) n.Add("result", ResultName(value[0]));
        }
        n.Add("data", n.Command.Data);
    }

    private static string? CommandName(Octets objects)
    {
        foreach ((int tag, Octets value, _) in BerTlv.ReadWhole(objects))
        {
            if ((tag & 0x7F) != CommandDetails || value.Length != 3) continue;
            return ProactiveCommand.NameOf(value[1]) ?? string.Create(CultureInfo.InvariantCulture, $"command {value[1]:X2}");
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

    private const int ProactiveCommandTemplate = 0xD0;
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
}
