using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// libqmi's text (qmicli -v, ModemManager): a message as QMUX, QMI and TLVs, both directions behind "&lt;&lt;&lt;&lt;&lt;&lt;". "Send APDU" (0x003B) is paired by its transaction. qmicli's own
/// command line and result line have the octets once more.
/// </summary>
internal sealed class Qmi(LogCollector into) : LogProducer("qmi-trace", into)
{
    private readonly Dialogue _messages = new("qmi-trace", into);
    private QmiMessage? _message;

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.Has("--uim-send-apdu=")) return TakeCommandLine(line, text.After("--uim-send-apdu=")!);
        if (text.After("Send APDU operation successfully completed: ") is { } result)
        {
            EndMessage();
            Into.Wrapper("qmicli");
            Talk.Answer(line, HexText.Of(result)).Note ??= "stands in the command line, in the messages and in the result line";
            return true;
        }
        if (text.Has("send apdu operation failed:"))
        {
            EndMessage();
            Talk.Fail(line, "modem error instead of an answer");
            return true;
        }
        if (!text.Begins("<<<<<<") && !text.Begins(">>>>>>"))
        {
            bool heading = text.Has("sent message...") || text.Has("received message...") || text.Has("sent generic") || text.Has("received generic");
            if (heading) EndMessage();
            return heading;
        }
        // syslog glues a block into one line.
        foreach (string one in text.Split(["<<<<<< ", ">>>>>> "], StringSplitOptions.RemoveEmptyEntries)) TakeField(line, one.Trim());
        return true;
    }

    internal override void End()
    {
        EndMessage();
        base.End();
        _messages.End();
    }

    private bool TakeCommandLine(LogLine line, string arguments)
    {
        EndMessage();
        Into.Wrapper("qmicli");
        string[] parts = arguments.Trim('"', '\'', ' ').Split(',', 3);
        PendingExchange pending = Talk.Command(line, HexText.Of(parts[^1].Trim('"', '\'')));
        pending.Channel = parts.Length == 3 ? parts[1] : null;
        return true;
    }

    private void TakeField(LogLine line, string field)
    {
        if (field.Begins("QMUX:") || field.Begins("RAW:")) EndMessage();
        _message ??= new(line);
        _message.Take(line, field);
    }

    private void EndMessage()
    {
        if (_message is { } message) Report(message);
        _message = null;
    }

    private void Report(QmiMessage message)
    {
        string key = message.Transaction ?? "";
        LogLine line = new(message.First, message.Last, "");
        switch (message.Id)
        {
            case "0x003B" when !message.IsResponse:
                if (message.Value("APDU", 0x02) is not { } command) return;
                _messages.Command(line, WithoutLength(command), key).Channel = message.Value("Channel ID", 0x10) is { } channel && !channel.IsElided ? $"{Number(channel.Start)}" : null;
                break;
            case "0x003B" when message.Value("APDU Response", 0x10) is { } answer:
                _messages.Answer(line, WithoutLength(answer), key);
                break;
            case "0x003B":
                _messages.Fail(line, $"modem error instead of an answer: {message.Result}", key);
                break;
            case "0x0042" when !message.IsResponse:
                Into.Add(Format, new LogEvent.Open(line.Range, message.Value("AID", 0x10)?.Start is { Length: > 1 } aid ? aid.Slice(1) : null, null));
                break;
            case "0x003F" when !message.IsResponse && message.Value("Channel ID", 0x11) is { } closed:
                Into.Add(Format, new LogEvent.Close(line.Range, $"{Number(closed.Start)}"));
                break;
        }
    }

    /// <summary>An APDU has its length before it, in 16 bits.</summary>
    private static HexText WithoutLength(HexText value) => value.Start.Length < 2 || value.IsElided ? value : HexText.Of(value.Start.Slice(2));

    private static int Number(Octets octets) => octets.IsEmpty ? 0 : octets[0];
}

/// <summary>One message: its fields come line by line.</summary>
internal sealed class QmiMessage(LogLine first)
{
    private readonly List<(string Type, HexText Value)> _values = [];
    private string _type = "";

    internal int First { get; } = first.Number;
    internal int Last { get; private set; } = first.Last;
    internal string? Transaction { get; private set; }
    internal string? Id { get; private set; }
    internal string? Result { get; private set; }
    internal bool IsResponse { get; private set; }

    internal void Take(LogLine line, string field)
    {
        Last = line.Last;
        int equals = field.At(" = ");
        if (equals < 0) return;
        string value = field[(equals + 3)..];
        switch (field[..equals].Trim())
        {
            case "flags":
                IsResponse |= value.Has("response");
                break;
            case "transaction":
                Transaction = value;
                break;
            case "message":
                Id = value.Between("(", ")");
                break;
            case "type":
                _type = value;
                break;
            case "value":
                _values.Add((_type, HexText.Of(value)));
                break;
            case "translated" when _type.Has("\"Result\""):
                Result = value;
                break;
        }
    }

    /// <summary>The value of a TLV; one number has several names, so the name counts.</summary>
    internal HexText? Value(string name, int type) => _values.FirstOrDefault(one => one.Type.Has($"\"{name}\" (0x{type:x2})")).Value;
}
