using EuiccSim.Card.Profiles;
using EuiccSim.Card.Tests.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
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

    [TestCaseSource(nameof(Others))]
    public void A_card_whose_package_differs_in_a_few_octets_takes_the_files_of_the_other_and_answers_as_if_it_were_alone(Octets other)
    {
        CardCache common = new();
        TestEuicc first = Enabled(common, TestPackages.Built), apart = Enabled(new(), other);
        // Whatever is read out of files once for all cards is read now.
        List<string> ofFirst = Behaviour.Of(first.State);
        TestEuicc second = Enabled(common, other);
        UiccProfile made = second.State.Profiles[0].Uicc;
        Assert.That(made.Files, Is.Not.SameAs(TreeOf(first)));
        Assert.That(made.Files.Mf, Is.SameAs(first.State.Profiles[0].Uicc.Files.Mf));
        Assert.That((made.KeptPackage.IsWhole, made.Package), Is.EqualTo((false, other)));
        Assert.That(Behaviour.Of(second.State), Is.EqualTo(Behaviour.Of(apart.State)));
        Assert.That(Behaviour.Of(first.State), Is.EqualTo(ofFirst));
    }

    [Test]
    public void An_element_that_makes_files_is_read_once_it_came_twice_and_one_with_keys_each_time()
    {
        CardCache cache = new();
        ProfileElement[] elements = [.. ProfilePackage.Read(TestPackages.Built).Elements.Select(element => element.Value)];
        foreach (Octets encoded in elements.Select(element => Asn1Codec.Encode(element)))
        {
            ProfileElement first = cache.ReadElement(encoded), second = cache.ReadElement(encoded), third = cache.ReadElement(Octets.Of(encoded.Span));
            Assert.That(second, Is.Not.SameAs(first));
            Assert.That(ReferenceEquals(third, second), Is.EqualTo(first is ProfileElement.FileSystem), $"{first.Kind}");
            Assert.That(Asn1Codec.Encode(third), Is.EqualTo(encoded));
        }
        Assert.That(elements.Count(element => element is ProfileElement.FileSystem), Is.GreaterThan(1));
        Assert.That(elements, Has.Some.TypeOf<ProfileElement.AkaParameter>());
    }

    [Test]
    public void Other_files_are_not_taken_for_the_same()
    {
        CardCache common = new();
        TestEuicc first = Enabled(common, TestPackages.Built), second = Enabled(common, TestPackages.Small());
        Assert.That(second.State.Profiles[0].Uicc.Files.Mf, Is.Not.SameAs(first.State.Profiles[0].Uicc.Files.Mf));
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

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(TestPackages.Build(TestPackages.SecondIccid, "0102030405060708090A0B0C0D0E0F10")).SetName("{m}: another subscriber");
        yield return new TestCaseData(Replaced("800101900080010", "800101970080010")).SetName("{m}: EF.ARR lets nobody read");
    }

    private static Octets Replaced(string before, string after) => Octets.FromHex(TestPackages.Built.ToString().Replace(before, after));

    private static TestEuicc Enabled(CardCache cache, Octets package)
    {
        TestEuicc card = With(cache);
        card.Enable(card.Install(package).Aid());
        return card;
    }

    private static TestEuicc With(CardCache? cache)
    {
        CardEnvironment plain = new(null, new SeededRandom("card"));
        return new(cache is null ? plain : plain with { Cache = cache });
    }
}
