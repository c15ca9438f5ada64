using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Running;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Lpas;

/// <summary>Our own LPA, in this process.</summary>
internal sealed class OurLpaTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Our_own_LPA_passes_every_case_that_applies(bool withTerminal)
    {
        ManualTime time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using OurLpa lpa = new() { UsesTerminal = withTerminal, Time = time };
        await using LpaTarget target = LpaTarget.Of(lpa);
        RunReport report = await ConformanceRun.RunAsync(ConformanceSuite.Of(Side.Lpa), target, new() { Time = time, Random = new SeededRandom("lpa") });
        foreach (CaseResult result in report.Cases.Where(result => result.Verdict is not Verdict.Pass)) TestContext.Out.WriteLine($"{result.Case} {result.Verdict} {result.Why}");
        Assert.That(report.Cases.Where(result => result.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(result => $"{result.Case}: {result.Why}"), Is.Empty);
        Assert.That(report.Count(Verdict.NotApplicable), Is.EqualTo(withTerminal ? 0 : 1), "without a terminal, REFRESH");
        Assert.That(report.Count(Verdict.Pass), Is.GreaterThanOrEqualTo(40));
        Assert.That(report.ExitCode, Is.Zero);
    }
}
