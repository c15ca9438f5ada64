using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>Our own SM-DP+ and SM-DS, over HTTPS on ports of this machine.</summary>
internal sealed class OwnServerTests
{
    [Test]
    public async Task Our_own_servers_pass_every_case()
    {
        await using OwnServers servers = await OwnServers.StartAsync();
        using ServerTarget target = ServerTarget.At(servers.Options with { Orders = await servers.ProtectedAsync(8) });
        RunReport report = await ConformanceRun.RunAsync(Cases, target, new() { Allowed = CaseEffect.Installs });
        Show(report);
        Assert.That(report.Cases.Where(result => result.Verdict is not Verdict.Pass).Select(result => $"{result.Case}: {result.Why}"), Is.Empty);
        Assert.That(report.LeftBehind, Is.Empty);
        Assert.That(report.ExitCode, Is.Zero);
    }

    private static IEnumerable<ConformanceCase> Cases => ConformanceSuite.Of(Side.Smdp).Concat(ConformanceSuite.Of(Side.Smds));

    private static void Show(RunReport report)
    {
        TestContext.Out.WriteLine($"{report.Cases.Count} cases in {report.Elapsed.TotalSeconds:0.00} s");
        foreach (CaseResult result in report.Cases.OrderByDescending(result =>
            result.Elapsed).Take(8)) TestContext.Out.WriteLine($"{result.Elapsed.TotalMilliseconds:0} ms {result.Case}");
        foreach (CaseResult result in report.Cases.Where(result => result.Verdict is not Verdict.Pass)) TestContext.Out.WriteLine($"{result.Verdict} {result.Case}: {result.Why}");
    }
}
