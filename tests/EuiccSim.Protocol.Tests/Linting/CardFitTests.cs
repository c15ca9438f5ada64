using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using static EuiccSim.Protocol.Tests.Linting.RulePackages;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>What an eUICC tells of itself, against a package that wants SAIP 2.3, usim, isim and milenage.</summary>
internal sealed class CardFitTests
{
    private static readonly CardAbilities s_good = new()
    {
        ProfileVersions = [(2, 3), (3, 1)],
        Capability = UiccCapability.UsimSupport | UiccCapability.IsimSupport | UiccCapability.AkaMilenage,
        FreeMemory = 100_000,
        Iccids = [],
    };

    private static readonly ProfilePackage s_package = ProfilePackage.Of(Full());

    [Test]
    public void A_card_that_has_all_would_take_it_as_far_as_can_be_told()
    {
        CardFit fit = CardFit.Check(s_package, s_good);
        Assert.That((fit.Takes, fit.Findings.Count), Is.EqualTo((true, 0)));
        Assert.That(fit.Unknown, Has.Some.Contains("templates").And.Some.Contains("memory").And.None.Contains("does not tell"));
    }

    [Test]
    public void What_it_lacks_is_told_with_the_rule()
    {
        Assert.That(Ids(s_good with { ProfileVersions = [(3, 3)] }), Is.EqualTo(new[] { "header-version-understood" }));
        Assert.That(Ids(s_good with { ProfileVersions = [(2, 1)] }), Is.EqualTo(new[] { "card-minor-version" }));
        Assert.That(Ids(s_good with { Capability = UiccCapability.UsimSupport }), Is.EqualTo(new[] { "header-service-supported", "header-service-supported" }), "both that it lacks");
        Assert.That(Ids(s_good with { FreeMemory = 3000 }), Is.EqualTo(new[] { "card-memory" }));
        Assert.That(Ids(s_good with { Iccids = [Data.Iccid.Ef] }), Is.EqualTo(new[] { "card-iccid" }));
        Assert.That(CardFit.Check(ProfilePackage.Of(Full().Application()), s_good).Findings.Select(finding => finding.Rule.Id), Is.EqualTo(new[] { "header-runtime-supported" }));
    }

    [Test]
    public void A_later_minor_version_is_no_refusal() => Assert.That(CardFit.Check(s_package, s_good with { ProfileVersions = [(2, 1)] }).Takes);

    [Test]
    public void What_it_does_not_tell_is_unknown_and_no_fault()
    {
        CardFit fit = CardFit.Check(s_package, new());
        Assert.That((fit.Takes, fit.Findings.Count), Is.EqualTo((true, 0)));
        Assert.That(fit.Unknown, Has.Some.StartsWith("Which versions").And.Some.StartsWith("Which services").And.Some.StartsWith("Whether there is memory").And.Some.StartsWith("Whether it has a profile"));
    }

    [Test]
    public void A_package_without_header_has_no_wishes() => Assert.That(CardFit.Check(ProfilePackage.Of(Full()[1..]), s_good).Takes);

    private static IEnumerable<string> Ids(CardAbilities card) => CardFit.Check(s_package, card).Findings.Select(finding => finding.Rule.Id);
}
