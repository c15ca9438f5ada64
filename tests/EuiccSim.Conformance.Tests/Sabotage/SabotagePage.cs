using System.Globalization;
using System.Text;
using EuiccSim.Tests;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>docs/conformance-faults.md: the collection, by areas.</summary>
internal sealed class SabotagePage
{
    private const string Mark = "<!-- From here on made by a test -->";

    /// <summary>The page has each fault; EUICCSIM_UPDATE_CONFORMANCE writes it anew.</summary>
    [Test]
    public void The_page_has_each_fault()
    {
        string path = Clone.PathOf("docs", "conformance-faults.md"), page = File.ReadAllText(path);
        string made = page[..(page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + Rows();
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_CONFORMANCE") is { Length: > 0 }) File.WriteAllText(path, made);
        Assert.That(page, Is.EqualTo(made));
    }

    /// <summary>Enough of them, of enough kinds, and none twice.</summary>
    [Test]
    public void There_are_eighty_and_eight_in_each_area()
    {
        (string Area, string Name)[] all = [.. All().Select(one => (one.Area, one.Name))];
        Assert.That(all, Is.Unique.And.Length.GreaterThanOrEqualTo(80));
        Assert.That(all.GroupBy(one => one.Area).Select(area => area.Count()), Is.All.GreaterThanOrEqualTo(8));
    }

    private static IEnumerable<(string Area, string Name, string Section, string Cases)> All() =>
    [
        .. SabotageTests.Cards.Select(one => (one.Area, one.Name, one.Section, one.Cases)),
        .. ServerSabotage.All.Select(one => (one.Area, one.Name, one.Section, one.Cases)),
    ];

    private static string Rows()
    {
        StringBuilder text = new();
        foreach (IGrouping<string, (string Area, string Name, string Section, string Cases)> area in All().GroupBy(one => one.Area))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n## {char.ToUpperInvariant(area.Key[0])}{area.Key[1..]}\n\n| fault | requirement | among these cases is one that finds it |\n|---|---|---|");
            foreach ((_, string name, string section, string cases) in area) text.Append(CultureInfo.InvariantCulture, $"\n| {name} | {section} | {cases.Replace(" ", ", ", StringComparison.Ordinal)} |");
        }
        return text.Append('\n').ToString();
    }
}
