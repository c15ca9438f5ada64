using EuiccSim.Card.Chip;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests;

/// <summary>Our own card, in memory, with everything allowed.</summary>
internal sealed class OwnCardTests
{
    [Test]
    public async Task Our_own_card_passes_every_case_that_applies()
    {
        RunReport report = await RunAsync(s_pkis);
        AssertGood(report);
        string[] needs = [.. report.Cases.SelectMany(result => result.Case.Needs).Select(need => need.TrimStart('!')).Distinct()];
        Assert.That(needs, Is.SubsetOf(report.Options.Select(option => option.Name)), "an option that is misspelt is never there");
    }

    /// <summary>A card with the options that the usual one lacks, and without some that it has: between the two every case is judged.</summary>
    [Test]
    public async Task A_card_with_other_options_passes_every_case_that_applies()
    {
        static EuiccConfiguration Other(EuiccConfiguration euicc) => euicc with
        {
            Properties = new()
            {
                RspCapability = RspCapability.AdditionalProfile | RspCapability.ServiceSpecificDataSupport,
                ForbiddenProfilePolicyRules = PprIds.Ppr2,
                EuiccCategory = EuiccCategory.BasicEuicc,
            },
            RulesAuthorisationTable = [new() { PprIds = PprIds.Ppr1 | PprIds.Ppr2, AllowedOperators = [new() { MccMnc = Octets.FromHex("0EF110") }], PprFlags = 0 }],
        };
        RunReport usual = await RunAsync(s_pkis), other = await RunAsync(s_pkis, Other);
        AssertGood(other);
        HashSet<string> passed = [.. usual.Cases.Concat(other.Cases).Where(result => result.Verdict == Verdict.Pass).Select(result => result.Case.Id)];
        Assert.That(usual.Cases.Where(result => !passed.Contains(result.Case.Id)).Select(result => result.Case.Id), Is.EquivalentTo(s_fieldsOfOthers));
    }

    /// <summary>As a card with live certificates: nobody has keys.</summary>
    [Test]
    public async Task Without_keys_a_card_is_judged_by_what_it_refuses()
    {
        RunReport report = await RunAsync([]);
        AssertGood(report);
        string[] judged = [.. report.Cases.Where(result => result.Verdict == Verdict.Pass).Select(result => result.Case.Id)];
        Assert.That(judged.Count(id => id.Contains("foreign", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(12));
    }

    /// <summary>As behind a modem, which opens channels itself: no reset, and no raw APDU.</summary>
    [Test]
    public async Task Over_channels_alone_a_card_passes_every_case_that_applies()
    {
        RunReport report = await RunAsync(s_pkis, isRaw: false);
        AssertGood(report);
        Assert.That(report.Cases.Where(result => result.Case.Needs.Contains(EuiccDeclaration.RawApdus)).Select(result => result.Verdict), Is.All.EqualTo(Verdict.NotApplicable));
    }

    private static async Task<RunReport> RunAsync(RspPki[] pkis, Func<EuiccConfiguration, EuiccConfiguration>? change = null, bool isRaw = true)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = s_pkis, Start = s_now, Euicc = change, KeepsEvents = false });
        ICardConnection connection = world.Device.Connection;
        EuiccTarget target = isRaw ? EuiccTarget.On(connection, "our own card", pkis) : EuiccTarget.On(new LogicalChannelOpener(connection), "our own card", pkis);
        return await ConformanceRun.RunAsync(ConformanceSuite.Of(Side.Euicc), target, new()
        {
            Allowed = CaseEffect.Destroys,
            Time = world.Time,
            Random = new SeededRandom("conformance"),
            Declared = new Dictionary<string, bool> { [EuiccDeclaration.Clock] = true, [EuiccDeclaration.ReuseOtpk] = true },
        });
    }

    private static void AssertGood(RunReport report)
    {
        foreach (CaseResult result in report.Cases.Where(result => result.Verdict is not Verdict.Pass)) TestContext.Out.WriteLine($"{result.Case} {result.Verdict} {result.Why}");
        Assert.That(report.Cases.Where(result => result.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(result => $"{result.Case}: {result.Why}"), Is.Empty);
        Assert.That(report.LeftBehind, Is.Empty);
        Assert.That(report.ExitCode, Is.Zero);
    }

    /// <summary>Of fields that no card of ours has: they are optional.</summary>
    private static readonly string[] s_fieldsOfOthers = ["4.2.13/info2-certificationDataObject", "4.2.13/info2-treProperties", "4.2.13/info2-treProductReference"];

    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RspPki[] s_pkis = [.. EcCurve.All.Select(curve => TestPki.Create(curve, new SeededRandom(curve.Name), s_now.AddYears(-1)))];
}
