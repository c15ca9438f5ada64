using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Tests.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>The verbs that need servers, over TLS on real sockets, with our SM-DP+ behind them.</summary>
public sealed class HttpsVerbTests
{
    private const string Iccid = "89882119900000000001";

    [Test]
    public async Task A_profile_is_downloaded_over_HTTPS_and_the_server_hears_of_what_follows()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await using TlsServer server = Serve(world);
        using Terminal terminal = new(world) { Servers = null };
        await terminal.MakeCardAsync();
        string way = Way(server, terminal);
        JsonElement installed = await terminal.JsonAsync($"lpa download {(await world.OrderCodeAsync()).ToQrText()} {way}");
        Assert.That((installed.GetProperty("iccid").GetString(), installed.GetProperty("notificationsDelivered").GetBoolean()), Is.EqualTo((Iccid, true)));
        await terminal.JsonAsync("lpa enable " + Iccid);
        JsonElement sent = await terminal.JsonAsync("lpa notifications send " + way);
        Assert.That(sent.GetProperty("notifications")[0].GetProperty("delivered").GetBoolean());
        Assert.That(server.Requests.Select(request => request.Line.Split('/')[4].Split(' ')[0]), Is.EqualTo(new[]
        {
            "initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "handleNotification", "handleNotification",
        }));
    }

    [Test, Says("notDelivered")]
    public async Task Notifications_whose_server_is_gone_stay_on_the_card_and_nobody_was_asked()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world) { Servers = null };
        await terminal.MakeCardAsync();
        await using (TlsServer server = Serve(world)) await terminal.JsonAsync($"lpa download {(await world.OrderCodeAsync()).ToQrText()} {Way(server, terminal)}");
        await terminal.JsonAsync("lpa enable " + Iccid);
        JsonElement sent = await terminal.JsonAsync($"lpa notifications send --connect-to {TestWorld.Address}=127.0.0.1:1", 2);
        Assert.That(sent.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("notDelivered"));
        Assert.That((await terminal.JsonAsync("lpa notifications")).GetProperty("notifications").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Progress_lines_count_the_parts_of_the_package()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await using TlsServer server = Serve(world);
        using Terminal terminal = new(world) { Servers = null };
        await terminal.MakeCardAsync();
        Terminal.Run run = await terminal.RunAsync([.. $"lpa download {await world.OrderCodeAsync()} {Way(server, terminal)} --json".Split(' ')]);
        JsonElement[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement[] parts = [.. lines.Where(line => line.TryGetProperty("total", out _))];
        Assert.That(parts, Has.Length.InRange(3, 12), run.Output);
        Assert.That(parts[^1].GetProperty("done").GetInt32(), Is.EqualTo(parts[^1].GetProperty("total").GetInt32()));
        Assert.That(lines.Select(line => line.GetProperty("event").GetString()).Distinct(), Is.EqualTo(new[] { "progress", "result" }));
    }

    [Test]
    public async Task A_server_of_another_PKI_is_refused_unless_its_CI_is_named_or_everything_is_accepted_aloud()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await using TlsServer server = Serve(world);
        using Terminal terminal = new(world) { Servers = null };
        await terminal.MakeCardAsync();
        string code = (await world.OrderCodeAsync()).ToString(), map = Map(server);
        JsonElement error = (await terminal.JsonAsync($"lpa download {code} --preview {map}", 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("notTrusted"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("which is not trusted"));

        string ci = Path.Combine(terminal.Pki, "CertificateIssuer");
        await terminal.JsonAsync($"lpa download {code} --preview {map} --ca {ci}");
        await terminal.JsonAsync($"lpa download {code} --preview {map} --ca {terminal.Pki}");
        await terminal.JsonAsync($"lpa download {code} --preview {map} --ca {Path.Combine(ci, "CERT_CI_ECDSA_NIST.der")}");
        string pem = terminal.PathOf("ci.pem");
        await File.WriteAllTextAsync(pem, System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", Pkis.Nist.Ci.Encoded.Span));
        await terminal.JsonAsync($"lpa download {code} --preview {map} --ca {pem}");

        Terminal.Run loud = await terminal.RunAsync([.. $"lpa download {code} --preview {map} --insecure-tls".Split(' ')]);
        Assert.That((loud.ExitCode, loud.Error.Contains("WARNING: --insecure-tls: The certificate of", StringComparison.Ordinal)), Is.EqualTo((0, true)), loud.Error);
    }

    [Test]
    public async Task The_users_own_PKI_is_trusted_without_a_word()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world) { Servers = null };
        await terminal.JsonAsync("lpa info"); // makes the user's PKI and card
        using EuiccSim.Testing.RspPki own = EuiccSim.Testing.PkiDirectory.Load(Path.Combine(terminal.DataFolder, "pki"), Protocol.Crypto.EcCurve.NistP256);
        await using TlsServer server = new TlsServer(own.ToTlsCertificate()).Answers("no", "503 Service Unavailable");
        JsonElement error = (await terminal.JsonAsync($"lpa download 1${TestWorld.Address}$X {Map(server)}", 2)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("message").GetString()), Is.EqualTo(
            ("notEs9", $"{TestWorld.Address} answered initiateAuthentication with HTTP status 503: it is overloaded or closed; try again later. It says: no.")));
        Assert.That(error.GetProperty("httpStatus").GetInt32(), Is.EqualTo(503));
    }

    [Test]
    public async Task A_server_that_hangs_is_told_with_the_time_that_was_over_and_what_it_was_spent_on()
    {
        using Terminal terminal = new() { Servers = null };
        using System.Net.Sockets.TcpListener silent = new(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        JsonElement error = (await terminal.JsonAsync(
            $"lpa download 1${TestWorld.Address}$X --connect-to {TestWorld.Address}={silent.LocalEndpoint} --timeout 1", 2)).GetProperty("error");
        Assert.That(error.GetProperty("message").GetString(),
            Is.EqualTo($"{TestWorld.Address} took the connection, but did not agree on TLS within 1 s: perhaps it hangs, or does not speak TLS. Try again; --timeout SECONDS waits longer."));
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("timeout").GetString(), error.GetProperty("seconds").GetDouble()), Is.EqualTo(("timedOut", "tlsHandshake", 1.0)));
    }

    [Test]
    public async Task A_servers_own_words_reach_the_person_and_the_program()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world) { Servers = null };
        await terminal.MakeCardAsync();
        await using TlsServer server = new TlsServer(Pkis.Nist.ToTlsCertificate())
            .Answers("""{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"reasonCode":3.8,"message":"tenant is closed"}}}}""")
            .Answers("<html><head><title>Maintenance &amp; more</title></head></html>", "502 Bad Gateway", "Content-Type: text/html\r\n");
        string words = $"lpa download 1${TestWorld.Address}$X {Way(server, terminal)}";
        JsonElement error = (await terminal.JsonAsync(words, 1)).GetProperty("error");
        Assert.That((error.GetProperty("code").GetString(), error.GetProperty("serverMessage").GetString()), Is.EqualTo(("?/3.8", "tenant is closed")));
        Terminal.Run run = await terminal.RunAsync(words.Split(' '));
        Assert.That((run.ExitCode, run.Error.TrimEnd().Split('\n')[^1]), Is.EqualTo((2, $"transport: notEs9: {TestWorld.Address} answered initiateAuthentication with HTTP status 502: "
            + "what stands before it does not reach it; try again later. It says: Maintenance & more.")));
    }

    [TestCase("--connect-to nothing", "--connect-to takes HOST[:PORT]=ADDRESS[:PORT], not 'nothing'.")]
    [TestCase("--connect-to a:b=127.0.0.1", "--connect-to takes HOST[:PORT]=ADDRESS[:PORT], not 'a:b=127.0.0.1'.")]
    [TestCase("--connect-to a=x/y", "--connect-to takes HOST[:PORT]=ADDRESS[:PORT], not 'a=x/y'.")]
    [TestCase("--proxy nothing", "--proxy takes http://HOST:PORT, not 'nothing'.")]
    [TestCase("--timeout -1", "--timeout takes seconds, up to a day, not '-1'.")]
    [TestCase("--imei 12", null)]
    public async Task Options_that_mean_nothing_are_told(string words, string? message)
    {
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync($"lpa download 1$smdp.example.com$X {words}", 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("arguments"));
        if (message is not null) Assert.That(error.GetProperty("message").GetString(), Is.EqualTo(message));
    }

    [Test, Says("ca")]
    public async Task A_file_that_is_no_certificate_is_told()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("not.pem");
        await File.WriteAllTextAsync(file, "hello");
        foreach (string path in new[] { file, terminal.PathOf("absent.pem"), Path.Combine(terminal.Pki, "DPtls", "SK_S_SM_DP_TLS_NIST.pem") })
        {
            JsonElement error = (await terminal.JsonAsync($"lpa download 1$smdp.example.com$X --ca {path}", 2)).GetProperty("error");
            Assert.That((error.GetProperty("name").GetString(), error.GetProperty("message").GetString()!.Contains(path, StringComparison.Ordinal)), Is.EqualTo(("ca", true)), path);
        }
    }

    private static TlsServer Serve(EsimWorld world) => new(Pkis.Nist.ToTlsCertificate())
    {
        Handler = request =>
        {
            Es9HttpResponse answer = world.Server.HandleAsync(request.Line.Split('/')[4].Split(' ')[0], Octets.Wrap(System.Text.Encoding.UTF8.GetBytes(request.Body))).Now();
            return (answer.Status, answer.Body.ToArray());
        },
    };

    private static string Map(TlsServer server) => $"--connect-to {TestWorld.Address}={server.EndPoint}";

    private static string Way(TlsServer server, Terminal terminal) => $"{Map(server)} --pki {terminal.Pki}";
}
