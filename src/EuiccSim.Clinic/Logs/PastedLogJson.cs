using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs;

/// <summary>What a pasted log holds, as JSON: entries with their lines, octets as upper-case digits.</summary>
public static class PastedLogJson
{
    /// <summary>Writes it as an object with a name.</summary>
    public static void Write(Utf8JsonWriter json, string name, PastedLog log)
    {
        json.WriteStartObject(name);
        WriteMembers(json, log);
        json.WriteEndObject();
    }

    /// <summary>Writes it as members of the object that is open: format, variant, wrappers, getResponse, exchanges, events, http, unrecoverable.</summary>
    public static void WriteMembers(Utf8JsonWriter json, PastedLog log)
    {
        json.WriteString("format", log.Format);
        Write(json, "variant", log.Variant);
        json.WriteStartArray("wrappers");
        foreach (string wrapper in log.Wrappers) json.WriteStringValue(wrapper);
        json.WriteEndArray();
        json.WriteString("getResponse", ViewOf(log.GetResponse));
        Write(json, "exchanges", log.Exchanges, WriteExchange);
        Write(json, "events", log.Events, WriteEvent);
        Write(json, "http", log.Http, WriteHttp);
        Write(json, "unrecoverable", log.Unrecoverable, WriteLost);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, SequenceOf<T> entries, Action<Utf8JsonWriter, T> write) where T : LogEntry
    {
        json.WriteStartArray(name);
        foreach (T one in entries)
        {
            json.WriteStartObject();
            json.WriteStartArray("lines");
            json.WriteNumberValue(one.Lines.First);
            json.WriteNumberValue(one.Lines.Last);
            json.WriteEndArray();
            if (one.Time is { } time) json.WriteString("time", time.ToString("O"));
            write(json, one);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteExchange(Utf8JsonWriter json, LogExchange exchange)
    {
        json.WriteString("command", exchange.Command.ToString());
        json.WriteString("response", exchange.Response.ToString());
        Write(json, "channel", exchange.Channel);
        Write(json, "note", exchange.Note);
    }

    private static void WriteEvent(Utf8JsonWriter json, LogEvent happened)
    {
        switch (happened)
        {
            case LogEvent.Reset reset:
                json.WriteString("type", "atr");
                json.WriteString("atr", reset.Atr.ToString());
                Write(json, "protocol", reset.Protocol);
                break;
            case LogEvent.Open open:
                json.WriteString("type", "open");
                Write(json, "aid", open.Aid);
                Write(json, "channel", open.Channel);
                break;
            case LogEvent.Close close:
                json.WriteString("type", "close");
                Write(json, "channel", close.Channel);
                break;
        }
    }

    private static void WriteHttp(Utf8JsonWriter json, LogHttp call)
    {
        json.WriteString("method", call.Method);
        json.WriteString("url", call.Url);
        if (call.Status is { } status) json.WriteNumber("status", status);
        Write(json, "request", call.Request);
        Write(json, "response", call.Response);
    }

    private static void WriteLost(Utf8JsonWriter json, Unrecoverable lost)
    {
        json.WriteString("reason", lost.Reason);
        Write(json, "command", lost.Command);
        Write(json, "commandData", lost.CommandData);
        Write(json, "commandStart", lost.CommandStart);
        Write(json, "response", lost.Response);
        Write(json, "responseStart", lost.ResponseStart);
        Write(json, "responseEnd", lost.ResponseEnd);
        Write(json, "statusWord", lost.StatusWord);
        Write(json, "record", lost.Record);
        if (lost.MissingOctets is { } missing) json.WriteNumber("missingOctets", missing);
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static void Write(Utf8JsonWriter json, string name, Octets? octets) => Write(json, name, octets?.ToString());

    private static string ViewOf(GetResponseView view) => view switch
    {
        GetResponseView.Shown => "shown",
        GetResponseView.Hidden => "hidden",
        GetResponseView.Mixed => "mixed",
        _ => "unknown",
    };
}
