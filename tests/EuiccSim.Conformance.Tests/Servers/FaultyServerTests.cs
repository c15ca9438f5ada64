using System.Text.Json.Nodes;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>What the bench of servers sees: an SM-DP+ with one fault fails the case that it is about, in words that say so.</summary>
internal sealed class FaultyServerTests
{
    [TestCase("4.3.12#1", "initiateAuthentication", "transactionId", "transactionId in serverSigned1")]
    [TestCase("4.3.12#1", "initiateAuthentication", "serverSignature1", "serverSignature1 verifies with serverCertificate")]
    [TestCase("4.3.12#1", "initiateAuthentication", "serverCertificate", "what is wrong with serverCertificate is None; came: BadSignature")]
    [TestCase("4.3.14.2.1#11", "authenticateClient", "transactionId", "transactionId")]
    [TestCase("4.3.14.2.1#11", "authenticateClient", "smdpSignature2", "smdpSignature2 verifies with smdpCertificate")]
    [TestCase("4.3.13.2.1/senc", "getBoundProfilePackage", "boundProfilePackage", "of 'A3' opens under the session keys")]
    [TestCase("ES2+/confirm-order", "confirmOrder", "matchingId", "matchingId is TEST-")]
    public async Task One_changed_octet_is_found(string id, string function, string member, string words)
    {
        CaseResult result = await RunAsync(id, (called, answer) => called == function ? Changed(answer, json => json[member] = Damaged(json[member]!.GetValue<string>())) : answer);
        Assert.That((result.Verdict, result.Why), Is.EqualTo((Verdict.Fail, result.Why)));
        Assert.That(result.Why, Does.Contain(words));
    }

    [TestCase("4.3.15.2.1#1", "handleNotification", 200, "the HTTP status is 204; came: 200")]
    [TestCase("4.3.12#3", "initiateAuthentication", 403, "refused with HTTP status 200 and a status code; came: HTTP status 403")]
    [TestCase("ES9+/body-no-json", "initiateAuthentication", 500, "HTTP status 4xx, or a refusal; came: HTTP status 500")]
    public async Task Another_status_is_found(string id, string function, int status, string words)
    {
        CaseResult result = await RunAsync(id, (called, answer) => called == function && (status != 500 || answer.Status != 200) ? answer with { Status = status } : answer);
        Assert.That((result.Verdict, result.Why), Is.EqualTo((Verdict.Fail, result.Why)));
        Assert.That(result.Why, Does.Contain(words));
    }

    [Test]
    public async Task A_refusal_under_another_status_is_found()
    {
        CaseResult result = await RunAsync("4.3.12#4", (_, answer) => IsJson(answer) ? Changed(answer, json =>
        {
            if (json["header"]!["functionExecutionStatus"]!["status"]!.GetValue<string>() == "Failed") json["header"]!["functionExecutionStatus"]!["status"] = "Expired";
        }) : answer);
        Assert.That(result.Why, Does.Contain("functionExecutionStatus.status is Failed; came: Expired"));
    }

    [Test]
    public async Task A_server_whose_success_has_no_header_fails_the_case_and_is_not_passed_over()
    {
        CaseResult result = await RunAsync("4.3.12#1", (function, answer) => function == "initiateAuthentication" && IsJson(answer) ? Changed(answer, json => json.Remove("header")) : answer, fromFirst: true);
        Assert.That((result.Verdict, result.Why), Is.EqualTo((Verdict.Fail, result.Why)));
        Assert.That(result.Why, Does.Contain("header is there"));
    }

    [Test]
    public async Task A_refusal_that_tells_more_than_no_is_found()
    {
        CaseResult result = await RunAsync("4.3.12#4", (function, answer) => function == "initiateAuthentication" ? Changed(answer, json => json["serverSigned1"] = "AAAA") : answer);
        Assert.That(result.Why, Does.StartWith("expected: an answer that refuses has no output data; came: header, serverSigned1"));
    }

    [TestCase("4.3.13.2.1/senc", "getBoundProfilePackage", "boundProfilePackage", "boundProfilePackage consists of whole TLVs in DER")]
    [TestCase("4.3.14.2.1#11", "authenticateClient", "smdpSigned2", "smdpSigned2 is SmdpSigned2 in DER")]
    [TestCase("4.3.12#1", "initiateAuthentication", "serverCertificate", "serverCertificate is a certificate")]
    public async Task What_cannot_be_read_is_found(string id, string function, string member, string words)
    {
        CaseResult result = await RunAsync(id, (called, answer) => called == function ? Changed(answer, json => json[member] = "MIAC") : answer);
        Assert.That((result.Verdict, result.Why), Is.EqualTo((Verdict.Fail, result.Why)));
        Assert.That(result.Why, Does.Contain(words));
    }

