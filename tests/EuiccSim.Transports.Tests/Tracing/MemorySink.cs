using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>Keeps the records.</summary>
internal sealed class MemorySink : ITraceSink
{
    internal List<TraceEvent> Records { get; } = [];

    /// <summary>What the next write fails with.</summary>
    internal Exception? Fault { get; set; }

    public string Name => "memory";

    public ValueTask WriteAsync(TraceEvent record, CancellationToken cancellationToken)
    {
        if (Fault is { } fault) throw fault;
        Records.Add(record);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
