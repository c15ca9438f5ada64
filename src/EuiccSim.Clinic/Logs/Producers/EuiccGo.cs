using System.Text.Json;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// euicc-go by slog: "[APDU] sending" with an attribute command, "[APDU] received" with response (and error), "[HTTP] …" with url and body. The default
/// handler, TextHandler, JSONHandler and others write the same messages and attributes.
/// </summary>
internal sealed class EuiccGo(LogCollector into) : LogProducer("euicc-go-slog", into)
{
    private readonly HttpDialogue _http = new("euicc-go-slog", into);

    internal override bool Take(LogLine line)
    {
        string text = line.Text;
        string? message = text.Contains('[', StringComparison.Ordinal) ? Array.Find(s_messages, text.Has) : null;
        if (message is null) return false;
        Dictionary<string, string> attributes = AttributesOf(line, message);
        LogLine timed = line with { Stamp = attributes.GetValueOrDefault("time") ?? (text.Fits("9999/99/99 99:99:99", out int end) ? text[..end] : line.Stamp) };
        switch (message)
        {
            case "[APDU] sending":
                Talk.Command(timed, HexText.Of(attributes.GetValueOrDefault("command", "…")));
                break;
            case "[APDU] received":
                string response = attributes.GetValueOrDefault("response", "");
                if (response.Length == 0 && attributes.TryGetValue("error", out string? error)) Talk.Fail(timed, $"transport error, no answer: {error}");
                else Talk.Answer(timed, HexText.Of(response.Length == 0 ? "…" : response));
                break;
            case "[HTTP] sending request to":
                _http.Request(timed, attributes.GetValueOrDefault("url", ""), attributes.GetValueOrDefault("body", ""));
                break;
            default:
                _http.Answer(timed, null, attributes.GetValueOrDefault("body", ""), attributes.GetValueOrDefault("url"));
                break;
        }
        return true;
    }

    internal override void End()
    {
        base.End();
        _http.End();
    }

    private Dictionary<string, string> AttributesOf(LogLine line, string message)
    {
        int brace = line.Text.IndexOf('{', StringComparison.Ordinal);
        if (brace >= 0 && brace < line.Text.At(message))
        {
            using JsonDocument? json = JsonText.TryParse(line.Text[brace..]);
            if (json is { RootElement.ValueKind: JsonValueKind.Object })
            {
                Into.Wrapper("slog-json");
                Into.Variant(Format, "JSONHandler");
                Dictionary<string, string> members = [];
                foreach (JsonProperty one in json.RootElement.EnumerateObject()) members[one.Name] = JsonText.String(json.RootElement, one.Name) ?? one.Value.GetRawText();
                return members;
            }
        }
        bool isText = line.Text.Has("msg=\"");
        if (isText) Into.Wrapper("slog-text");
        Into.Variant(Format, isText ? "TextHandler" : "default handler");
        return GoAttributes.Parse(line.Text);
    }

    private static readonly string[] s_messages = ["[APDU] sending", "[APDU] received", "[HTTP] sending request to", "[HTTP] received response from"];
}

/// <summary>"name=value" as slog writes it, values quoted as Go does where they need it.</summary>
internal static class GoAttributes
{
    internal static Dictionary<string, string> Parse(string text)
    {
        Dictionary<string, string> all = [];
        int at = 0;
        while (at < text.Length)
        {
            int equals = text.IndexOf('=', at);
            if (equals < 0) break;
            int name = text.LastIndexOf(' ', equals, equals - at + 1) + 1;
            if (name < at) name = at;
            at = equals + 1;
            all.TryAdd(text[name..equals], at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Bare(text, ref at));
        }
        return all;
    }

    private static string Bare(string text, ref int at)
    {
        int end = text.IndexOf(' ', at);
        if (end < 0) end = text.Length;
        string value = text[at..end];
        at = end;
        return value;
    }

    private static string Quoted(string text, ref int at)
    {
        System.Text.StringBuilder value = new();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] != '\\' || at + 1 >= text.Length) value.Append(text[at]);
            else value.Append(Escaped(text, ref at));
        }
        at++;
        return value.ToString();
    }

    private static char Escaped(string text, ref int at)
    {
        char kind = text[++at];
        int digits = kind switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && at + digits < text.Length && text.AsSpan(at + 1, digits).IsHex())
        {
            at += digits;
            return (char)Convert.ToInt32(text.Substring(at - digits + 1, digits), 16);
        }
        return kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => kind };
    }
}