    [Test]
    public async Task What_ends_too_early_in_ASN_1_is_found()
    {
        int asked = 0;
        // The run asks once by itself, to find out whether there is this binding.
        CaseResult result = await RunAsync("4.3.12/asn1", (called, answer) => called == "asn1" && asked++ > 0 ? answer with { Body = Octets.FromHex("A204BF3901A0") } : answer);
        Assert.That((result.Verdict, result.Why), Is.EqualTo((Verdict.Fail, "a TLV that ends too early")));
    }

    [Test]
    public async Task Headers_are_looked_at_where_they_are_the_matter_only()
    {
        Assert.That((await RunAsync("ES9+/headers", adminProtocol: null)).Why, Does.Contain("X-Admin-Protocol is gsma/rsp/v and a version; came: no such header"));
        Assert.That((await RunAsync("4.3.12#1", adminProtocol: null)).Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public async Task What_breaks_before_the_point_is_inconclusive()
    {
        CaseResult result = await RunAsync("4.3.15.2.1#1", (function, answer) => function == "getBoundProfilePackage" ? Changed(answer, json => json["transactionId"] = "00") : answer);
        Assert.That((result.Verdict, result.Why), Is.EqualTo((Verdict.Inconclusive, result.Why)));
        Assert.That(result.Why, Does.StartWith("the initial condition (the package is delivered) was not reached: expected: transactionId"));
    }

    [Test]
    public async Task Rules_that_a_server_does_not_have_are_missed()
    {
        Assert.That((await RunAsync("4.3.13.2.10/code-tries", options: options => options with { MaxRefusedConfirmationCodes = 1000, MaxDownloadAttempts = 1000 })).Why,
            Does.Contain("refused with 8.2.7/6.4 after at most 20 tries; came: it may be tried on"));
        Assert.That((await RunAsync("4.3.12#5", options: options => options with { LowestSvn = new(1, 0) })).Why, Does.Contain("8.8.3/3.1; came: it is executed"));
        Assert.That((await RunAsync("4.3.14.2.2/memory", options: options => options with { Eligibility = _ => Eligibility.Eligible })).Why,
            Does.Contain("8.1/4.8 or 8.2.5/4.3; came: it is executed"));
    }

    [Test]
    public async Task Where_the_standard_leaves_a_choice_both_are_right()
    {
        Assert.That((await RunAsync("4.3.13.2.7/senc", options: options => options with { AllowsRebinding = false })).Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That((await RunAsync("4.3.13.2.7/senc", options: options => options with { AllowsRebinding = true })).Verdict, Is.EqualTo(Verdict.Pass));
    }

    /// <summary>Runs one case on a server with one profile in stock.</summary>
    private static async Task<CaseResult> RunAsync(
        string id, Func<string, Es9HttpResponse, Es9HttpResponse>? answer = null, string? adminProtocol = "gsma/rsp/v2.5.0", Func<SmdpOptions, SmdpOptions>? options = null, bool fromFirst = false)
    {
        SmdpOptions plain = new() { Address = s_url.Host, Credentials = [SmdpCredential.From(OwnServers.Nist)], Eligibility = EligibilityRules.WithoutServices };
        SmdpServer server = new(options is null ? plain : options(plain));
        Profile profile = Profile.ForServer(OwnServers.Package(Iccid.WithCheckDigit("8901999555000000001")), s_url.Host);
        ProfileOrder stock = await server.Orders.AddAsync(new ProfileOrder { Profile = profile });
        bool hasBegun = fromFirst;
        // The first call is that by which the run finds out which CI the server has.
        using InProcessHandler handler = new(server)
        {
            AdminProtocol = adminProtocol,
            Answer = (function, came) => answer is null || !Interlocked.Exchange(ref hasBegun, true) ? came : answer(function, came)
        };
        using ServerTarget target = ServerTarget.At(new() { Smdp = s_url, Es2 = s_url, Handler = handler, Pkis = [OwnServers.Nist], Orders = [stock] });
        RunOptions run = new() { Allowed = CaseEffect.Installs };
        return (await ConformanceRun.RunAsync(ConformanceSuite.Find(id), target, run)).Cases.Single();
    }

    private static bool IsJson(Es9HttpResponse answer) => answer.Body is { IsEmpty: false } body && body[0] == (byte)'{';

    private static Es9HttpResponse Changed(Es9HttpResponse answer, Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse(answer.Body.Span)!.AsObject();
        change(json);
        return answer with { Body = Octets.Wrap(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())) };
    }

    /// <summary>The last octet of base64, or the last digit, is another one.</summary>
    private static string Damaged(string text)
    {
        if (text.All(char.IsAsciiHexDigit)) return text[..^1] + (text[^1] == '0' ? '1' : '0');
        try
        {
            byte[] octets = Convert.FromBase64String(text);
            octets[^1] ^= 1;
            return Convert.ToBase64String(octets);
        }
        catch (FormatException)
        {
            return text + "X";
        }
    }

    private static readonly Uri s_url = new("https://testsmdpplus1.example.com");
}
