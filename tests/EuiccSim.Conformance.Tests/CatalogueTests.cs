using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Tests;

/// <summary>The catalogue of cases as a list: what everything that is made of it relies on.</summary>
internal sealed class CatalogueTests
{
    [Test]
    public void Each_case_has_an_id_of_its_own() =>
        Assert.That(ConformanceSuite.Cases.Select(one => one.Id).Concat(ConformanceSuite.Absent.Select(one => one.Id)), Is.Unique);

    [Test]
    public void An_id_is_a_clause_and_a_number_or_a_word() =>
        Assert.That(ConformanceSuite.Cases.Select(one => one.Id), Is.All.Match(@"^[0-9A-Za-z.+]+(#[0-9]+|/[0-9A-Za-z-]+)$"));

    [Test]
    public void A_case_says_where_its_requirement_stands_and_what_it_is_in_one_sentence()
    {
        Assert.That(ConformanceSuite.Cases.Select(one => one.Section), Is.All.Match("^(SGP|TS|ISO|RFC)"));
        Assert.That(ConformanceSuite.Cases.Select(one => one.Title), Is.All.Match("[^.]$"));
    }

    [Test]
    public void A_reason_goes_with_each_case_that_no_run_decides() =>
        Assert.That(ConformanceSuite.Absent.Select(one => one.Reason), Is.All.Not.Empty);

    [Test]
    public void Of_chips_and_their_profiles_there_are_more_cases_than_a_hundred_and_fifty() =>
        Assert.That(ConformanceSuite.Of(Side.Euicc).Count(), Is.GreaterThanOrEqualTo(150));

    [Test]
    public void No_two_cases_of_a_clause_have_one_title() =>
        Assert.That(ConformanceSuite.Cases.Select(one => $"{one.Clause} {one.Title}"), Is.Unique);
}
