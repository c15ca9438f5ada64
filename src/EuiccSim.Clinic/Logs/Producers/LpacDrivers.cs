using System.Globalization;
using System.Text.Json;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// lpac's driver gbinder_hidl: "APDU req: HEX", which is the command's data without its header, and "APDU resp: " with SW1 and SW2 in decimal digits, glued, the
/// number of digits and the digits.
/// </summary>
internal sealed class LpacGbinder(LogCollector into) : LogProducer("lpac-gbinder", into)
{
    internal override bool Take(LogLine line)
    {
        if (line.Text.After("APDU req: ") is { } request)
        {
            Talk.Command(line, HexText.Of(request)).IsDataOnly = true;
            return true;
        }
        if (line.Text.After("APDU resp: ") is not { } response) return false;
        string[] parts = response.Trim().Split(' ', 3);
        if (StatusOf(parts[0]) is not { } status) return false;
        PendingExchange pending = Talk.Answer(line, HexText.Of(parts.Length > 2 ? parts[2] : ""));
        pending.Status = status;
        pending.AnswerLength = parts.Length > 1 ? parts[1].LeadingNumber() / 2 : null;
        return true;
    }

    /// <summary>"9756" is 61 38, "1440" is 90 00, "106128" is 6A 80: SW1 has two digits if it begins with 9, else three.</summary>
    private static Octets? StatusOf(string digits)
    {
        int first = digits.StartsWith('9') ? 2 : 3;
        if (digits.Length <= first || digits.Length > first + 3) return null;
        return byte.TryParse(digits.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out byte sw1)
            && byte.TryParse(digits.AsSpan(first), NumberStyles.None, CultureInfo.InvariantCulture, out byte sw2) ? Octets.Of([sw1, sw2]) : null;
    }
}

/// <summary>lpac's driver uqmi: "UQMI_DEBUG_TX: uqmi --single --device D …" and "UQMI_DEBUG_RX: JSON".</summary>
internal sealed class LpacUqmi(LogCollector into) : LogProducer("lpac-uqmi", into)
{
    internal override bool Take(LogLine line)
    {
        if (line.Text.After("UQMI_DEBUG_TX: ") is { } sent)
        {
            Octets? command = Find(sent, static octets => ApduShape.BeginsCommand(octets.Span) && ApduShape.IsWhole(octets.Span));
            if (command is { } apdu) Talk.Command(line, HexText.Of(apdu));
            else Talk.End();
            return true;
        }
        if (line.Text.After("UQMI_DEBUG_RX: ") is not { } received) return false;
        if (Find(received, static octets => ApduShape.IsStatus(octets.Span)) is { } answer) Talk.Answer(line, HexText.Of(answer));
        else if (Talk.IsWaiting && received.Has("rror")) Talk.Fail(line, $"modem error instead of an answer: {received}");
        return true;
    }

    private static Octets? Find(string text, Func<Octets, bool> fits)
    {
        foreach (string word in text.Split([' ', '"', '\'', '=', ',', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length >= 4 && word.Length % 2 == 0 && word.AsSpan().IsHex() && fits(Octets.FromHex(word))) return Octets.FromHex(word);
        }
        return null;
    }
}
