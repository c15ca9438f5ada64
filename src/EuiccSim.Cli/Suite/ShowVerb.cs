using EuiccSim.Conformance;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Reports;

namespace EuiccSim.Cli.Suite;

/// <summary><c>euiccsim conformance show</c>: a case, and its steps as they are on a card of ours.</summary>
internal static class ShowVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<string> id = new("ID") { Description = "A case, as 'euiccsim conformance list' has it." };
        return new Command("show", "Tells what a case does and expects, by its steps on a fresh card in memory.") { id }
            .Does(at, async call => await RunAsync(call, call.Parsed.GetRequiredValue(id)));
    }

    /// <summary>The cases that somebody named.</summary>
    internal static IReadOnlyList<ConformanceCase> Find(string text)
    {
        ConformanceCase[] found = [.. ConformanceSuite.Find(text)];
        if (found.Length > 0) return found;
        string meant = NearWords.Question(NearWords.Of(text, ConformanceSuite.Cases.Select(one => one.Id)));
        string known = meant.Length == 0 ? " 'euiccsim conformance list' lists them." : meant;
        throw CommandFailure.Missing("noSuchCase", ConformanceSuite.Absent.FirstOrDefault(one => string.Equals(one.Id, text, StringComparison.OrdinalIgnoreCase)) is { } absent
            ? $"No run decides '{absent.Id}' ({absent.Title}): {absent.Reason}."
            : $"There is no case '{text}'.{known}");
    }

    private static async Task<VerbResult> RunAsync(VerbCall call, string id)
    {
        ConformanceCase[] cases = [.. Find(id)];
        if (cases.Length > 1) throw CommandFailure.Missing("severalCases", $"'{id}' is {cases.Length} cases: {string.Join(", ", cases.Select(one => one.Id))}. Name one of them.");
        return new CaseStory(await CaseSteps.RunAsync(cases[0], call.At.Time, call.At.Random, call.Ct));
    }

    private sealed record CaseStory(CaseSteps Case) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json) => Case.WriteMembers(json);

        internal override void Show(IAnsiConsole console)
        {
            foreach (string line in Case.Lines) console.Line(line);
        }
    }
}
