using EuiccSim.Clinic.Logs;
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

    /// <summary>Of a pasted log also what a trace does not have, in its place.</summary>
    internal async Task ShowAsync(PastedLog log)
    {
        foreach (LogEntry entry in log.InOrder())
        {
            if (PastedTrace.EventOf(entry) is { } record) await ShowAsync(record);
            else if (!call.Json && entry is not Unrecoverable) await call.At.Output.WriteLineAsync(PastedTrace.Describe(entry));
        }
    }

    public ValueTask DisposeAsync() => _text.DisposeAsync();
}
