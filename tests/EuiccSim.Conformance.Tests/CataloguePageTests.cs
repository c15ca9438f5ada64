using System.Text.RegularExpressions;
using EuiccSim.Conformance.Cases;
using EuiccSim.Tests;

namespace EuiccSim.Conformance.Tests;

/// <summary>The catalogue as a whole, and what is made of it.</summary>
internal sealed partial class CataloguePageTests
{
    [TestCase("docs", "conformance.md")]
    [TestCase("conformance", "sgp23.json")]
    public void Page_and_manifest_are_the_catalogue(string folder, string file)
    {
        string path = Clone.PathOf(folder, file);
        string page = File.Exists(path) ? File.ReadAllText(path) : "";
        string made = folder == "docs" ? CataloguePage.PutInto(page) : CataloguePage.WriteManifest();
        // EUICCSIM_UPDATE_CONFORMANCE=1 writes them anew.
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_CONFORMANCE") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, made);
        }
        Assert.That(File.ReadAllText(path).Split('\n'), Is.EqualTo(made.Split('\n')));
    }

    [Test]
    public void Ids_are_unique_and_say_whose_number_they_have()
    {
        string[] ids = [.. ConformanceSuite.Cases.Select(one => one.Id), .. ConformanceSuite.Absent.Select(one => one.Id)];
        Assert.That(ids, Is.Unique);
        // A clause that is absent as a whole is named by its number alone.
        Assert.That(ids.Where(id => !Id().IsMatch(id)).Except(ConformanceSuite.Absent.Select(one => one.Id.Split('/', '#')[0])), Is.Empty);
    }

    [Test]
    public void No_two_cases_of_a_clause_have_one_title() => Assert.That(ConformanceSuite.Cases.Select(one => $"{one.Side} {one.Clause} {one.Title}"), Is.Unique);

    [TestCase(Side.Euicc, 150)]
    [TestCase(Side.Smdp, 100)]
    [TestCase(Side.Smds, 12)]
    [TestCase(Side.Lpa, 40)]
    public void There_are_as_many_cases_as_were_promised(Side side, int least) => Assert.That(ConformanceSuite.Of(side).Count(), Is.GreaterThanOrEqualTo(least));

    [Test]
    public void Each_case_says_what_it_judges_and_where_that_stands()
    {
        foreach (ConformanceCase one in ConformanceSuite.Cases)
        {
            Assert.That(one.Title.Split(' '), Has.Length.GreaterThan(2), one.Id);
            Assert.That(one.Title, Does.Not.EndWith("."), one.Id);
            Assert.That(one.Section, Does.Contain("§"), one.Id);
        }
        foreach (AbsentCase one in ConformanceSuite.Absent) Assert.That(one.Reason.Split(' '), Has.Length.GreaterThan(1), one.Id);
    }

    /// <summary>Every clause for the eUICC that our list of SGP.23 has is in the catalogue, as a case or with the reason why there is none.</summary>
    [Test]
    public void No_clause_for_the_eUICC_is_left_out()
    {
        string list = File.ReadAllText(SharedData.Require("spec/sgp23-cases.md"));
        string eUicc = list[list.IndexOf("## 1.", StringComparison.Ordinal)..list.IndexOf("## 3.", StringComparison.Ordinal)];
        List<string> clauses = [];
        foreach (Match match in Clauses().Matches(eUicc))
            clauses.AddRange(match.Groups[2].Value.Split('/').Select(number => $"{match.Groups[1].Value}.{number}"));
        Assert.That(clauses, Has.Count.GreaterThan(30));
        Assert.That(clauses, Is.SubsetOf(ConformanceSuite.Cases.Select(one => one.Clause).Concat(ConformanceSuite.Absent.Select(one => one.Id.Split('/', '#')[0])).Distinct()));
    }

    [GeneratedRegex(@"^\| ([45]\.2)\.(\d+(?:/\d+)*) \|", RegexOptions.Multiline)]
    private static partial Regex Clauses();

    [GeneratedRegex("^([0-9]+(\\.[0-9]+)+|[A-Za-z0-9+]+)(#[0-9]+|(/[a-zA-Z0-9.-]+)+)$")]
    private static partial Regex Id();
}
