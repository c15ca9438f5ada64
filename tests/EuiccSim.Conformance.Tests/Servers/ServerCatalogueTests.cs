using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>The cases for servers, as a list.</summary>
internal sealed class ServerCatalogueTests
{
    private static readonly ConformanceCase[] s_smdp = [.. ConformanceSuite.Of(Side.Smdp)];
    private static readonly ConformanceCase[] s_smds = [.. ConformanceSuite.Of(Side.Smds)];

    [Test]
    public void There_are_as_many_as_are_wanted()
    {
        TestContext.Out.WriteLine($"SM-DP+ {s_smdp.Length}, SM-DS {s_smds.Length}");
        Assert.That(s_smdp, Has.Length.GreaterThanOrEqualTo(100));
        Assert.That(s_smds, Has.Length.GreaterThanOrEqualTo(12));
    }

    [Test]
    public void Each_has_an_id_of_its_own() =>
        Assert.That(s_smdp.Concat(s_smds).Select(one => one.Id).Concat(ConformanceSuite.Absent.Where(one => one.Side is Side.Smdp or Side.Smds).Select(one => one.Id)), Is.Unique);

    /// <summary>The sequences that are counted in what is known of SGP.23: each runs, or it is said why not.</summary>
    [TestCase("4.3.12", 9)]
    [TestCase("4.3.13.2.4", 9)]
    [TestCase("4.3.13.2.10", 5)]
    [TestCase("4.3.14.2.1", 21)]
    [TestCase("4.3.14.2.2", 21)]
    [TestCase("4.3.15.2.1", 18)]
    [TestCase("4.3.16.2.1", 5)]
    public void Counted_sequences_are_all_there(string clause, int count)
    {
        IEnumerable<string> ids = s_smdp.Select(one => one.Id).Concat(ConformanceSuite.Absent.Select(one => one.Id)).Where(id => id.StartsWith($"{clause}#", StringComparison.Ordinal));
        Assert.That(ids, Is.EquivalentTo(Enumerable.Range(1, count).Select(number => $"{clause}#{number}")));
    }
}
