using System.Buffers;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// One JSON object a line: {"time":…,"event":"reset","atr":…}, {"time":…,"event":"exchange","command":…,"response":…,"ms":…} or
/// {"time":…,"event":"failure","command":…,"reason":…}; of worlds also "es10" and "proactive" (request and response), "powerLost", and "http" with both
/// bodies as texts. "party" says where, if there is more than one card. Octets are hexadecimal digits; every octet stands in it, PINs and keys too. What
/// has no form here (a card's states) is passed over.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class JsonLinesTraceSink : ITraceSink
{
    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>A sink.</summary>
    /// <param name="output">Where the lines go, each in one piece; closed with the sink.</param>
    /// <param name="name">What to call it.</param>
    public JsonLinesTraceSink(Stream output, string name = "JSON lines")
    {
        _output = output;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(TraceEvent record, CancellationToken cancellationToken)
    {
        if (TraceJson.EventOf(record) == "other") return;
        _line.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_line)) Write(json, record);
        _line.Write("\n"u8);
        await _output.WriteAsync(_line.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the file. Throws nothing: every line was written whole before.</summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(_output.DisposeAsync);

    private static void Write(Utf8JsonWriter json, TraceEvent record)
    {
        json.WriteStartObject();
        json.WriteString("time", record.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("event", TraceJson.EventOf(record));
        if (record.Party.Length > 0) json.WriteString("party", record.Party);
        switch (record)
        {
            case TraceEvent.Reset reset:
                WriteOctets(json, "atr", reset.Atr);
                break;
            case TraceEvent.Apdu exchange:
                WriteOctets(json, "command", exchange.Command);
                WriteOctets(json, "response", exchange.Response);
                json.WriteNumber("ms", exchange.Elapsed.TotalMilliseconds);
                break;
            case TraceEvent.Unanswered failure:
                if (failure.Command is { } command) WriteOctets(json, "command", command);
                json.WriteString("reason", failure.Reason);
                break;
            case TraceEvent.Es10 es10:
                WriteOctets(json, "request", Asn1Codec.Encode(es10.Request));
                WriteOctets(json, "response", Asn1Codec.Encode(es10.Response));
                break;
            case TraceEvent.Proactive asked:
                json.WriteString("command", asked.Command.Name);
                json.WriteNumber("result", asked.Response.Result);
                break;
            case TraceEvent.Http { Call: var call }:
                WriteCall(json, call);
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, HttpCall call)
    {
        json.WriteString("interface", call.Interface);
        json.WriteString("address", call.Address);
        json.WriteString("function", call.Function);
        json.WriteString("request", call.Request.Span);
        json.WriteNumber("status", call.Status);
        json.WriteString("response", call.Response.Span);
    }

    private static void WriteOctets(Utf8JsonWriter json, string name, Octets octets) => json.WriteString(name, octets.ToString());
}
