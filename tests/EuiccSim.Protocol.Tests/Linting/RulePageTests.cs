using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>docs/profile-rules.md has a part for each rule, written from the catalogue.</summary>
internal sealed class RulePageTests
{
    [Test]
    public async Task The_page_has_each_rule()
    {
        string page = Clone.PathOf("docs", "profile-rules.md");
        string text = await File.ReadAllTextAsync(page);
        string expected = text[..(text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + "\n" + Rules();
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_RULES") is not null) await File.WriteAllTextAsync(page, expected);
        Assert.That(text, Is.EqualTo(expected), $"EUICCSIM_UPDATE_RULES=1 writes {page} anew");
    }

    private static string Rules()
    {
        StringBuilder text = new();
        foreach (ProfileRule rule in ProfileRules.All)
        {
            text.Append("\n### ").Append(rule.Id).Append("\n\n*").Append(StandardName.Of(rule.Severity));
            if (rule.NeedsCard) text.Append(", with a card only");
            if (rule.Section.Length > 0) text.Append(" · ").Append(rule.Section);
            text.Append("* – ").Append(char.ToUpperInvariant(rule.Statement[0])).Append(rule.Statement.AsSpan(1)).Append(".\n\n").Append(rule.Help).Append('\n');
        }
        return text.ToString();
    }

    private const string Mark = "<!-- from the catalogue -->";
}
