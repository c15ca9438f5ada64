using EuiccSim.Card;
using EuiccSim.Card.Store;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary><c>euiccsim profile check</c>: the rules that a package breaks, and whether a card would take it.</summary>
internal sealed class CheckVerb
{
    private readonly Argument<FileInfo?> _file = new("FILE") { Description = ProfileCommand.PackageText, Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<RuleSeverity> _failOn = new("--fail-on") { Description = "From which severity on the exit code is 1.", DefaultValueFactory = _ => RuleSeverity.Error };
    private readonly Option<string[]> _ignore = new("--ignore") { Description = "A rule that is not asked for; may be given several times.", HelpName = "ID" };
    private readonly Option<bool> _rules = new("--rules") { Description = "Lists all rules, and checks nothing." };
    private readonly Option<FileInfo?> _sarif = new("--sarif") { Description = "Writes the findings as SARIF 2.1.0.", HelpName = "REPORT" };
    private readonly Option<FileInfo?> _junit = new("--junit") { Description = "Writes the findings as JUnit XML, a test case for each rule.", HelpName = "REPORT" };
    private readonly CardTargetOptions _target = new();

    internal static Command Build(Surroundings at)
    {
        CheckVerb verb = new();
        Command command = new("check", "Tells which rules a package breaks, and whether a card would install it: a new one, or the one that is named, which is not changed.")
        {
            verb._file, verb._failOn, verb._ignore, verb._rules, verb._sarif, verb._junit,
        };
        verb._target.AddWithLpaTo(command);
        return command.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        string[] ignored = call.Parsed.GetValue(_ignore) ?? [];
        foreach (string id in ignored) RequireRule(id);
        if (call.Parsed.GetValue(_rules)) return new RuleList();
        FileInfo file = call.Parsed.GetValue(_file) ?? throw CommandFailure.Missing("arguments", "'euiccsim profile check' takes a FILE; with --rules it lists the rules.");
        bool isElsewhere = _target.IsElsewhere(call);
        LintReport? known = null;
        try
        {
            Octets package = PackageSource.ReadPackage(call.At, file);
            call.Progress("check-package", package);
            known = ProfileLinter.Lint(package);
            PackageFaults faults = await AskAsync(call, package, known, isElsewhere);
            faults = faults with { Report = faults.Report.Without(ignored), FailOn = call.Parsed.GetValue(_failOn) };
            Write(call, file, faults.Report, ignored, hasCard: true);
            return faults;
        }
        catch (Exception fault) when (Failures.Of(fault) is { ExitCode: ExitCode.CouldNotAsk, Name: not OutputFailure } failure)
        {
            // CI reads the reports, whatever happened: of a file that cannot be read that is the finding.
            Write(call, file, (known ?? ProfileLinter.Unreadable(failure.Message)).Without(ignored), ignored, hasCard: false);
            throw;
        }
    }

    private void Write(VerbCall call, FileInfo file, LintReport report, string[] ignored, bool hasCard)
    {
        Put(_sarif, () => SarifReport.Write(report, file.ToString()));
        Put(_junit, () => JUnitReport.Write(report, file.ToString(), call.Parsed.GetValue(_failOn), ignored, hasCard));

        void Put(Option<FileInfo?> option, Func<Octets> made)
        {
            if (call.Parsed.GetValue(option) is { } to) Failures.OfFiles(OutputFailure, () => NewFile.Write(to.FullName, made().Span, isSecret: false));
        }
    }

    /// <summary>A card of ours runs its installer, and nothing stays of it; any other tells what it is.</summary>
    private async Task<PackageFaults> AskAsync(VerbCall call, Octets package, LintReport report, bool isElsewhere)
    {
        if (isElsewhere)
        {
            CardAbilities abilities = await _target.WithLpaAsync(call, lpa => EuiccSummary.AskAbilitiesAsync(lpa, call.Ct));
            CardFit fit = CardFit.Check(PackageSource.Elements(package), abilities);
            return new(null, fit, report.With(fit.Findings));
        }
        CardState card = _target.ReadImage(call.Parsed) is { } image ? CardImages.ReadExisting(image.FullName) : NewCard(call.At);
        InstallationFault? fault = InstallationCheck.Check(card, package);
        return new(fault, null, fault?.Element is { } element ? report.With(element) : report);
    }

    private static void RequireRule(string id)
    {
        if (ProfileRules.Find(id) is not null) return;
        string meant = NearWords.Question(NearWords.Of(id, ProfileRules.All.Select(rule => rule.Id)));
        throw CommandFailure.Missing("noSuchRule", $"There is no rule '{id}'.{(meant.Length == 0 ? " 'euiccsim profile check --rules' lists them." : meant)}");
    }

    internal static CardState NewCard(Surroundings at) => new CardOrder().Make([TestPki.Create(EcCurve.NistP256, at.Random, at.Yesterday)], at.Random, at.Yesterday);

    private const string OutputFailure = "output";
}
