using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;
using EuiccSim.Tests;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>Clients that mean no good: what they get, and that nobody else notices.</summary>
public sealed class HostileClientTests
{
    [TestCase("POST /gsma/rsp2/es9plus/initiateAuthentication HTTP/1.1\r\nHost: x\r\n", TestName = "Half a header is answered with 408")]
    [TestCase("POST /gsma/rsp2/es9plus/initiateAuthentication HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "X-Admin-Protocol: gsma/rsp/v2.5.0\r\nContent-Length: 1000\r\n\r\n{\"", TestName = "Half a body is answered with 408")]
    public async Task Who_is_slow_is_answered_with_408(string request)
    {
        await using Site site = await StartAsync(new() { HeadersTimeout = TimeSpan.FromSeconds(1), BodyGracePeriod = TimeSpan.FromSeconds(2) });
        using SslStream slow = await ConnectAsync(site);
        await slow.WriteAsync(Encoding.ASCII.GetBytes(request));
        using HttpClient other = site.Client();
        Assert.That(await HealthAsync(other), Is.EqualTo(HttpStatusCode.OK), "nobody else is disturbed");
        Assert.That(await ReadToEndAsync(slow), Does.StartWith("HTTP/1.1 408 "));
    }

    [TestCase("")]
    [TestCase("\u0016\u0003\u0001")]
    [TestCase("GET / HTTP/1.1\r\n\r\n")]
    public async Task Who_does_not_speak_TLS_is_cut_off(string said)
    {
        await using Site site = await StartAsync(new() { HandshakeTimeout = TimeSpan.FromSeconds(1) });
        using TcpClient client = new();
        await client.ConnectAsync(site.Es9.Host, site.Es9.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(said));
        Assert.That(await ReadToEndAsync(client.GetStream()), Does.Not.Contain("HTTP"));
    }

    [TestCase("GET /health HTTP/9.9\r\n\r\n", ExpectedResult = "505")]
    [TestCase("\0\0\0\0\r\n\r\n", ExpectedResult = "400")]
    [TestCase("GET /health HTTP/1.1\r\n\r\n", ExpectedResult = "400", Description = "no host")]
    [TestCase("POST /gsma/rsp2/es9plus/initiateAuthentication HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", ExpectedResult = "400")]
    public async Task<string> What_is_no_HTTP_is_told_so(string request)
    {
        await using Site site = await StartAsync(new());
        using SslStream client = await ConnectAsync(site);
        await client.WriteAsync(Encoding.ASCII.GetBytes(request));
        return (await ReadToEndAsync(client)).Split(' ')[1];
    }

    [Test]
    public async Task Headers_without_end_are_refused()
    {
        await using Site site = await StartAsync(new());
        using SslStream client = await ConnectAsync(site);
        await client.WriteAsync(Encoding.ASCII.GetBytes($"GET /health HTTP/1.1\r\nHost: x\r\nX: {new string('x', 9000)}\r\n\r\n"));
        Assert.That(await ReadToEndAsync(client), Does.StartWith("HTTP/1.1 431 "));
    }

    [Test]
    public async Task Connections_have_a_limit()
    {
        await using Site site = await StartAsync(new() { MaxConnections = 2 });
        using SslStream one = await ConnectAsync(site), two = await ConnectAsync(site);
        await Assert.CatchAsync(() => ConnectAsync(site));
        await one.WriteAsync("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray());
        Assert.That(await ReadToEndAsync(one), Does.StartWith("HTTP/1.1 200 "), "those who are in stay in");
    }

    [Test]
    public async Task A_crowd_that_only_begins_sessions_is_let_in_and_those_that_run_go_on()
    {
        await using Site site = await Site.StartAsync(server: options => options with { MaxUnauthenticatedSessions = 20 });
        using HttpClient client = site.Client();
        ProfileOrder order = site.Release("MATCH");
        int refused = 0;
        // The eUICC has shown who it is, and then the crowd comes.
        DownloadOptions crowded = new()
        {
            AskUser = async (_, _) =>
            {
                for (int i = 0; i < 30; i++)
                {
                    Es9HttpResponse answer = await Post(client, "initiateAuthentication", Es9Bodies.Initiate());
                    if (!Encoding.UTF8.GetString(answer.Body.Span).Contains("Executed-Success", StringComparison.Ordinal)) refused++;
                }
                return UserDecision.Accept;
            },
        };
        await using EsimWorld world = await Site.WorldAsync(new HttpsTransport(client), Site.Nist);
        DownloadOutcome outcome = await world.Device.DownloadAsync(site.Server.ActivationCodeOf(order), crowded);
        Assert.That(world.Events.Calls.Select(call => call.Function).Take(2), Is.EqualTo(new[] { "initiateAuthentication", "authenticateClient" }));
        Assert.That(refused, Is.Zero);
        Assert.That(outcome, Is.TypeOf<DownloadOutcome.Installed>());
    }

    [Test]
    [Category(Sweep.Category)]
    public async Task A_hundred_thousand_sessions_take_less_than_two_kibibytes_each()
    {
        int count = Sweep.CountOf(100_000, oneIn: 8);
        SmdpServer server = new(new()
        {
            Address = Site.Address,
            Credentials = [new SmdpCredential(Site.Nist.Ci, Site.Nist.DpAuth, new IdleKey(Site.Nist.DpAuthKey), Site.Nist.DpPb, Site.Nist.DpPbKey)],
            MaxUnauthenticatedSessions = count,
        });
        Octets body = Octets.Wrap(Encoding.UTF8.GetBytes(Es9Bodies.Initiate()));
        await server.HandleAsync("initiateAuthentication", body);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i < count; i++) await server.HandleAsync("initiateAuthentication", body);
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        TestContext.Out.WriteLine($"{each} octets for a session");
        Assert.That(each, Is.LessThan(2048));
        for (int i = 0; i < count / 10; i++) await server.HandleAsync("initiateAuthentication", body);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.That(grown / count, Is.LessThan(2048), "more of them take no more");
        GC.KeepAlive(server);
    }

    [Test]
    public async Task What_is_sent_again_changes_nothing()
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        ProfileOrder order = site.Release("MATCH");
        await using EsimWorld world = await Site.WorldAsync(new HttpsTransport(client), Site.Nist);
        await world.Device.InstallAsync(site.Server.ActivationCodeOf(order));
        ProfileOrder before = (await site.Server.Orders.FindAsync(order.Iccid))!;
        foreach (HttpCall call in world.Events.Calls.Where(call => call.Function is "authenticateClient" or "getBoundProfilePackage"))
        {
            Es9HttpResponse answer = await new HttpsTransport(client).PostAsync(Site.Address, call.Function, call.Request, default);
            Assert.That(Encoding.UTF8.GetString(answer.Body.Span), Does.Contain("\"subjectCode\":\"8.10.1\",\"reasonCode\":\"3.9\""), call.Function);
        }
        Octets notification = world.Events.Calls.Single(call => call.Function == "handleNotification").Request;
        Assert.That((await new HttpsTransport(client).PostAsync(Site.Address, "handleNotification", notification, default)).Status, Is.EqualTo(204));
        Assert.That(await site.Server.Orders.FindAsync(order.Iccid), Is.EqualTo(before));
    }

