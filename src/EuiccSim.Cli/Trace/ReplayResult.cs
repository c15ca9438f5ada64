using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;
using Spectre.Console;

namespace EuiccSim.Cli.Trace;

/// <summary>What a card answered to a recorded trace.</summary>
/// <param name="Records">The trace.</param>
/// <param name="Differences">The answers that differ.</param>
internal sealed record ReplayResult(IReadOnlyList<TraceRecord> Records, SequenceOf<ReplayDifference> Differences) : VerbResult
{
    internal override CommandFailure? Failure => Differences.Count == 0
        ? null
        : new(ExitCode.SaidNo, "replay", "differs", string.Create(
            CultureInfo.InvariantCulture,
            $"{Differences.Count} of {Records.Count} answers differ, first in octet {Differences[0].FirstDifference} of record {Differences[0].Index}."));

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        string[] titles = Titles();
        json.WriteNumber("records", Records.Count);
        json.WriteObjects("differences", Differences, one =>
        {
            json.WriteNumber("record", one.Index);
            json.WriteString("title", titles[one.Index]);
            json.WriteString("what", one.What);
            json.WriteNumber("octet", one.FirstDifference);
            json.WriteString("recorded", one.Recorded?.ToString());
            json.WriteString("now", one.Actual?.ToString());
        });
    }

    internal override void Show(IAnsiConsole console)
    {
        string[] titles = Titles();
        foreach (ReplayDifference one in Differences)
        {
            console.Line(titles[one.Index]);
            console.Line(one.ToString());
        }
        if (Differences.Count == 0) console.Line(string.Create(CultureInfo.InvariantCulture, $"{Records.Count} records, all answered as then."));
    }

    /// <summary>What each record is, in words.</summary>
    private string[] Titles()
    {
        TraceDecoder decoder = new();
        return [.. Records.Select(record => PrintableText.Of(decoder.Decode(record).Title))];
    }
}
