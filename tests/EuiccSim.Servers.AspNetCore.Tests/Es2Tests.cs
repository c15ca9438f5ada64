using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EuiccSim.Http;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>ES2+ over mutual TLS, with bodies as SGP.22 v2.5 §6.5.2.1 to §6.5.2.4 have them.</summary>
public sealed class Es2Tests
{
    private const string Header = """ "header":{"functionRequesterIdentifier":"1.2.3","functionCallIdentifier":"TX-1"} """;
    private const string Done = """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}""";
    private static readonly OperatorPki s_operator = OperatorPki.Create(new SeededRandom("operator"), Now.AddDays(-1));
    private static readonly OperatorPki s_stranger = OperatorPki.Create(new SeededRandom("stranger"), Now.AddDays(-1));

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Test]
    public async Task An_order_is_made_over_ES2_and_downloaded_over_ES9()
    {
        await using Site site = await StartAsync();
        using HttpClient es2 = Client(site, s_operator);
        Iccid iccid = site.Stock(1);
        Assert.That(await PostAsync(es2, "downloadOrder", $$"""{{{Header}},"iccid":"{{iccid}}F"}"""), Is.EqualTo($$"""{{Done}},"iccid":"{{iccid}}"}"""));
        Assert.That(
            await PostAsync(es2, "confirmOrder", $$"""{{{Header}},"iccid":"{{iccid}}","matchingId":"ES2-MATCH","releaseFlag":false}"""),
            Is.EqualTo($$"""{{Done}},"matchingId":"ES2-MATCH","smdpAddress":"{{Site.Address}}"}"""));
        Assert.That((await site.Server.Orders.FindAsync(iccid))!.State, Is.EqualTo(OrderState.Confirmed));
        Assert.That(await PostAsync(es2, "releaseProfile", $$"""{{{Header}},"iccid":"{{iccid}}"}"""), Is.EqualTo(Done + "}"));
        using HttpClient es9 = site.Client();
        DownloadOutcome outcome = await site.DownloadAsync(es9, (await site.Server.Orders.FindAsync(iccid))!, Site.Nist);
        Assert.That(outcome, Is.TypeOf<DownloadOutcome.Installed>());
    }

    [Test]
    public async Task An_order_by_profile_type_for_one_eUICC_tells_which_profile_it_got()
    {
        await using Site site = await StartAsync();
        using HttpClient es2 = Client(site, s_operator);
        Iccid iccid = site.Stock(1, profileType: "gold");
        string eid = Site.Nist.EidDigits;
        Assert.That(await PostAsync(es2, "downloadOrder", $$"""{{{Header}},"eid":"{{eid}}","profileType":"gold"}"""),
            Is.EqualTo($$"""{{Done}},"iccid":"{{iccid}}"}"""));
        Assert.That(await PostAsync(es2, "downloadOrder", $$"""{{{Header}},"profileType":"gold"}"""), Does.Contain(Code("8.2.5", "3.7")));
        Assert.That(await PostAsync(es2, "downloadOrder", $$"""{{{Header}},"profileType":"lead"}"""), Does.Contain(Code("8.2.5", "3.9")));
        Assert.That(await PostAsync(es2, "downloadOrder", $$"""{{{Header}},"iccid":"{{iccid}}","profileType":"lead"}"""), Does.Contain(Code("8.2.5", "3.8")));
        Assert.That(await PostAsync(es2, "downloadOrder", $$"""{{{Header}}}"""), Does.Contain(Code("1.6", "2.3")));
        Assert.That(await PostAsync(es2, "confirmOrder", $$"""{{{Header}},"iccid":"{{iccid}}","matchingId":"","releaseFlag":true}"""),
            Is.EqualTo($$"""{{Done}},"eid":"{{eid}}","matchingId":"","smdpAddress":"{{Site.Address}}"}"""));
        Assert.That(await PostAsync(es2, "cancelOrder", $$"""{{{Header}},"iccid":"{{iccid}}","finalProfileStatusIndicator":"Available"}"""),
            Does.Contain(Code("8.1.1", "2.2")));
        Assert.That(
            await PostAsync(es2, "cancelOrder", $$"""{{{Header}},"iccid":"{{iccid}}","eid":"{{eid}}","finalProfileStatusIndicator":"Unavailable"}"""),
            Is.EqualTo(Done + "}"));
        Assert.That((await site.Server.Orders.FindAsync(iccid))!.State, Is.EqualTo(OrderState.Unavailable));
    }

    [TestCase("""{"iccid":"8949000000000000001"}""")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"1.2.3"},"iccid":"8949000000000000001"}""")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"1.2.3","functionCallIdentifier":"1"},"iccid":"894900000000000000X"}""")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"1.2.3","functionCallIdentifier":"1"},"iccid":7}""")]
    [TestCase("""{"header":{"functionRequesterIdentifier":"1.2.3","functionCallIdentifier":"1"},"eid":"12"}""")]
    [TestCase("")]
    public async Task A_malformed_order_is_a_400(string body)
    {
        await using Site site = await StartAsync();
        using HttpClient es2 = Client(site, s_operator);
        using HttpResponseMessage response = await es2.SendAsync(Message("downloadOrder", body));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Nobody_without_the_operators_certificate_gets_further_than_the_handshake_and_the_host_is_told_why()
    {
        await using Site site = await StartAsync();
        ConcurrentQueue<SmdpEvent> happened = new();
        site.Server.Happened += happened.Enqueue;
        (X509Certificate2? Certificate, string Why)[] strangers =
        [
            (null, "it shows no certificate, and here clients need one"),
            (s_stranger.ToClientCertificate(), "was issued by "),
            (Site.NistTls, "was issued by "),
        ];
        foreach ((X509Certificate2? certificate, string why) in strangers)
        {
            using HttpClient client = HttpsTransport.Client(site.Host.Es2Addresses[0], Site.NistCi, certificate);
            Exception? fault = await Assert.CatchAsync(async () => await client.SendAsync(Message("downloadOrder", "{}")));
            Assert.That(fault, Is.TypeOf<HttpRequestException>(), certificate?.Subject ?? "none");
            SmdpEvent.ConnectionRefused refused = happened.OfType<SmdpEvent.ConnectionRefused>().Last();
            Assert.That(refused.Reason, Does.Contain(why).And.Contain(certificate?.Subject ?? ""));
            Assert.That(refused.Client, Does.StartWith("127.0.0.1:"));
        }
        Assert.That(happened.Select(one => one.ToName()).Distinct(), Is.EqualTo(new[] { "connectionRefused" }));
    }

    [Test]
    public async Task Of_a_certificate_that_has_expired_the_host_is_told_the_dates()
    {
        OperatorPki old = OperatorPki.Create(new SeededRandom("old"), Now.AddYears(-40));
        await using Site site = await Site.StartAsync(host: options => options with { Es2 = new() { ClientCas = [X509CertificateLoader.LoadCertificate(old.Ca.Encoded.Span)] } });
        ConcurrentQueue<SmdpEvent> happened = new();
        site.Server.Happened += happened.Enqueue;
        using HttpClient client = HttpsTransport.Client(site.Host.Es2Addresses[0], Site.NistCi, old.ToClientCertificate());
        await Assert.CatchAsync(async () => await client.SendAsync(Message("downloadOrder", "{}")));
        Assert.That(happened.OfType<SmdpEvent.ConnectionRefused>().Single().Reason, Does.Contain(", and has expired: the clock here says "));
    }

    [Test]
    public async Task Under_a_CI_only_certificates_for_TLS_are_an_operators()
    {
        await using Site site = await Site.StartAsync(host: options => options with { Es2 = new() { ClientCas = [Site.NistCi] } });
        using EcSigningKey key = Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom("forged"));
        // What an eUICC maker may certify by the rules of the web: names within its constraints.
        CertificateTemplate forged = CertificateTemplates.TlsServer(CertificateRole.DpTls, ["x.example.com"], new("2.999.10"), Octets.FromHex("77"), Now.AddDays(-1)) with
        {
            Subject = [.. Site.Nist.Eum.Extensions.NameConstraints!.Value.Value.PermittedNames[0].Attributes],
        };
        RspCertificate byMaker = forged.Issue(key.PublicKey, Site.Nist.Eum, Site.Nist.EumKey!);
        await Assert.ThatAsync(() => PostAsync(site, byMaker, key), Throws.InstanceOf<HttpRequestException>(), "issued by an eUICC maker");
        await Assert.ThatAsync(() => PostAsync(site, Site.Nist.DpAuth, Site.Nist.DpAuthKey!), Throws.InstanceOf<HttpRequestException>(), "for authentication to eUICCs");
        Assert.That(await PostAsync(site, Site.Nist.DpTls!, Site.Nist.DpTlsKey!), Is.EqualTo(HttpStatusCode.BadRequest), "an SM-DP+ in TLS, with a request that says nothing");
    }

    private static async Task<HttpStatusCode> PostAsync(Site site, RspCertificate certificate, EcSigningKey key)
    {
        using X509Certificate2 own = (Site.Nist with { DpTls = certificate, DpTlsKey = key }).ToTlsCertificate(), eum = X509CertificateLoader.LoadCertificate(Site.Nist.Eum.Encoded.Span);
        using HttpClient client = HttpsTransport.Client(site.Host.Es2Addresses[0], Site.NistCi, own, issuers: [eum]);
        using HttpResponseMessage response = await client.SendAsync(Message("downloadOrder", ""));
        return response.StatusCode;
    }

    [Test]
    public async Task An_operator_orders_its_own_profiles_and_those_of_nobody()
    {
        using OperatorPki acme = OperatorPki.Create(new SeededRandom("ACME"), Now.AddDays(-1), "ACME");
        using OperatorPki other = OperatorPki.Create(new SeededRandom("2.999.7"), Now.AddDays(-1), "ACME", new("2.999.7"));
        await using Site site = await StartForAsync(acme, other);
        using HttpClient fromAcme = Client(site, acme), fromOther = Client(site, other);
        Iccid open = site.Stock(1), acmes = site.Stock(2, "gold", "ACME"), others = site.Stock(3, "lead", "2.999.7");
        foreach (HttpClient client in (HttpClient[])[fromAcme, fromOther])
        {
            (Iccid own, Iccid foreign, string ownType, string foreignType) = client == fromAcme ? (acmes, others, "gold", "lead") : (others, acmes, "lead", "gold");
            Assert.That(await PostAsync(client, "downloadOrder", $$"""{{{Header}},"iccid":"{{foreign}}"}"""), Does.Contain(Code("8.2.1", "1.2")));
            Assert.That(await PostAsync(client, "downloadOrder", $$"""{{{Header}},"profileType":"{{foreignType}}"}"""), Does.Contain(Code("8.2.5", "1.2")));
            Assert.That(await PostAsync(client, "confirmOrder", $$"""{{{Header}},"iccid":"{{foreign}}","releaseFlag":true}"""), Does.Contain(Code("8.2.1", "1.2")));
            Assert.That(await PostAsync(client, "releaseProfile", $$"""{{{Header}},"iccid":"{{foreign}}"}"""), Does.Contain(Code("8.2.1", "1.2")));
            Assert.That(await PostAsync(client, "cancelOrder", $$"""{{{Header}},"iccid":"{{foreign}}","finalProfileStatusIndicator":"Available"}"""),
                Does.Contain(Code("8.2.1", "1.2")));
            Assert.That(await PostAsync(client, "downloadOrder", $$"""{{{Header}},"profileType":"{{ownType}}"}"""), Is.EqualTo($$"""{{Done}},"iccid":"{{own}}"}"""));
            Assert.That(await PostAsync(client, "downloadOrder", $$"""{{{Header}},"iccid":"{{open}}"}"""), Does.Contain(Done));
            Assert.That(await PostAsync(client, "cancelOrder", $$"""{{{Header}},"iccid":"{{open}}","finalProfileStatusIndicator":"Available"}"""), Does.Contain(Done));
        }
        Assert.That((await site.Server.Orders.FindAsync(acmes))!.State, Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public async Task Whoever_is_only_called_like_a_registered_identifier_does_not_have_it()
    {
        using OperatorPki impostor = OperatorPki.Create(new SeededRandom("impostor"), Now.AddDays(-1), "2.999.7");
        await using Site site = await StartForAsync(impostor);
        using HttpClient client = Client(site, impostor);
        Iccid open = site.Stock(1), others = site.Stock(2, owner: "2.999.7");
        Assert.That(await PostAsync(client, "downloadOrder", $$"""{{{Header}},"iccid":"{{others}}"}"""), Does.Contain(Code("8.2.1", "1.2")));
        Assert.That(await PostAsync(client, "downloadOrder", $$"""{{{Header}},"iccid":"{{open}}"}"""), Does.Contain(Done));
    }

    [Test]
    public async Task The_two_interfaces_are_apart()
    {
        await using Site site = await StartAsync();
        using HttpClient es2 = Client(site, s_operator);
        using HttpResponseMessage response = await es2.PostAsync($"https://{Site.Address}/gsma/rsp2/es9plus/initiateAuthentication", null);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_foreign_client_orders_with_its_certificate()
    {
        using Curl curl = Curl.Require();
        await using Site site = await StartAsync();
        Iccid iccid = site.Stock(1);
        string folder = Path.GetDirectoryName(curl.Write("body.json", $$"""{{{Header}},"iccid":"{{iccid}}"}"""))!;
        s_operator.Save(folder);
        string[] post = ["--cacert", curl.Pem(Site.Nist.Ci, "ci.pem"), "-H", "Content-Type: application/json", "-H", "X-Admin-Protocol: gsma/rsp/v2.0.0",
            "--data-binary", "@" + Path.Combine(folder, "body.json")];
        (int exitCode, string output) = await curl.RunAsync(site.Host.Es2Addresses[0], "/gsma/rsp2/es2plus/downloadOrder",
            [.. post, "--cert", Path.Combine(folder, "operator.pem"), "--key", Path.Combine(folder, "operator-key.pem")]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.StartWith("HTTP/1.1 200 OK").And.EndsWith($$"""{{Done}},"iccid":"{{iccid}}"}"""));
        (exitCode, output) = await curl.RunAsync(site.Host.Es2Addresses[0], "/gsma/rsp2/es2plus/downloadOrder", post);
        Assert.That(exitCode, Is.Not.Zero, output);
    }

    [Test]
    public async Task The_operator_is_told_of_a_download()
    {
        await using OperatorServer told = new();
        await using Site site = await StartAsync(told.Options);
        using HttpClient es9 = site.Client();
        ProfileOrder order = site.Release("MATCH", profileType: "gold");
        await site.DownloadAsync(es9, order, Site.Nist);
        JsonElement[] messages = [.. await told.TakeAsync(3)];
        Assert.That(messages.Select(message => message.GetProperty("notificationPointId").GetInt32()), Is.EqualTo(new[] { 1, 3, 4 }));
        Assert.That(messages[2].EnumerateObject().Select(member => member.Name), Is.EqualTo(new[]
        {
            "header", "eid", "iccid", "profileType", "timestamp", "notificationPointId", "notificationPointStatus",
        }));
        Assert.That(messages[2].GetProperty("iccid").GetString(), Is.EqualTo(order.Iccid.Digits));
        Assert.That(messages[2].GetProperty("eid").GetString(), Is.EqualTo(Site.Nist.EidDigits));
        Assert.That(messages[2].GetProperty("profileType").GetString(), Is.EqualTo("gold"));
        Assert.That(messages[2].GetProperty("timestamp").GetString(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"));
        Assert.That(messages[2].GetProperty("notificationPointStatus").GetRawText(), Is.EqualTo("""{"status":"Executed-Success"}"""));
        Assert.That(messages[2].GetProperty("header").GetProperty("functionRequesterIdentifier").GetString(), Is.EqualTo("2.999.10"));
    }

    [Test]
    public async Task An_operator_that_is_known_by_name_is_told_of_nothing_that_is_anothers()
    {
        await using OperatorServer told = new();
        await using Site site = await StartAsync(told.Options with { OperatorName = "ACME" });
        using HttpClient es9 = site.Client();
        await site.DownloadAsync(es9, site.Release("OTHERS", 1, owner: "other"), Site.Nist);
        ProfileOrder own = site.Release("OWN", 2, owner: "ACME"), nobodys = site.Release("NOBODYS", 3);
        await site.DownloadAsync(es9, own, Site.Nist);
        await site.DownloadAsync(es9, nobodys, Site.Nist);
        string?[] iccids = [.. (await told.TakeAsync(6)).Select(message => message.GetProperty("iccid").GetString())];
        Assert.That(iccids, Is.EqualTo(Enumerable.Repeat(own.Iccid.Digits, 3).Concat(Enumerable.Repeat(nobodys.Iccid.Digits, 3))));
    }

    [Test]
    public async Task No_download_waits_for_an_operator_who_does_not_answer()
    {
        using TcpListener deaf = new(IPAddress.Loopback, 0);
        deaf.Start();
        using RspHttpClient toOperator = OperatorServer.ClientOf((IPEndPoint)deaf.LocalEndpoint);
        await using Site site = await StartAsync(OperatorServer.OptionsOf(toOperator) with { MaxWaiting = 1, Timeout = TimeSpan.FromSeconds(1) });
        using HttpClient es9 = site.Client();
        for (int i = 1; i <= 3; i++)
        {
            DownloadOutcome outcome = await site.DownloadAsync(es9, site.Release($"MATCH-{i}", i), Site.Nist);
            Assert.That(outcome, Is.TypeOf<DownloadOutcome.Installed>());
        }
    }

    private static Task<Site> StartForAsync(params OperatorPki[] operators) => Site.StartAsync(host: options => options with
    {
        Es2 = new() { ClientCas = [.. operators.Select(one => X509CertificateLoader.LoadCertificate(one.Ca.Encoded.Span))] },
    });

    private static Task<Site> StartAsync(AspNetCore.SmDp.Es2.ProgressOptions? progress = null) => Site.StartAsync(host: options => options with
    {
        Es2 = new() { ClientCas = [X509CertificateLoader.LoadCertificate(s_operator.Ca.Encoded.Span)], Progress = progress },
    });

    private static HttpClient Client(Site site, OperatorPki from) =>
        HttpsTransport.Client(site.Host.Es2Addresses[0], Site.NistCi, from.ToClientCertificate());

    private static async Task<string> PostAsync(HttpClient client, string function, string body)
    {
        using HttpResponseMessage response = await client.SendAsync(Message(function, body));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await response.Content.ReadAsStringAsync();
    }

    private static HttpRequestMessage Message(string function, string body)
    {
        HttpRequestMessage message = new(HttpMethod.Post, $"https://{Site.Address}/gsma/rsp2/es2plus/{function}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        message.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.0.0");
        return message;
    }

    private static string Code(string subject, string reason) => $"\"status\":\"Failed\",\"statusCodeData\":{{\"subjectCode\":\"{subject}\",\"reasonCode\":\"{reason}\"";
}
