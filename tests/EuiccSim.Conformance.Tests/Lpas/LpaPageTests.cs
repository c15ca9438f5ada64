using System.Text;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Lpas.Commands;
using EuiccSim.Tests;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>docs/conformance-lpa.md says what there is.</summary>
internal sealed class LpaPageTests
{
    [Test]
    public void The_file_on_the_page_can_be_read()
    {
        string json = s_page.Split("```json")[1].Split("```")[0];
        LpaDescription description = LpaDescription.Read(Encoding.UTF8.GetBytes(json));
        Assert.That((description.Name, description.Card, description.Commands["reject"].Input), Is.EqualTo(("my LPA", LpaCardWay.Tcp, "no\n")));
    }

    [TestCaseSource(typeof(LpaDescription), nameof(LpaDescription.Names))]
    public void Each_description_has_a_row(string name) => Assert.That(s_page, Does.Contain($"| `{name}` |"));

    [Test]
    public void Each_placeholder_has_a_row_and_each_option_is_named()
    {
        Assert.That(LpaArgument.Known.Where(name => !s_page.Contains($"`{{{name}}}`", StringComparison.Ordinal)), Is.Empty);
        Assert.That(LpaOption.All.Where(name => !s_page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Each_case_that_no_run_decides_has_a_reason() =>
        Assert.That(ConformanceSuite.Absent.Where(one => one.Side == Side.Lpa).Select(one => one.Reason), Is.Not.Empty.And.All.Not.Empty);

    [Test]
    public void There_are_as_many_cases_as_were_wanted_and_no_two_of_one_name()
    {
        string[] ids = [.. ConformanceSuite.Of(Side.Lpa).Select(one => one.Id)];
        Assert.That(ids, Has.Length.GreaterThanOrEqualTo(40).And.Unique);
        Assert.That(ids, Has.None.Contains("#"), "no number of SGP.23 is known for LPAs");
    }

    private static readonly string s_page = File.ReadAllText(Clone.PathOf("docs", "conformance-lpa.md"));
}
