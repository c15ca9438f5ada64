using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Cli.Trace;

/// <summary>A decoded record as one JSON line; its fields are an object under the standard's names, lists are arrays.</summary>
internal static class TraceJson
{
    internal static void Write(TextWriter output, TraceEntry entry, TextTraceOptions options) => JsonLine.Write(output, EventOf(entry.Record), json =>
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
        if (entry.Details.Count > 0) Write(json, "details", entry.Details, isList: false);
    });

    private static string EventOf(TraceRecord record) => record switch
    {
        TraceRecord.Reset => "reset",
        TraceRecord.Failure => "failure",
        _ => "exchange",
    };

    private static void WriteOctets(Utf8JsonWriter json, TraceEntry entry, TextTraceOptions options)
    {
        if (entry.Record is not TraceRecord.Exchange exchange) return;
        if (options.ShowSecrets || !entry.HasSecretCommand) json.WriteString("command", exchange.Command.ToString());
        if (options.ShowSecrets || !entry.HasSecretResponse) json.WriteString("response", exchange.Response.ToString());
    }

    private static void Write(Utf8JsonWriter json, string? name, SequenceOf<Asn1Description> parts, bool isList)
    {
        if (name is not null) json.WritePropertyName(name);
        if (isList) json.WriteStartArray();
        else json.WriteStartObject();
        foreach (Asn1Description part in parts)
        {
            string? partName = isList ? null : part.Name;
            if (part.Text is null) Write(json, partName, part.Parts, part.IsList);
            else if (partName is null) json.WriteStringValue(part.Text);
            else json.WriteString(partName, part.Text);
        }
        if (isList) json.WriteEndArray();
        else json.WriteEndObject();
    }
}
