using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.House;

/// <summary>What cards have in common in memory.</summary>
public sealed class CacheTests
{
    [Test]
    public void Two_cards_share_the_file_tree_of_a_package_unless_one_has_a_cache_of_its_own()
    {
        CardCache own = new();
        (TestEuicc first, TestEuicc second, TestEuicc apart) = (With(null), With(null), With(own));
        foreach (TestEuicc card in (TestEuicc[])[first, second, apart]) card.Install(TestPackages.Built).Aid();
        Assert.That(TreeOf(second), Is.SameAs(TreeOf(first)));
        Assert.That(TreeOf(apart), Is.Not.SameAs(TreeOf(first)));
        TestEuicc beside = With(own);
        beside.Install(TestPackages.Built).Aid();
        Assert.That(TreeOf(beside), Is.SameAs(TreeOf(apart)));
    }

    [Test]
    public void It_has_a_bound_and_keeps_what_is_asked_for()
    {
        TwoGenerations<int, string> cache = new(10);
        cache.Set(-1, "often");
        for (int i = 0; i < 1000; i++)
        {
            cache.Set(i, "once");
            Assert.That(cache.TryGet(-1, out string? often) ? often : null, Is.EqualTo("often"), $"after {i}");
            Assert.That(cache.Count, Is.LessThanOrEqualTo(20));
        }
        Assert.That((cache.TryGet(999, out _), cache.TryGet(0, out _)), Is.EqualTo((true, false)));
        cache.Set(999, "again");
        Assert.That(cache.TryGet(999, out string? value) ? value : null, Is.EqualTo("again"));
    }

    private static object TreeOf(TestEuicc card) => card.State.Profiles[0].Uicc.Files;

    private static TestEuicc With(CardCache? cache)
    {
        CardEnvironment plain = new(null, new SeededRandom("card"));
        return new(cache is null ? plain : plain with { Cache = cache });
    }
}
