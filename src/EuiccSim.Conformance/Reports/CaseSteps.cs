using System.Text.Json;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Conformance.Reports;

/// <summary>A case told by an example: its steps and expectations as they were on a card of ours.</summary>
/// <param name="Case">The case.</param>
/// <param name="Example">What came of it there; null for a case that judges no eUICC.</param>
public sealed record CaseSteps(ConformanceCase Case, CaseResult? Example)
{
    /// <summary>Runs a case on a fresh card in memory.</summary>
    /// <param name="one">The case.</param>
    /// <param name="time">The card's clock.</param>
    /// <param name="random">Where its keys and numbers come from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<CaseSteps> RunAsync(ConformanceCase one, TimeProvider time, RandomSource random, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Side != Side.Euicc) return new(one, null);
        FreshCard card = new(time, random);
        await using (card)
        {
            RunReport report = await ConformanceRun.RunAsync([one], card.Target, new() { Allowed = CaseEffect.Destroys, Time = time, Random = random }, null, cancellationToken);
            return new(one, report.Cases.Count > 0 ? report.Cases[0] : null);
        }
    }

    /// <summary>It in lines for people.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            yield return $"{Case.Id}  {Case.Title}";
            yield return $"{Case.Section}; it {StandardNameOf(Case.Effect)}{(Case.Needs.Count == 0 ? "" : $"; needs {string.Join(", ", Case.Needs)}")}";
            if (Case.IsNamedByUs) yield return "The last part of the id is a word of ours, and no number of SGP.23.";
            TraceDecoder decoder = new();
            foreach (CaseStep step in Example?.Steps ?? [])
            {
                yield return $"{(step.IsInitial ? "First" : "Then")}: {step.Text}";
                foreach (TraceEntry entry in step.Exchange.Select(decoder.Decode)) yield return $"    {entry.Title}{(entry.Status is { } status ? $": {status}" : "")}";
                foreach (string held in step.Held) yield return $"  expected: {held}";
            }
            if (Example is { Verdict: not Verdict.Pass and var verdict }) yield return $"On a card of ours: {StandardNameOf(verdict)}: {Example.Why}";
        }
    }

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteString("id", Case.Id);
        json.WriteString("title", Case.Title);
        json.WriteString("section", Case.Section);
        json.WriteString("side", StandardNameOf(Case.Side));
        json.WriteString("effect", StandardNameOf(Case.Effect));
        json.WriteStartArray("needs");
        foreach (string need in Case.Needs) json.WriteStringValue(need);
        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (CaseStep step in Example?.Steps ?? [])
        {
            json.WriteStartObject();
            json.WriteString("text", step.Text);
            json.WriteBoolean("initial", step.IsInitial);
            json.WriteStartArray("expected");
            foreach (string held in step.Held) json.WriteStringValue(held);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string StandardNameOf<T>(T value)
        where T : struct, Enum => Protocol.Asn1.StandardName.Of(value);
}
