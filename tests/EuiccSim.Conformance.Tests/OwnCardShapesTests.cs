using EuiccSim.Card;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Conformance.Tests;

/// <summary>Our own card as other cards are: with T=0, with few channels, behind a modem, with other options. The usual card runs all cases in every run.</summary>
[Category(Sweep.Category)]
internal sealed class OwnCardShapesTests
{
    [Test]
    public async Task A_card_with_T_0_passes_what_one_with_T_1_passes()
    {
        RunReport report = await RunAsync(new() { Card = new() { Personality = Personality.T0 } });
        Assert.That(Bad(report), Is.Empty);
        Assert.That(LeftOut(report), Is.EquivalentTo(LeftOut(await RunAsync(new()))));
    }

    [Test]
    public async Task A_card_with_one_channel_besides_the_basic_one_is_asked_for_no_more()
    {
        RunReport report = await RunAsync(new() { Card = new() { Personality = Personality.Default with { ChannelCount = 2 } } });
        Assert.That(Bad(report), Is.Empty);
        string[] usual = [.. LeftOut(await RunAsync(new()))];
        string?[] why = [.. report.Cases.Where(one => one.Verdict == Verdict.NotApplicable && !usual.Contains(one.Case.Id)).Select(one => one.Why)];
        Assert.That(why, Is.All.StartsWith("logical channels: "));
        Assert.That(why, Sweep.IsWhole ? Is.Not.Empty : Has.Length.LessThan(report.Cases.Count));
    }

    [Test]
    public async Task Behind_a_modem_only_what_needs_raw_APDUs_does_not_apply()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        EuiccTarget target = EuiccTarget.On(new LogicalChannelOpener(world.Device.Connection), "a modem", world.Pki);
        RunReport report = await RunAsync(world, target);
        Assert.That(Bad(report), Is.Empty);
        Assert.That(
            report.Cases.Where(one => one.Case.Needs.Contains(EuiccDeclaration.RawApdus)).Select(one => one.Why), Is.All.EqualTo("rawApdus: no, from the way to the card"));
        Assert.That(report.Count(Verdict.Pass), Is.GreaterThan(report.Cases.Count / 4));
    }

    [Test]
    public async Task A_chip_with_all_options_is_judged_by_what_they_are()
    {
        RunReport report = await RunAsync(new()
        {
            Euicc = euicc => euicc with
            {
                Properties = euicc.Properties with
                {
                    RspCapability = euicc.Properties.RspCapability | RspCapability.ServiceSpecificDataSupport,
                    EuiccCategory = EuiccCategory.MediumEuicc,
                    ForbiddenProfilePolicyRules = PprIds.Ppr1,
                },
            },
        });
        Assert.That(Bad(report), Is.Empty);
        Assert.That(Verdicts(report, "4.2.20/tag-BF22", "4.2.13/info2-euiccCategory", "4.2.13/info2-forbiddenProfilePolicyRules"), Is.All.EqualTo(Verdict.Pass));
        Assert.That(report.Cases.Single(one => one.Case.Id == "4.2.22/ppr1").Why, Is.EqualTo("ppr1: no, from GetRAT, and forbiddenProfilePolicyRules of EUICCInfo2"));
    }

    [Test]
    public async Task An_empty_Rules_Authorisation_Table_leaves_out_what_policy_rules_do()
    {
        RunReport report = await RunAsync(new() { Euicc = euicc => euicc with { RulesAuthorisationTable = SequenceOf<ProfilePolicyAuthorisationRule>.Empty } });
        Assert.That(Bad(report), Is.Empty);
        Assert.That(Verdicts(report, "4.2.22/ppr1", "4.2.23/ppr2", "4.2.21#6"), Is.All.EqualTo(Verdict.NotApplicable));
    }

    [Test]
    public async Task Without_keys_what_needs_none_is_judged()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        RunReport report = await RunAsync(world, EuiccTarget.On(world.Device.Connection, "a card with live certificates"));
        Assert.That(Bad(report), Is.Empty);
        Assert.That(report.Count(Verdict.Pass), Is.GreaterThan(report.Cases.Count / 10));
        Assert.That(report.Cases.Where(one => one.Case.Needs.Contains(EuiccDeclaration.Keys)).Select(one => one.Why), Is.All.StartsWith("keys: no, from no --pki was given"));
    }

    [Test]
    public async Task What_a_user_has_on_the_card_is_as_before()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        OrderedProfile enabled = await world.InstallAsync(), other = await world.InstallAsync();
        await world.Device.EnableAsync(enabled.Iccid);
        SequenceOf<Protocol.Rsp.Es10c.ProfileInfo> before = await world.Device.GetProfilesAsync();
        RunReport report = await RunAsync(world, EuiccTarget.On(world.Device.Connection, "a card in use", world.Pki), CaseEffect.Installs);
        Assert.That(Bad(report), Is.Empty);
        Assert.That(report.LeftBehind, Is.Empty);
        Assert.That(await world.Device.GetProfilesAsync(), Is.EqualTo(before));
        Assert.That(report.Count(Verdict.Pass), Is.GreaterThan(report.Cases.Count / 4));
    }

    /// <summary>The cases of this run, with those that tests ask after.</summary>
    private static IEnumerable<ConformanceCase> Part()
    {
        ConformanceCase[] all = [.. ConformanceSuite.Of(Side.Euicc)];
        return new Sweep(oneIn: 6).Of(0, all.Length, index => s_always.Contains(all[index].Id)).Select(index => all[index]);
    }

    private static readonly string[] s_always =
        ["4.2.20/tag-BF22", "4.2.13/info2-euiccCategory", "4.2.13/info2-forbiddenProfilePolicyRules", "4.2.22/ppr1", "4.2.23/ppr2", "4.2.21#6"];

    private static IEnumerable<string> Bad(RunReport report) =>
        report.Cases.Where(result => result.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(result => $"{result.Case} {result.Verdict}: {result.Why}");

    private static IEnumerable<string> LeftOut(RunReport report) => report.Cases.Where(one => one.Verdict == Verdict.NotApplicable).Select(one => one.Case.Id);

    private static IEnumerable<Verdict> Verdicts(RunReport report, params string[] ids) => report.Cases.Where(one => ids.Contains(one.Case.Id)).Select(one => one.Verdict);

    private static async Task<RunReport> RunAsync(EsimWorldOptions options)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(options with { KeepsEvents = false, HasSystemKeys = true });
        RunReport report = await RunAsync(world, EuiccTarget.On(world.Device.Connection, "our own card", world.Pki));
        Assert.That(report.LeftBehind, Is.Empty);
        return report;
    }

    private static Task<RunReport> RunAsync(EsimWorld world, EuiccTarget target, CaseEffect allowed = CaseEffect.Destroys) => ConformanceRun.RunAsync(
        Part(), target, new() { Allowed = allowed, Time = world.Time, Random = new SeededRandom("conformance") });
}
