using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Transports.Tracing;

/// <summary>Reads what <see cref="JsonLinesTraceSink"/> writes. Members it does not know, and other events, are passed over.</summary>
internal static class JsonLinesReader
{
    /// <exception cref="TraceFormatException">A line that is damaged; the records before it are in the list.</exception>
    internal static async Task ReadAsync(Octets file, List<TraceEvent> records, LeftOutCounter leftOut, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(new MemoryStream(file.ToArray()));
        for (int number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                if (Read(line, leftOut) is { } record) records.Add(record);
            }
            catch (FormatException fault)
            {
                throw new TraceFormatException($"Line {number} is no record of a trace: {fault.Message}.", fault);
            }
            catch (InvalidOperationException fault)
            {
                throw new TraceFormatException($"Line {number} is no record of a trace: half a character stands in it.", fault);
            }
        }
    }

    private static TraceEvent? Read(string line, LeftOutCounter leftOut)
    {
        using JsonDocument document = Parse(line);
        JsonElement json = document.RootElement;
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object");
        string kind = Text(json, "event");
        DateTimeOffset time = DateTimeOffset.TryParse(Text(json, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset told)
            ? told
            : throw new FormatException("'time' is no time");
        switch (kind)
        {
            case "reset":
                return new TraceEvent.Reset(time, ReadOctets(json, "atr"));
            case "exchange":
                return new TraceEvent.Apdu(time, ReadOctets(json, "command"), ReadOctets(json, "response"), ReadElapsed(json));
            case "failure":
                return new TraceEvent.Unanswered(time, json.TryGetProperty("command", out _) ? ReadOctets(json, "command") : null, Text(json, "reason"));
            default:
                leftOut.Add(LeftOutReason.OtherEvent, kind);
                return null;
        }
    }

    private static JsonDocument Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException fault)
        {
            throw new FormatException("it is no whole JSON object", fault);
        }
    }

    private static TimeSpan ReadElapsed(JsonElement json)
    {
        if (!json.TryGetProperty("ms", out JsonElement ms)) return TimeSpan.Zero;
        if (ms.ValueKind != JsonValueKind.Number || !ms.TryGetDouble(out double value) || Math.Abs(value) > LongestMilliseconds) throw new FormatException("'ms' is no time");
        return TimeSpan.FromTicks((long)Math.Round(value * TimeSpan.TicksPerMillisecond));
    }

    private static Octets ReadOctets(JsonElement json, string name) =>
        Hex.TryParse(Text(json, name)) ?? throw new FormatException($"'{name}' is not an even number of hexadecimal digits");

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value)
        ? (value.ValueKind == JsonValueKind.String ? value.GetString() : null) ?? throw new FormatException($"'{name}' is no text")
        : throw new FormatException($"it has no '{name}'");

    // Thirty years.
    private const double LongestMilliseconds = 1e12;
}
