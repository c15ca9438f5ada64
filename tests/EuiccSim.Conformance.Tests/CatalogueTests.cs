using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Tests;

/// <summary>What the catalogue of cases says of itself.</summary>
internal sealed class CatalogueTests
{
    [Test]
    public void An_id_is_that_of_one_case() =>
        Assert.That(ConformanceSuite.Cases.Select(one => one.Id).Concat(ConformanceSuite.Absent.Select(one => one.Id)), Is.Unique);

    [Test]
    public void No_two_cases_of_a_clause_have_one_title() =>
        Assert.That(ConformanceSuite.Cases.Select(one => $"{one.Clause} {one.Title}"), Is.Unique);

    [Test]
    public void Each_case_says_where_its_requirement_stands() =>
        Assert.That(ConformanceSuite.Cases.Select(one => one.Section), Is.All.Match("^SGP\\.22 §[0-9]"));
}
