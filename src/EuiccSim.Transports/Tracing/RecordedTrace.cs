using System.Collections;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing;

/// <summary>The records of a file, in its order, and what of the file is none of them.</summary>
public sealed class RecordedTrace : IReadOnlyList<TraceEvent>
{
    private readonly IReadOnlyList<TraceEvent> _records;

    internal RecordedTrace(IReadOnlyList<TraceEvent> records, SequenceOf<LeftOut> leftOut) => (_records, LeftOut) = (records, leftOut);

    /// <summary>Nothing.</summary>
    internal static RecordedTrace Empty { get; } = new([], []);

    /// <summary>What is not among the records, and why, in the order in which it first came; nothing if all of the file is there.</summary>
    public SequenceOf<LeftOut> LeftOut { get; }

    /// <inheritdoc/>
    public int Count => _records.Count;

    /// <inheritdoc/>
    public TraceEvent this[int index] => _records[index];

    /// <inheritdoc/>
    public IEnumerator<TraceEvent> GetEnumerator() => _records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
