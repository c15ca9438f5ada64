using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers;
using EuiccSim.Conformance.Tests.Servers;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>The suite is held against servers that do one thing wrongly. No case knows of them.</summary>
internal sealed class ServerSabotageTests
{
    private static IEnumerable<ServerSabotage> Servers => ServerSabotage.All;

    [TestCaseSource(nameof(Servers))]
    public async Task A_server_is_found(ServerSabotage sabotage)
    {
        SmdpServer server = new(new() { Address = s_url.Host, Credentials = [SmdpCredential.From(OwnServers.Nist)], Eligibility = EligibilityRules.WithoutServices });
        List<ProfileOrder> stock = [];
        for (int i = 0; i < 8; i++)
            stock.Add(await server.Orders.AddAsync(new ProfileOrder { Profile = Profile.ForServer(OwnServers.Package(Iccid.WithCheckDigit($"890199955500000000{i}")), s_url.Host) }));
        Func<string, Es9HttpResponse, Es9HttpResponse> change = sabotage.Make();
        bool hasBegun = false;
        // The first call is that by which the run finds out which CI the server has.
        using InProcessHandler handler = new(server) { Answer = (function, came) => Interlocked.Exchange(ref hasBegun, true) ? change(function, came) : came };
        using ServerTarget target = ServerTarget.At(new() { Smdp = s_url, Es2 = s_url, Handler = handler, Pkis = [OwnServers.Nist], Orders = stock });
        ConformanceCase[] cases = [.. sabotage.Cases.Split(' ').SelectMany(ConformanceSuite.Find).Where(one => one.Side == Side.Smdp).Distinct()];
        RunReport report = await ConformanceRun.RunAsync(cases, target, new() { Allowed = CaseEffect.Installs });
        CaseResult[] failed = [.. report.Cases.Where(one => one.Verdict == Verdict.Fail)];
        foreach (CaseResult one in failed.Take(5)) TestContext.Out.WriteLine($"{one.Case.Id}: {one.Why}");
        Assert.That(failed.Select(one => one.Why), Has.Some.Contains(sabotage.Words), $"{report.Count(Verdict.Pass)} passed, {report.Count(Verdict.Error)} erred, {report.Count(Verdict.Inconclusive)} inconclusive of {cases.Length}");
    }

    private static readonly Uri s_url = new("https://testsmdpplus1.example.com");
}
