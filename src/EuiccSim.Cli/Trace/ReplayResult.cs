using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Cli.Trace;

/// <summary>What a card answered to a recorded trace.</summary>
/// <param name="Records">The trace.</param>
/// <param name="Differences">The answers that differ.</param>
internal sealed record ReplayResult(IReadOnlyList<TraceEvent> Records, SequenceOf<ReplayDifference> Differences) : VerbResult
{
    internal override CommandFailure? Failure => Differences.Count == 0
        ? null
        : new(ExitCode.SaidNo, "replay", "differs", string.Create(
            CultureInfo.InvariantCulture,
            $"{Differences.Count} of {Records.Count} answers differ, first in octet {Differences[0].FirstDifference} of record {Differences[0].Index}."));

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        IReadOnlyList<string> titles = TraceDecoder.TitlesOf(Records);
        json.WriteNumber("records", Records.Count);
        json.WriteObjects("differences", Differences, one => one.WriteMembers(json, titles[one.Index]));
    }

    internal override void Show(IAnsiConsole console)
    {
        IReadOnlyList<string> titles = TraceDecoder.TitlesOf(Records);
        foreach (ReplayDifference one in Differences)
        {
            console.Line(titles[one.Index]);
            console.Line(one.ToString());
        }
        if (Differences.Count == 0) console.Line(string.Create(CultureInfo.InvariantCulture, $"{Records.Count} records, all answered as then."));
    }
}
