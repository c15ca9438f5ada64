using EuiccSim.Conformance.Reports;

namespace EuiccSim.Cli.Suite;

/// <summary><c>euiccsim conformance diff</c>: what is another verdict in the second of two reports.</summary>
internal static class DiffVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<FileInfo> first = Report("A"), second = Report("B");
        return new Command("diff", "Tells which verdicts differ between two reports; exit code 1 if some do.") { first, second }.Does(at, VerbResult (call) =>
            new Differences(ReportDifference.Between(Read(call.Parsed.GetRequiredValue(first)), Read(call.Parsed.GetRequiredValue(second)))));
    }

    internal static SavedReport Read(FileInfo file) => Failures.OfFiles("report", () =>
    {
        try
        {
            return SavedReport.Read(Octets.Wrap(File.ReadAllBytes(file.FullName)));
        }
        catch (FormatException fault)
        {
            throw CommandFailure.Missing("report", $"The file {file} cannot be used: {fault.Message}.", fault);
        }
    });

    private static Argument<FileInfo> Report(string name) => new(name) { Description = "A report that 'euiccsim conformance run --report' wrote." };

    private sealed record Differences(SequenceOf<ReportDifference> Cases) : VerbResult
    {
        internal override CommandFailure? Failure => Cases.Count == 0 ? null : new(ExitCode.SaidNo, "diff", "different", $"{Cases.Count} verdicts differ.");

        internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("differences", Cases, one =>
        {
            json.WriteString("id", one.Id);
            json.WriteString("before", one.Before?.Verdict);
            json.WriteString("after", one.After?.Verdict);
            json.WriteString("why", one.After?.Why ?? one.Before?.Why);
        });

        internal override void Show(IAnsiConsole console)
        {
            if (Cases.Count == 0) console.Line("All verdicts are the same.");
            else console.Write(Tables.Of("Case", "Before", "After", "Why").Rows(Cases, one => [one.Id, one.Before?.Verdict ?? "did not run", one.After?.Verdict ?? "did not run", one.After?.Why ?? one.Before?.Why]));
        }
    }
}
