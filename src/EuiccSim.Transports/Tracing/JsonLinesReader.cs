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
    internal static async Task ReadAsync(Octets file, List<TraceEvent> records, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(new MemoryStream(file.ToArray()));
        for (int number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                if (Read(line) is { } record) records.Add(record);
            }
            // A member that is missing or of another kind is no less a damage than a missing bracket.
            catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or OverflowException)
            {
                throw new TraceFormatException($"Line {number} is no record of a trace: {FaultWords.Of(e)}", e);
            }
        }
    }

    private static TraceEvent? Read(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement json = document.RootElement;
        if (!DateTimeOffset.TryParse(Text(json, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            throw new FormatException("'time' is no time");
        return Text(json, "event") switch
        {
            "reset" => new TraceEvent.Reset(time, ReadOctets(json, "atr")),
            "exchange" => new TraceEvent.Apdu(time, ReadOctets(json, "command"), ReadOctets(json, "response"), ReadElapsed(json)),
            "failure" => new TraceEvent.Unanswered(time, json.TryGetProperty("command", out _) ? ReadOctets(json, "command") : null, Text(json, "reason")),
            _ => null,
        };
    }

    private static TimeSpan ReadElapsed(JsonElement json) =>
        json.TryGetProperty("ms", out JsonElement ms) ? TimeSpan.FromTicks(checked((long)Math.Round(ms.GetDouble() * TimeSpan.TicksPerMillisecond))) : TimeSpan.Zero;

    private static Octets ReadOctets(JsonElement json, string name) => Octets.FromHex(Text(json, name));

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");
}
