using System.Text;
using System.Text.Json;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>lpac's stdio drivers, both ways in one file: {"type":"apdu"|"http","payload":{…}}. Bodies of HTTP are digits of their text.</summary>
internal sealed class LpacStdio(LogCollector into) : LogProducer("lpac-stdio", into)
{
    private readonly HttpDialogue _http = new("lpac-stdio", into);
    private LogLine? _opening;
    private Octets? _aid;
    private bool _waitsForOther;

    internal override bool Take(LogLine line)
    {
        int at = line.Text.IndexOf('{', StringComparison.Ordinal);
        if (at < 0 || !line.Text.Has("\"payload\"") || !line.Text.Has("\"apdu\"") && !line.Text.Has("\"http\"")) return false;
        using JsonDocument? json = JsonText.TryParse(line.Text[at..]);
        if (json is null) return TakeDamaged(line, at);
        if (JsonText.Of(json.RootElement, "payload") is not { ValueKind: JsonValueKind.Object } payload) return false;
        switch (JsonText.String(json.RootElement, "type"))
        {
            case "apdu":
                TakeApdu(line, payload);
                break;
            case "http":
                TakeHttp(line, payload);
                break;
            default:
                return false;
        }
        Into.Wrapper("json");
        return true;
    }

    internal override void End()
    {
        if (_opening is { } line) Into.Add(Format, new LogEvent.Open(line.Range, _aid, null));
        _opening = null;
        base.End();
        _http.End();
    }

    private void TakeApdu(LogLine line, JsonElement payload)
    {
        if (JsonText.String(payload, "func") is { } function)
        {
            TakeFunction(line, function, JsonText.String(payload, "param"));
            return;
        }
        int? code = JsonText.Number(payload, "ecode");
        if (_opening is { } opening)
        {
            Into.Add(Format, new LogEvent.Open(opening.Range, _aid, code >= 0 ? $"{code}" : null));
            _opening = null;
        }
        else if (JsonText.String(payload, "data") is { } data) Talk.Answer(line, HexText.Of(data));
        else if (!_waitsForOther) Talk.Fail(line, $"transport failed (ecode {code}), no answer");
        _waitsForOther = false;
    }

    private void TakeFunction(LogLine line, string function, string? parameter)
    {
        if (_opening is { } opening) Into.Add(Format, new LogEvent.Open(opening.Range, _aid, null));
        _opening = null;
        _waitsForOther = function != "transmit";
        switch (function)
        {
            case "transmit":
                Talk.Command(line, HexText.Of(parameter));
                break;
            case "logic_channel_open":
                (_opening, _aid) = (line, Octets.TryParse(parameter ?? ""));
                break;
            case "logic_channel_close":
                string channel = HexText.Of(parameter).Start is [var one] ? $"{one}" : parameter ?? "";
                Into.Add(Format, new LogEvent.Close(line.Range, channel));
                break;
        }
        if (function != "transmit") Talk.End();
    }

    private void TakeHttp(LogLine line, JsonElement payload)
    {
        if (JsonText.String(payload, "url") is { } url) _http.Request(line, url, BodyOf(JsonText.String(payload, "tx")));
        else _http.Answer(line, JsonText.Number(payload, "rcode"), BodyOf(JsonText.String(payload, "rx")));
    }

    /// <summary>A line that is cut: what is left of its octets.</summary>
    private bool TakeDamaged(LogLine line, int at)
    {
        string text = line.Text[at..];
        if (text.After("\"param\":\"") is { } command && text.Has("\"transmit\"")) Talk.Command(line, HexText.Of(command));
        else if (text.After("\"data\":") is { } data && text.Has("\"ecode\"")) Talk.Answer(line, HexText.Of(data));
        else return false;
        return true;
    }

    private static string BodyOf(string? hex) => Encoding.UTF8.GetString(HexText.Of(hex).Start.Span);
}

/// <summary>JSON in a log, which may be anything.</summary>
internal static class JsonText
{
    internal static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, s_options);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // Half a character stands in it.
            return null;
        }
    }

    internal static JsonElement? Of(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : null;

    internal static string? String(JsonElement json, string name) => Of(json, name) is { ValueKind: JsonValueKind.String } value ? TextOf(value) : null;

    internal static int? Number(JsonElement json, string name) => Of(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone half of a surrogate pair, which is no text.
            return null;
        }
    }

    // Behind the object a wrapper may have written more.
    private static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, MaxDepth = 128 };
}
