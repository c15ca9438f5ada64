using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Linting;

/// <summary>What is to be said of a package.</summary>
/// <param name="Findings">The worst first; of the same severity in the order of the elements.</param>
public sealed record LintReport(SequenceOf<LintFinding> Findings)
{
    /// <summary>True if there is nothing as bad as that.</summary>
    /// <param name="severity">The severity that must not be reached.</param>
    public bool IsBelow(RuleSeverity severity) => Findings.All(finding => finding.Severity < severity);

    /// <summary>How many findings have a severity.</summary>
    public int Count(RuleSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>The report without some rules.</summary>
    /// <param name="ids">The rules' identifiers.</param>
    public LintReport Without(IReadOnlyCollection<string> ids) => new(SequenceOf.From(Findings.Where(finding => !ids.Contains(finding.Rule.Id))));

    /// <summary>The report with the fault at which a card stops, unless it is among the findings.</summary>
    /// <param name="fault">What the installer says.</param>
    public LintReport With(ProfileFault fault)
    {
        if (fault.RuleId is null || ProfileRules.Find(fault.RuleId) is not { } rule || Findings.Any(finding => finding.Rule == rule && finding.Number == fault.Number)) return this;
        LintFinding told = new(rule, fault.Rule) { Number = fault.Number, Kind = fault.Kind, Identification = fault.Identification };
        return With([told]);
    }

    /// <summary>The report with more findings.</summary>
    /// <param name="more">What a card says.</param>
    public LintReport With(IEnumerable<LintFinding> more) => Of(Findings.Concat(more));

    /// <summary>Findings in their order.</summary>
    internal static LintReport Of(IEnumerable<LintFinding> findings) =>
        new(SequenceOf.From(findings.Distinct().OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Number ?? int.MaxValue)));

    /// <summary>"2 errors, 1 warning"; "nothing to say" where there is nothing.</summary>
    public string Summary
    {
        get
        {
            string[] parts = [.. ((ReadOnlySpan<RuleSeverity>)[RuleSeverity.Error, RuleSeverity.Warning, RuleSeverity.Note]).ToArray()
                .Select(severity => (Count: Count(severity), Name: StandardName.Of(severity)))
                .Where(one => one.Count > 0).Select(one => $"{one.Count} {one.Name}{(one.Count == 1 ? "" : "s")}")];
            return parts.Length == 0 ? "nothing to say" : string.Join(", ", parts);
        }
    }

    /// <summary>A line for each finding, and the summary.</summary>
    public override string ToString() => string.Join('\n', Findings.Select(finding => finding.ToString()).Append(Summary));
}
