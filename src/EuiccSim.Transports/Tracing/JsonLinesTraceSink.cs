using System.Buffers;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// One JSON object a line: {"time":…,"event":"reset","atr":…}, {"time":…,"event":"exchange","command":…,"response":…,"ms":…} or
/// {"time":…,"event":"failure","command":…,"reason":…}. Octets are hexadecimal digits; every octet stands in it, PINs and keys too.
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
    public async ValueTask WriteAsync(TraceRecord record, CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_line)) Write(json, record);
        _line.Write("\n"u8);
        await _output.WriteAsync(_line.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private static void Write(Utf8JsonWriter json, TraceRecord record)
    {
        json.WriteStartObject();
        json.WriteString("time", record.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        switch (record)
        {
            case TraceRecord.Reset reset:
                json.WriteString("event", "reset");
                WriteOctets(json, "atr", reset.Atr);
                break;
            case TraceRecord.Exchange exchange:
                json.WriteString("event", "exchange");
                WriteOctets(json, "command", exchange.Command);
                WriteOctets(json, "response", exchange.Response);
                json.WriteNumber("ms", exchange.Elapsed.TotalMilliseconds);
                break;
            case TraceRecord.Failure failure:
                json.WriteString("event", "failure");
                if (failure.Command is { } command) WriteOctets(json, "command", command);
                json.WriteString("reason", failure.Reason);
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteOctets(Utf8JsonWriter json, string name, Octets octets) => json.WriteString(name, octets.ToString());
}
