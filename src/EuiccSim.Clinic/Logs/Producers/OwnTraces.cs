using System.Text.Json;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>This project's JSON lines (--trace FILE.jsonl), each line on its own, so that a damaged one is one.</summary>
internal sealed class OwnJsonLines(LogCollector into) : LogProducer("euiccsim-jsonl", into)
{
    internal override bool Take(LogLine line)
    {
        int at = line.Text.IndexOf('{', StringComparison.Ordinal);
        if (at < 0 || !line.Text.Has("\"event\":\"")) return false;
        using JsonDocument? json = JsonText.TryParse(line.Text[at..]);
        if (json is null) return TakeDamaged(line);
        JsonElement root = json.RootElement;
        LogLine timed = line with { Stamp = JsonText.String(root, "time") };
        switch (JsonText.String(root, "event"))
        {
            case "reset":
                Into.Add(Format, new LogEvent.Reset(line.Range, HexText.Of(JsonText.String(root, "atr")).Start) { Time = LogTime.Of(timed.Stamp) });
                return true;
            case "exchange" when JsonText.String(root, "command") is { } command:
                Talk.Command(timed, HexText.Of(command));
                if (JsonText.String(root, "response") is { } response) Talk.Answer(timed, HexText.Of(response));
                Talk.Close();
                return true;
            case "failure" when JsonText.String(root, "command") is { } unanswered:
                Talk.Command(timed, HexText.Of(unanswered));
                Talk.Fail(timed, $"no answer: {JsonText.String(root, "reason")}");
                return true;
            case "http" when JsonText.String(root, "url") is { } url:
                Into.Add(Format, new LogHttp(line.Range, url)
                {
                    Status = JsonText.Number(root, "status"),
                    Request = JsonText.String(root, "request"),
                    Response = JsonText.String(root, "response"),
                    Time = LogTime.Of(timed.Stamp),
                });
                return true;
            default:
                return JsonText.String(root, "time") is not null;
        }
    }

    private bool TakeDamaged(LogLine line)
    {
        if (line.Text.After("\"command\":\"") is not { } command) return false;
        Talk.Command(line, HexText.Of(command.Split('"')[0]));
        if (line.Text.After("\"response\":\"") is { } response) Talk.Answer(line, HexText.Of(response));
        Talk.Close();
        return true;
    }
}

/// <summary>This project's text (--trace text, trace show): a title with a time and the status word, and with --octets the octets behind "> " and "&lt; ".</summary>
internal sealed class OwnText(LogCollector into) : LogProducer("euiccsim-text", into)
{
    private LogLine? _title;
    private string? _status;

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        if (text.Fits("99:99:99.999999 ", out int end))
        {
            End();
            (_title, _status) = (line, text[end..].After(" -> ")?.Split(' ')[0]);
            return true;
        }
        string octets = text.TrimStart();
        if (_title is not { } title || text.Length < 8 || !text.Begins("    ")) return false;
        if (octets.Begins("> ")) Talk.Command(line with { Number = title.Number }, HexText.Of(octets.AsSpan(2)));
        else if (octets.Begins("< ") && Talk.IsWaiting) Talk.Answer(line, HexText.Of(octets.AsSpan(2)));
        else return true;
        return true;
    }

    internal override bool Continue(LogLine line) => false;

    internal override void End()
    {
        if (_title is { } title && Talk.Open is null && _status is { Length: 4 } status && status.AsSpan().IsHex())
            Into.Add(Format, new Unrecoverable(title.Range, "the trace was written without --octets") { StatusWord = HexText.Of(status).Start });
        _title = null;
        base.End();
    }
}
