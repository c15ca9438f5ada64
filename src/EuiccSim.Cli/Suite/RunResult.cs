using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Reports;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers;

namespace EuiccSim.Cli.Suite;

/// <summary>What came of a run; its cases were told one by one.</summary>
internal sealed record RunResult(RunReport Report, ReportOptions Options) : VerbResult
{
    internal override CommandFailure? Failure => Report.ExitCode switch
    {
        0 => null,
        _ when Report.Interruption is { } why => new(Report.HasLostTarget ? ExitCode.CouldNotAsk : ExitCode.Interrupted, "conformance", Report.HasLostTarget ? "targetGone" : "cancelled", $"The run is not whole: {why}; after {Report.Cases.Count} cases. {Left}"),
        1 => new(ExitCode.SaidNo, "conformance", "casesFailed", $"{Report.Count(Verdict.Fail)} of {Report.Cases.Count} cases failed."),
        _ when Report.Count(Verdict.Error) > 0 => new(ExitCode.CouldNotAsk, "conformance", "casesErred", $"{Report.Count(Verdict.Error)} of {Report.Cases.Count} cases could not be judged."),
        _ => new(ExitCode.CouldNotAsk, "conformance", "nothingJudged", "No case was judged."),
    };

    internal override void WriteMembers(Utf8JsonWriter json) => ReportJson.WriteSummary(json, Report, Options);

    internal override void Show(IAnsiConsole console)
    {
        console.Line("");
        console.Line(string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{Report.Count(verdict)} {RunWords.Of(verdict)}")) + string.Create(CultureInfo.InvariantCulture, $" in {Report.Elapsed.TotalSeconds:0.0} s"));
        foreach (string sentence in Report.LeftBehind) console.Line(sentence);
    }

    private string Left => Report.LeftBehind.Count == 0 ? "Nothing is left on the target." : string.Join(' ', Report.LeftBehind);
}

/// <summary>Tells of each case as it ends: a row for a person, a line for a program.</summary>
internal sealed class RunProgress(VerbCall call) : IProgress<CaseResult>
{
    public void Report(CaseResult value)
    {
        if (call.Json)
        {
            JsonLine.Write(call.At.Output, "case", json =>
            {
                json.WriteString("id", value.Case.Id);
                json.WriteString("verdict", StandardName.Of(value.Verdict));
                json.WriteString("why", value.Why);
                json.WriteNumber("ms", Math.Round(value.Elapsed.TotalMilliseconds, 1));
            });
            return;
        }
        call.At.Console.Line($"{RunWords.Of(value.Verdict),-14}  {value.Case.Id,-26}  {value.Case.Title}");
        if (value.Why is { } why) call.At.Console.Line($"{"",-14}  {why}");
    }
}

/// <summary>Verdicts and effects in words.</summary>
internal static class RunWords
{
    internal static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "passed",
        Verdict.Fail => "failed",
        Verdict.NotApplicable => "not applicable",
        Verdict.Error => "errors",
        _ => StandardName.Of(verdict),
    };

    /// <summary>What the run will do to its target.</summary>
    internal static string Of(ConformanceTarget target, CaseEffect allowed, bool isFresh) => target switch
    {
        LpaTarget => "each has a card and servers of its own, and nothing of yours is touched",
        ServerTarget when allowed >= CaseEffect.Installs => "they use up orders and register events",
        ServerTarget => "they ask, and use up no order; --allow installs lets more run",
        _ when isFresh => "it is a new one, and everything is allowed",
        _ => allowed switch
        {
            CaseEffect.Reads => "they only read; --allow changes, installs or destruction lets more run",
            CaseEffect.Changes => "they change what is there, and restore it",
            CaseEffect.Installs => "they install profiles of their own and delete them",
            _ => "what is on the card may be lost",
        },
    };
}
