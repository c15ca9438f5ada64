using EuiccSim.Conformance;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Lpas.Commands;
using EuiccSim.Conformance.Running;
using EuiccSim.Tests;
using ConformanceCase = EuiccSim.Conformance.Cases.ConformanceCase;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>The tool as an LPA under test: a program that is started for each step, by the descriptions that come with the library.</summary>
internal sealed class ConformanceLpaTests
{
    [Test]
    [Category(Sweep.Category)]
    public async Task The_tool_passes_the_cases_for_LPAs_that_apply()
    {
        ConformanceCase[] cases = [.. ConformanceSuite.Of(Side.Lpa)];
        RunReport report = await RunAsync("euiccsim", [.. new Sweep(oneIn: 16).Of(0, cases.Length).Select(number => cases[number])]);
        Assert.That(report.Count(Verdict.Pass), Is.Positive);
    }

    [Test]
    public async Task Behind_a_modem_that_performs_REFRESH_it_enables_a_profile_and_tells_the_server()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("no pseudo-terminals");
        RunReport report = await RunAsync("euiccsim-modem", ConformanceSuite.Find("5.4/enable-refresh").Concat(ConformanceSuite.Find("4.4.1/nominal")));
        Assert.That(report.Count(Verdict.Pass), Is.EqualTo(2));
    }

    private static async Task<RunReport> RunAsync(string name, IEnumerable<ConformanceCase> cases)
    {
        using Terminal terminal = new();
        LpaDescription description = LpaDescription.Find(name)! with
        {
            Program = ["dotnet", "exec", typeof(EuiccSim.Cli.CommandLine).Assembly.Location],
            Environment = new Dictionary<string, string> { ["EUICCSIM_DATA"] = terminal.DataFolder },
        };
        CommandLpa lpa = new(description);
        await using (lpa)
        {
            LpaTarget target = LpaTarget.Of(lpa);
            await using (target)
            {
                RunReport report = await ConformanceRun.RunAsync(cases, target);
                Assert.That(report.Cases.Where(one => one.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(one => $"{one.Case}: {one.Why}"), Is.Empty);
                return report;
            }
        }
    }
}
