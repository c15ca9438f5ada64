namespace EuiccSim.Transports.Tracing;

/// <summary>How a file is read.</summary>
public sealed record TraceFileOptions
{
    /// <summary>The UDP port from or to which captured GSMTAP messages went.</summary>
    public int GsmtapPort { get; init; } = GsmtapTraceSink.DefaultPort;
}
