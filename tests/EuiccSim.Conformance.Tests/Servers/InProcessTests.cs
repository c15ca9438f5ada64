using System.Text;
using System.Text.Json;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Reports;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>Our own SM-DP+ in this process, with less than everything for a run.</summary>
internal sealed partial class InProcessTests
{
    private static readonly Uri s_url = new("https://testsmdpplus1.example.com");
    private static readonly RspPki s_pki = OwnServers.Nist;

    [Test]
    public async Task With_a_file_of_orders_alone_what_they_are_enough_for_is_judged()
    {
        (SmdpServer server, IReadOnlyList<ProfileOrder> orders) = await ServerAsync("""
            [{"profile":"1","matchingId":"ONE"},{"profile":"2","matchingId":"TWO","confirmationCode":"1234"},
             {"profile":"3","matchingId":"THREE","attempts":2},{"profile":"4","matchingId":"","eid":"89049032123451234512345678901235"}]
            """);
        RunReport report = await RunAsync(server, new() { Orders = orders });
        Assert.That(Results(report, "4.3.14.2.1#1", "4.3.13.2.1/senc", "4.3.13.2.1/senc-code", "4.3.14.2.2#17"), Is.All.EqualTo(Verdict.Pass));
        Assert.That(report.Cases.Where(one => one.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(one => $"{one.Case}: {one.Why}"), Is.Empty);
        Assert.That(Why(report, "4.3.13.2.1/senc-code").Concat(Why(report, "4.3.13.2.4#2")),
            Is.EqualTo(new[] { "orders: an order with a Confirmation Code is not left in --orders, and cannot be made over ES2+" }));
    }

    [Test]
    public async Task Profiles_in_stock_are_ordered_over_ES2_and_go_back_into_stock()
    {
        (SmdpServer server, IReadOnlyList<ProfileOrder> orders) = await ServerAsync("""[{"profile":"1","state":"available","profileType":"T"}]""");
        RunReport report = await RunAsync(server, new() { Orders = orders, Es2 = s_url }, "4.3.14.2.1#8", "4.3.14.2.1#12", "ES2+/download-order-type",
            "ES2+/confirm-order-available", "4.3.12#1");
        Assert.That(report.Cases.Select(one => (one.Case.Id, one.Verdict, one.Why)), Is.All.Matches<(string, Verdict, string?)>(one => one.Item2 == Verdict.Pass));
        Assert.That((await server.Orders.ListAsync()).Select(order => order.State), Is.All.EqualTo(OrderState.Available));
    }

    [Test]
    public async Task Without_keys_it_is_judged_what_needs_none()
    {
        (SmdpServer server, _) = await ServerAsync("[]");
        RunReport report = await RunAsync(server, new() { Pkis = [], Http = new() { Trust = new() { Cis = [s_pki.Ci] } } });
        Assert.That(Results(report, "4.3.12#1", "4.3.12#4", "ES9+/get", "4.3.14.2.2/stranger", "4.3.14.2.2/impostor"), Is.All.EqualTo(Verdict.Pass));
        Assert.That(report.Cases.Where(one => one.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(one => $"{one.Case}: {one.Why}"), Is.Empty);
        Assert.That(Why(report, "4.3.14.2.2#5"), Is.EqualTo(new[] { "keys: no, from no --pki was given" }));
        Assert.That(Why(report, "4.3.17/nist"), Is.EqualTo(new[] { "tls: no, from the way to the server" }));
    }

    [Test]
    public async Task Reading_only_uses_up_no_order()
    {
        (SmdpServer server, IReadOnlyList<ProfileOrder> orders) = await ServerAsync("""[{"profile":"1","matchingId":"ONE"}]""");
        using ServerTarget target = ServerTarget.At(new() { Smdp = s_url, Handler = new InProcessHandler(server), Pkis = [s_pki], Orders = orders });
        RunReport report = await ConformanceRun.RunAsync(ConformanceSuite.Of(Side.Smdp), target);
        Assert.That(report.Count(Verdict.Pass), Is.GreaterThan(80));
        Assert.That((await server.Orders.ListAsync()).Select(order => (order.State, order.DownloadAttempts)), Is.EqualTo(new[] { (OrderState.Released, 0) }));
    }

    [TestCase("4.3.13.2.1/senc")]
    [TestCase("4.3.13.2.1/asn1")]
    public async Task A_report_shows_what_bodies_hold_and_a_masked_one_names_nobody(string id)
    {
        (SmdpServer server, IReadOnlyList<ProfileOrder> orders) = await ServerAsync("""[{"profile":"1","matchingId":"ONE-ORDER"},{"profile":"2","matchingId":"TWO-ORDERS"}]""");
        RunReport report = await RunAsync(server, new() { Orders = orders }, id);
        Assert.That(report.Count(Verdict.Pass), Is.EqualTo(1), report.Cases[0].Why);
        HttpCall authenticated = report.Cases[0].Steps.SelectMany(step => step.Exchange).OfType<TraceEvent.Http>().Select(one => one.Call).First(call => call.Request.Length > 500);

        using JsonDocument plain = JsonDocument.Parse(ReportJson.Write(report).Memory);
        string shown = plain.RootElement.ToString();
        Assert.That(shown, Does.Contain("\"matchingId\": \"ONE-ORDER\"").Or.Contain("\"matchingId\":\"ONE-ORDER\""), "decoded");
        string raw = id.EndsWith("asn1", StringComparison.Ordinal) ? authenticated.Request.ToString() : JsonEncodedText.Encode(Encoding.UTF8.GetString(authenticated.Request.Span)).ToString();
        Assert.That(Encoding.UTF8.GetString(ReportJson.Write(report).Span), Does.Contain(raw), "whole");

        string masked = Encoding.UTF8.GetString(ReportJson.Write(report, new() { IsMasked = true }).Span);
        Assert.That(masked, Does.Contain("(matchingId)").And.Contain("authenticateServerResponse"));
        // The eUICC's certificate names it, in ASCII.
        Octets eid = Octets.FromHex(Encoding.ASCII.GetString(Octets.FromHex(Eid().Match(shown).Value).Span));
        foreach (string secret in (string[])["ONE-ORDER", eid.ToString(), Eid().Match(shown).Value, .. In(Octets.Wrap(Encoding.ASCII.GetBytes(eid.ToString()))), .. In(eid), .. In(Octets.Wrap("ONE-ORDER"u8.ToArray()))])
            Assert.That(masked, Does.Not.Contain(secret));
    }

    /// <summary>What of octets stands in base64 wherever they begin: the groups that are of them alone.</summary>
    private static IEnumerable<string> In(Octets octets) =>
        Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String([.. new byte[shift], .. octets.Span])[(shift == 0 ? 0 : 4)..(octets.Length / 3 * 4)]);

    [System.Text.RegularExpressions.GeneratedRegex("3839(3[0-9]){30}")]
    private static partial System.Text.RegularExpressions.Regex Eid();

    [Test]
    public void What_is_no_target_is_refused()
    {
        Assert.That(() => ServerTarget.At(new()), Throws.ArgumentException.With.Message.StartsWith("neither an SM-DP+ nor an SM-DS is named"));
        Assert.That(() => ServerTarget.At(new() { Smdp = new("http://smdp.example.com") }),
            Throws.ArgumentException.With.Message.StartsWith("'http://smdp.example.com/' is no URL that begins with https://"));
    }

    /// <summary>The server, and its orders as a run is told of them.</summary>
    private static async Task<(SmdpServer Server, IReadOnlyList<ProfileOrder> Orders)> ServerAsync(string file)
    {
        SmdpServer server = new(new() { Address = s_url.Host, Credentials = [SmdpCredential.From(s_pki)], Eligibility = EligibilityRules.WithoutServices });
        IReadOnlyList<ProfileOrder> orders = new OrderFile(new()
        {
            ServerAddress = s_url.Host,
            ReadPackage = name => OwnServers.Package(Iccid.WithCheckDigit("890199966600000000" + name)),
            WithIccid = (package, _) => package,
        }).Read(Encoding.UTF8.GetBytes(file));
        foreach (ProfileOrder order in orders) await server.Orders.AddAsync(order);
        return (server, orders);
    }

    private static async Task<RunReport> RunAsync(SmdpServer server, ServerTargetOptions options, params string[] ids)
    {
        using InProcessHandler handler = new(server);
        using ServerTarget target = ServerTarget.At(options with { Smdp = s_url, Handler = handler, Pkis = options.Http.Trust.Cis.Count > 0 ? [] : [s_pki] });
        IEnumerable<ConformanceCase> cases = ids.Length == 0 ? ConformanceSuite.Of(Side.Smdp) : ids.SelectMany(ConformanceSuite.Find);
        return await ConformanceRun.RunAsync(cases, target, new() { Allowed = CaseEffect.Installs });
    }

    private static IEnumerable<Verdict> Results(RunReport report, params string[] ids) => ids.Select(id => report.Cases.Single(one => one.Case.Id == id).Verdict);

    private static IEnumerable<string> Why(RunReport report, string id) => report.Cases.Where(one => one.Case.Id == id).Select(one => one.Why).OfType<string>();
}
