using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Transports.Tracing;

/// <summary>How a trace becomes text.</summary>
public sealed record TextTraceOptions
{
    /// <summary>Show PINs, session keys and what else is secret; without it they are masked.</summary>
    public bool ShowSecrets { get; init; }

    /// <summary>Show the octets of commands and answers as well.</summary>
    public bool ShowOctets { get; init; }

    /// <summary>Octets of a field that are shown; a longer field is cut, with its size.</summary>
    public int FieldLength { get; init; } = 48;
}

/// <summary>The trace in words, as it happens: ES10 messages field by field, SIM commands with the names of files.</summary>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class TextTraceSink : ITraceSink
{
    private readonly TextWriter _output;
    private readonly TraceText _text;
    private readonly TraceDecoder _decoder;

    /// <summary>A sink for the trace of one card.</summary>
    /// <param name="output">Where the text goes; it stays open.</param>
    /// <param name="options">How; null for the ordinary way.</param>
    public TextTraceSink(TextWriter output, TextTraceOptions? options = null)
    {
        TextTraceOptions chosen = options ?? new();
        _output = output;
        _text = new(chosen);
        _decoder = new(chosen.ShowSecrets);
    }

    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public async ValueTask WriteAsync(TraceEvent record, CancellationToken cancellationToken)
    {
        await _output.WriteAsync(_text.Write(_decoder.Decode(record)).AsMemory(), cancellationToken).ConfigureAwait(false);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