    private static Task<Site> StartAsync(HttpLimits limits) => Site.StartAsync(host: options => options with { Limits = limits });

    private static async Task<Es9HttpResponse> Post(HttpClient client, string function, string body) =>
        await new HttpsTransport(client).PostAsync(Site.Address, function, Octets.Wrap(Encoding.UTF8.GetBytes(body)), default);

    private static async Task<HttpStatusCode> HealthAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync($"https://{Site.Address}/health");
        return response.StatusCode;
    }

    private static async Task<SslStream> ConnectAsync(Site site)
    {
        TcpClient client = new();
        await client.ConnectAsync(site.Es9.Host, site.Es9.Port);
        SslStream stream = new(client.GetStream());
        SslClientAuthenticationOptions options = new() { TargetHost = Site.Address, CertificateChainPolicy = new() { RevocationMode = X509RevocationMode.NoCheck } };
        options.CertificateChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        options.CertificateChainPolicy.CustomTrustStore.Add(Site.NistCi);
        await stream.AuthenticateAsClientAsync(options);
        return stream;
    }

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        using MemoryStream all = new();
        try
        {
            await stream.CopyToAsync(all, limit.Token);
        }
        catch (IOException)
        {
            // Reset: cut off as well.
        }
        return Encoding.Latin1.GetString(all.ToArray());
    }

    private sealed class IdleKey(EcSigningKey key) : EcSigningKey
    {
        private static readonly Octets s_nothing = Octets.Wrap(new byte[64]);

        public override EcPublicKey PublicKey => key.PublicKey;

        public override Octets Sign(ReadOnlySpan<byte> data) => s_nothing;
    }
}
