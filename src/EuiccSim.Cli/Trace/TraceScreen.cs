using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Cli.Trace;

/// <summary>Shows records of one card, one after the other: decoded text for a person, a line of JSON each for a program.</summary>
internal sealed class TraceScreen(VerbCall call, TextTraceOptions options) : IAsyncDisposable
{
    private readonly TextTraceSink _text = new(call.At.Output, options);
    private readonly TraceDecoder _decoder = new(options.ShowSecrets);

    internal async Task ShowAsync(TraceEvent record)
    {
        if (!call.Json) await _text.WriteAsync(record, call.Ct);
        else JsonLine.Write(call.At.Output, TraceJson.EventOf(record), json => TraceJson.WriteMembers(json, _decoder.Decode(record), options));
    }

    public ValueTask DisposeAsync() => _text.DisposeAsync();
}
