using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Transports.Tracing;

/// <summary>A decoded record as JSON; its fields are an object under the standard's names, lists are arrays.</summary>
public static class TraceJson
{
    /// <summary>"reset", "exchange", "failure" for what crosses the line to a card; "es10", "proactive", "powerLost", "http" for what others tell, "other" for
    /// what has no form in a trace.</summary>
    public static string EventOf(TraceEvent record) => record switch
    {
        TraceEvent.Reset => "reset",
        TraceEvent.Apdu => "exchange",
        TraceEvent.Unanswered => "failure",
        TraceEvent.Es10 => "es10",
        TraceEvent.Proactive => "proactive",
        TraceEvent.PowerLost => "powerLost",
        TraceEvent.Http => "http",
        _ => "other",
    };

    /// <summary>Writes time, channel, title, status and details as members of the object that is open; octets and secrets if the options say so.</summary>
    public static void WriteMembers(Utf8JsonWriter json, TraceEntry entry, TextTraceOptions options)
    {
        json.WriteString("time", entry.Record.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        if (entry.Channel is { } channel) json.WriteNumber("channel", channel);
        json.WriteString("title", entry.Title);
        if (entry.Status is { } status)
        {
            json.WriteString("status", status.ToString());
            json.WriteString("meaning", entry.StatusMeaning);
        }
        if (options.ShowOctets) WriteOctets(json, entry, options);
        if (entry.Details.Count == 0) return;
        json.WritePropertyName("details");
        Asn1DescriptionJson.WriteParts(json, entry.Details, isList: false);
    }

    private static void WriteOctets(Utf8JsonWriter json, TraceEntry entry, TextTraceOptions options)
    {
        if (entry.Record is not TraceEvent.Apdu exchange) return;
        if (options.ShowSecrets || !entry.HasSecretCommand) json.WriteString("command", exchange.Command.ToString());
        if (options.ShowSecrets || !entry.HasSecretResponse) json.WriteString("response", exchange.Response.ToString());
    }
}
