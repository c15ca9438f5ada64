using System.Text.RegularExpressions;
using EuiccSim.Tests;

namespace EuiccSim.Api.Tests.Conformance;

/// <summary>The manifest as a whole; that its tests exist is a test of each test project.</summary>
public sealed class ConformanceTableTests
{
    private static readonly ConformanceManifest s_manifest = ConformanceManifest.Load();

    [Test]
    public void Each_case_has_tests_or_a_reason_and_not_both()
    {
        Assert.That(s_manifest.Cases, Is.Not.Empty);
        foreach (ConformanceCase one in s_manifest.Cases)
        {
            Assert.That(one.Tests.Length > 0, Is.EqualTo(one.Disabled is null), one.Id);
            Assert.That(one.Tests, Is.Unique, one.Id);
            Assert.That(one.Side, Is.AnyOf("eUICC", "LPA"), one.Id);
            if (one.Disabled is { } reason) Assert.That(reason.Split(' '), Has.Length.GreaterThan(3), $"{one.Id}: a reason in words");
        }
        Assert.That(s_manifest.Cases.Select(one => one.Id), Is.Unique);
    }

    /// <summary>Each of these projects looks for the names that begin with its own.</summary>
    [Test]
    public void Each_test_is_of_a_test_project()
    {
        string[] projects = ["EuiccSim.Card.Tests.", "EuiccSim.Lpa.Tests.", "EuiccSim.Protocol.Tests.", "EuiccSim.Servers.Tests.", "EuiccSim.Transports.Tests.",
            "EuiccSim.EndToEnd.Tests."];
        Assert.That(
            s_manifest.Cases.SelectMany(one => one.Tests).Where(name => !Array.Exists(projects, project => name.StartsWith(project, StringComparison.Ordinal))),
            Is.Empty);
    }

    [Test]
    public void The_table_in_the_documentation_is_the_manifest()
    {
        using StreamReader reader = new(typeof(ConformanceTableTests).Assembly.GetManifestResourceStream("conformance.md")!);
        string page = reader.ReadToEnd();
        string actual = ConformanceTable.PutInto(page, s_manifest);
        // EUICCSIM_UPDATE_CONFORMANCE=docs/conformance.md writes the file anew.
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_CONFORMANCE") is { Length: > 0 } path) File.WriteAllText(path, actual);
        Assert.That(actual.Split('\n'), Is.EqualTo(page.Split('\n')));
    }

    /// <summary>Every clause for the eUICC that our list of SGP.23 has is in the manifest.</summary>
    [Test]
    public void No_clause_for_the_eUICC_is_left_out()
    {
        string list = File.ReadAllText(SharedData.Require("spec/sgp23-cases.md"));
        string eUicc = list[list.IndexOf("## 1.", StringComparison.Ordinal)..list.IndexOf("## 3.", StringComparison.Ordinal)];
        List<string> clauses = [];
        foreach (Match match in Regex.Matches(eUicc, @"^\| ([45]\.2)\.(\d+(?:/\d+)*) \|", RegexOptions.Multiline))
            clauses.AddRange(match.Groups[2].Value.Split('/').Select(number => $"{match.Groups[1].Value}.{number}"));
        Assert.That(clauses, Has.Count.GreaterThan(30));
        Assert.That(clauses, Is.SubsetOf(s_manifest.Cases.Select(one => one.Id[..one.Id.IndexOf('#', StringComparison.Ordinal)]).Distinct()));
    }
}
