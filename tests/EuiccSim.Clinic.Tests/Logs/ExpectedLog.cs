using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Tests.Logs;

/// <summary>What somebody who knows a log wrote down of it, and where a reading differs from that.</summary>
internal sealed class ExpectedLog
{
    private readonly JsonObject _json;
    private readonly List<string> _differences = [];

    private ExpectedLog(JsonObject json) => _json = json;

    internal static ExpectedLog ReadFile(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>Every difference, in words.</summary>
    internal IReadOnlyList<string> DifferencesOf(PastedLog log)
    {
        Same("format", Text(_json, "format"), log.Format);
        Same("wrappers", Sorted(_json["wrappers"]?.AsArray().Select(one => (string)one!) ?? []), Sorted(log.Wrappers));
        if (_json["get_response"] is { } view) Same("get_response", (string)view!, log.GetResponse.ToString().ToLowerInvariant());
        Compare("exchanges", log.Exchanges, Exchange);
        Compare("events", log.Events, Event);
        Compare("http", log.Http, Http);
        Compare("unrecoverable", log.Unrecoverable, Lost);
        return _differences;
    }

    private void Exchange(string at, JsonObject expected, LogExchange read)
    {
        Same(at + "command", Text(expected, "command"), read.Command.ToString());
        Same(at + "response", Text(expected, "response"), read.Response.ToString());
        Same(at + "channel", Text(expected, "channel"), read.Channel);
        // What is worth a word is worth one, whichever.
        if (expected["note"] is not null) Same(at + "has a note", true, read.Note is not null);
    }

    private void Event(string at, JsonObject expected, LogEvent read)
    {
        (string type, Octets? octets, string? channel) = read switch
        {
            LogEvent.Reset reset => ("atr", reset.Atr, reset.Protocol),
            LogEvent.Open open => ("open", open.Aid, open.Channel),
            LogEvent.Close close => ("close", null, close.Channel),
            _ => ("?", null, null),
        };
        Same(at + "type", Text(expected, "type"), type);
        Same(at + "octets", Text(expected, "atr") ?? Text(expected, "aid"), octets?.ToString() is { Length: > 0 } some ? some : null);
        Same(at + "channel", Text(expected, "channel") ?? Text(expected, "protocol"), channel);
    }

    private void Http(string at, JsonObject expected, LogHttp read)
    {
        Same(at + "url", Text(expected, "url"), read.Url);
        Same(at + "method", Text(expected, "method") ?? "POST", read.Method);
        Same(at + "status", Text(expected, "status"), read.Status?.ToString(CultureInfo.InvariantCulture));
        Body(at + "request", expected["request"], read.Request);
        Body(at + "response", expected["response"], read.Response);
    }

    private void Body(string at, JsonNode? expected, string? read)
    {
        JsonNode? node = null;
        if (!string.IsNullOrEmpty(read))
        {
            try
            {
                node = JsonNode.Parse(read);
            }
            catch (JsonException)
            {
                node = JsonValue.Create(read);
            }
        }
        if (!JsonNode.DeepEquals(expected, node)) _differences.Add($"{at}: {expected?.ToJsonString()} was expected, read is {node?.ToJsonString()}");
    }

    private void Lost(string at, JsonObject expected, Unrecoverable read)
    {
        (string Name, Octets? Value)[] left =
        [
            ("command", read.Command), ("command_data", read.CommandData), ("command_start", read.CommandStart), ("response", read.Response),
            ("response_start", read.ResponseStart), ("response_end", read.ResponseEnd), ("sw", read.StatusWord), ("record", read.Record),
        ];
        foreach ((string name, Octets? value) in left) Same(at + name, Text(expected, name), value?.ToString());
        if (expected["missing_octets"] is not null) Same(at + "missing_octets", Text(expected, "missing_octets"), read.MissingOctets?.ToString(CultureInfo.InvariantCulture));
        Same(at + "has a reason", true, read.Reason.Length > 0);
    }

    private void Compare<T>(string name, SequenceOf<T> read, Action<string, JsonObject, T> compare) where T : LogEntry
    {
        JsonArray expected = _json[name]?.AsArray() ?? [];
        Same(name + " count", expected.Count, read.Count);
        for (int at = 0; at < Math.Min(expected.Count, read.Count); at++)
        {
            JsonObject one = expected[at]!.AsObject();
            Same($"{name}[{at}] lines", string.Join('-', one["lines"]!.AsArray().Select(line => (int)line!)), $"{read[at].Lines.First}-{read[at].Lines.Last}");
            compare($"{name}[{at}] ", one, read[at]);
        }
    }

    private void Same<T>(string what, T expected, T read)
    {
        if (!Equals(expected, read)) _differences.Add($"{what}: '{expected}' was expected, read is '{read}'");
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static string? Text(JsonObject json, string name) => json[name]?.ToString();
}
