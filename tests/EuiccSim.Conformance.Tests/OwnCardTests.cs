using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests;

/// <summary>Our own card, in memory, with everything allowed.</summary>
internal sealed class OwnCardTests
{
    [Test]
    public async Task Our_own_card_passes_every_case_that_applies()
    {
        RspPki[] pkis = [TestPki.Create(EcCurve.NistP256, new SeededRandom("nist"), s_now.AddYears(-1)), TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("brainpool"), s_now.AddYears(-1))];
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = pkis, Start = s_now });
        EuiccTarget target = EuiccTarget.On(world.Device.Connection, "our own card", pkis);
        RunReport report = await ConformanceRun.RunAsync(
            ConformanceSuite.Of(Side.Euicc), target, new() { Allowed = CaseEffect.Destroys, Time = world.Time, Random = new SeededRandom("conformance") });
        foreach (CaseResult result in report.Cases.Where(result => result.Verdict is not Verdict.Pass)) TestContext.Out.WriteLine($"{result.Case} {result.Verdict} {result.Why}");
        Assert.That(report.Cases.Where(result => result.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(result => $"{result.Case}: {result.Why}"), Is.Empty);
        Assert.That(report.LeftBehind, Is.Empty);
        Assert.That(report.ExitCode, Is.Zero);
    }

    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
