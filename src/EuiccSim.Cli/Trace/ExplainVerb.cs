using EuiccSim.Clinic.Explaining;
using EuiccSim.Clinic.Logs;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace explain FILE</c>: what a log or a trace tells, and what went wrong first.</summary>
internal static class ExplainVerb
{
    internal static Command Build(Surroundings at)
    {
        TraceInput input = new();
        Command explain = new("explain", "Tells what was done in a log or a trace, and what in it went wrong first; exit code 1 if something did.");
        input.AddTo(explain);
        return explain.Does(at, async Task<VerbResult> (call) =>
        {
            TraceContent content = await input.ReadAsync(call);
            return content.Fault is { } fault ? throw fault : new Explained(LogExplanation.Of(content.Log ?? PastedTrace.LogOf(content.Records)));
        });
    }

    private sealed record Explained(LogExplanation Told) : VerbResult
    {
        internal override CommandFailure? Failure => Told.Findings is not [{ } first, ..] ? null : new(ExitCode.SaidNo, "explain", "findings", $"{first.What.TrimEnd('.')}, in {first.Lines}. {first.Advice}");

        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteObjects("story", Told.Story, one =>
            {
                Lines(json, one.Lines);
                json.WriteString("sentence", one.Sentence);
            });
            json.WriteObjects("findings", Told.Findings, one =>
            {
                json.WriteString("cause", one.Cause);
                Lines(json, one.Lines);
                json.WriteString("what", one.What);
                json.WriteString("section", one.Section);
                json.WriteString("advice", one.Advice);
            });
        }

        internal override void Show(IAnsiConsole console)
        {
            foreach (ToldStep one in Told.Story) console.Line($"{one.Lines}: {one.Sentence}");
            console.Line(Told.Findings.Count == 0 ? "Nothing in it departs from the standard." : "");
            foreach (Finding one in Told.Findings) console.Line($"{(one == Told.Findings[0] ? "First" : "Then")}, {one.Lines}: {one.What} ({one.Section}) {one.Advice}");
        }

        private static void Lines(Utf8JsonWriter json, LineRange lines)
        {
            json.WriteStartArray("lines");
            json.WriteNumberValue(lines.First);
            json.WriteNumberValue(lines.Last);
            json.WriteEndArray();
        }
    }
}
