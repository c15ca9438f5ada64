using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>The suite is held against cards that do one thing wrongly. No case knows of them.</summary>
internal sealed class SabotageTests
{
    internal static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RspPki s_pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("sabotage"), Now.AddYears(-1)).WithSystemKeys();

    internal static IEnumerable<CardSabotage> Cards =>
        [.. ChipFaults.All, .. AuthenticationFaults.All, .. SessionFaults.All, .. PreparationFaults.All, .. PackageFaults.All, .. InstallationFaults.All, .. StateFaults.All, .. NotificationFaults.All];

    [TestCaseSource(nameof(Cards))]
    public async Task A_card_is_found(CardSabotage sabotage)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [s_pki], Start = Now, KeepsEvents = false, HasSystemKeys = true });
        EuiccTarget target = EuiccTarget.On(new SabotagedCard(world.Device.Connection, sabotage.Make(s_pki)), sabotage.Name, s_pki);
        ConformanceCase[] cases = [.. ConformanceSuite.Of(Side.Euicc).Where(one => sabotage.Cases.Split(' ').Any(clause => ConformanceSuite.Find(clause).Contains(one) || IsLike(one.Id, clause)))];
        RunReport report = await ConformanceRun.RunAsync(cases, target, Options(world));
        CaseResult[] failed = [.. report.Cases.Where(one => one.Verdict == Verdict.Fail)];
        foreach (CaseResult one in failed.Take(5)) TestContext.Out.WriteLine($"{one.Case.Id}: {one.Why}");
        Assert.That(failed.Select(one => one.Why), Has.Some.Contains(sabotage.Words), $"{report.Count(Verdict.Pass)} passed, {report.Count(Verdict.Error)} erred, {report.Count(Verdict.Inconclusive)} inconclusive of {cases.Length}");
    }

    /// <summary>What brings faults in brings none of its own.</summary>
    [Test]
    public async Task A_card_without_a_fault_passes()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [s_pki], Start = Now, KeepsEvents = false, HasSystemKeys = true });
        EuiccTarget target = EuiccTarget.On(new SabotagedCard(world.Device.Connection, new Es10Fault((command, card) => card(command))), "no fault", s_pki);
        RunReport report = await ConformanceRun.RunAsync(ConformanceSuite.Of(Side.Euicc), target, Options(world));
        Assert.That(report.Cases.Where(one => one.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(one => $"{one.Case.Id}: {one.Why}"), Is.Empty);
    }

    private static RunOptions Options(EsimWorld world) => new()
    {
        Allowed = CaseEffect.Destroys,
        Time = world.Time,
        Random = new SeededRandom("sabotaged"),
        Declared = new Dictionary<string, bool> { [EuiccDeclaration.Clock] = true },
    };

    private static bool IsLike(string id, string pattern) => pattern.Contains('*', StringComparison.Ordinal)
        && System.Text.RegularExpressions.Regex.IsMatch(id, "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$");
}
