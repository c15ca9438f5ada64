using EuiccSim.Card;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Cli.Profiles;

/// <summary>What a card says to a package, and which rules it breaks.</summary>
/// <param name="Fault">Why a card of ours would not install it; null: it would, or another one was asked.</param>
/// <param name="Fit">What another card tells of itself; null: one of ours was asked.</param>
/// <param name="Report">The rules that are broken, those at which the card stops among them.</param>
internal sealed record PackageFaults(InstallationFault? Fault, CardFit? Fit, LintReport Report) : VerbResult
{
    internal RuleSeverity FailOn { get; init; } = RuleSeverity.Error;

    internal override CommandFailure? Failure
    {
        get
        {
            if (Fault is not null)
            {
                string why = Fault.Element is null ? "" : $": {Fault.Explanation}";
                return new(ExitCode.SaidNo, "check", Fault.ReasonName, $"A card would not install the package{why}.", Fault.ReasonNumber.ToString(CultureInfo.InvariantCulture));
            }
            return Report.IsBelow(FailOn) ? null : new(ExitCode.SaidNo, "check", "rulesBroken", $"The package breaks rules: {Report.Summary}.");
        }
    }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteObjects("faults", Fault is null ? [] : new[] { Fault }, fault => fault.WriteMembers(json));
        json.WriteObjects("warnings", Report.Findings.Where(finding => finding.Severity == RuleSeverity.Warning), finding => finding.WriteMembers(json));
        json.WriteObjects("findings", Report.Findings, finding => finding.WriteMembers(json));
        if (Fit is null) return;
        json.WriteStartObject("card");
        Fit.WriteMembers(json);
        json.WriteEndObject();
    }

    internal override void Show(IAnsiConsole console)
    {
        if (Report.Findings.Count > 0)
        {
            console.Write(Tables.Of("", "element", "kind", "file", "rule", "what should be").Rows(Report.Findings, finding =>
                [StandardName.Of(finding.Severity), finding.Number?.ToString(CultureInfo.InvariantCulture), finding.KindName, finding.File, finding.Rule.Id, finding.Message]));
        }
        if (Fit is { } fit)
        {
            console.Line(fit.Takes ? "Nothing is known that would make this card refuse it. What cannot be told without installing it:" : "This card would refuse it. What cannot be told besides:");
            foreach (string unknown in fit.Unknown) console.Line($"  {unknown}");
        }
        else if (Failure is null) console.Line($"In order: a card installs it{(Report.Findings.Count == 0 ? "" : $" ({Report.Summary})")}.");
    }
}

/// <summary>All rules.</summary>
internal sealed record RuleList : VerbResult
{
    internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("rules", ProfileRules.All, rule =>
    {
        json.WriteString("id", rule.Id);
        json.WriteString("severity", StandardName.Of(rule.Severity));
        json.WriteString("section", rule.Section);
        json.WriteString("rule", rule.Statement);
        json.WriteString("help", rule.Help);
        json.WriteBoolean("needsCard", rule.NeedsCard);
    });

    internal override void Show(IAnsiConsole console) => console.Write(Tables.Of("severity", "rule", "what should be").Rows(
        ProfileRules.All, rule => [StandardName.Of(rule.Severity), rule.Id, rule.Statement]));
}
