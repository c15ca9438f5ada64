using System.Globalization;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// mbimcli and libmbim's trace. The status is decimal with SW1 in its low octet: 144 is 9000, 14433 is 6138. mbimcli's own lines have the octets once more.
/// </summary>
internal sealed class Mbim(LogCollector into) : LogProducer("mbim-trace", into)
{
    private readonly Dialogue _messages = new("mbim-trace", into);
    private LogLine? _result;
    private Octets? _status;
    private LogLine? _message;
    private Octets? _messageStatus;
    private string? _channel;
    private bool _received;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.Trim();
        if (text.Has("--ms-set-uicc-apdu=")) return TakeCommandLine(line, text.After("--ms-set-uicc-apdu=")!);
        if (text.Has("retrieved UICC APDU response:"))
        {
            (_result, _status) = (line, null);
            return true;
        }
        if (_result is not null && TakeResult(line, text)) return true;
        if (text.Has("operation failed:") && Talk.IsWaiting)
        {
            Talk.Fail(line, "modem error instead of an answer");
            return true;
        }
        return (text.Begins("<<<<<<") || text.Begins(">>>>>>")) && TakeField(line, text);
    }

    internal override void End()
    {
        (_result, _message) = (null, null);
        base.End();
        _messages.End();
    }

    private bool TakeCommandLine(LogLine line, string arguments)
    {
        _result = null;
        Into.Wrapper("mbimcli");
        PendingExchange pending = Talk.Command(line, HexText.Of(Argument(arguments, "command=") ?? "…"));
        pending.Channel = Argument(arguments, "channel=");
        return true;
    }

    private bool TakeResult(LogLine line, string text)
    {
        if (text.Begins("status: "))
        {
            _status = StatusOf(text[8..]);
            PendingExchange pending = Talk.Answer(line, HexText.Of(""));
            pending.Status = _status ?? Octets.Empty;
            return true;
        }
        if (!text.Begins("response: ") || _status is null || Talk.Open is not { } open) return false;
        if (!text.Has("n/a")) open.Answer = HexText.Of(text.AsSpan(10));
        open.Last = line.Last;
        _result = null;
        return true;
    }

    private bool TakeField(LogLine line, string text)
    {
        string field = text.TrimStart('<', '>', ' ');
        if (field.Begins("QMUX:") || field.Begins("QMI:") || field.Begins("RAW:")) _message = null;
        if (field.Begins("Header:"))
        {
            (_message, _messageStatus, _channel) = (line, null, null);
            _received = text[0] == '>';
        }
        if (_message is not { } message || field.After(" = '") is not { } quoted) return _message is not null;
        string value = quoted.TrimEnd('\'');
        LogLine whole = line with { Number = message.Number };
        if (field.Begins("Channel =")) _channel = value;
        else if (field.Begins("Status =") && _received) _messageStatus = StatusOf(value);
        else if (field.Begins("Command =") && value.Has(":")) _messages.Command(whole, HexText.Of(value)).Channel = _channel;
        else if (field.Begins("Response =") && _messageStatus is { } status) _messages.Answer(whole, HexText.Of(value)).Status = status;
        return true;
    }

    private static Octets? StatusOf(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort status) ? Octets.Of([(byte)(status & 0xFF), (byte)(status >> 8)]) : null;

    private static string? Argument(string arguments, string name) => arguments.After(name)?.Split(',', '"', '\'', ' ')[0];
}
