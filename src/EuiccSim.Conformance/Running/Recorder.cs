using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Conformance.Running;

/// <summary>Writes down what a case does, step by step, and what crosses the wire meanwhile.</summary>
internal sealed class Recorder : ITraceSink
{
    private readonly List<(string Text, bool IsInitial, List<TraceEvent> Exchange, List<string> Held)> _steps = [];

    internal SequenceOf<CaseStep> Steps =>
        SequenceOf.From(_steps.Select(step => new CaseStep(step.Text, step.IsInitial, SequenceOf.From(step.Exchange), SequenceOf.From(step.Held))));

    internal void Clear() => _steps.Clear();

    internal void Begin(string text, bool isInitial) => _steps.Add((text, isInitial, [], []));

    internal void Held(string expectation) => Current.Held.Add(expectation);

    internal void Add(TraceEvent traced) => Current.Exchange.Add(traced);

    string ITraceSink.Name => "the record of a case";

    ValueTask ITraceSink.WriteAsync(TraceEvent record, CancellationToken cancellationToken)
    {
        Add(record);
        return ValueTask.CompletedTask;
    }

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;

    private (string Text, bool IsInitial, List<TraceEvent> Exchange, List<string> Held) Current
    {
        get
        {
            if (_steps.Count == 0) Begin("the case begins", isInitial: true);
            return _steps[^1];
        }
    }
}
