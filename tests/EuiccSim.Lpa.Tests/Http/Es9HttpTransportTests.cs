using System.Globalization;
using System.Net;
using System.Security.Authentication;
using EuiccSim.Http;
using EuiccSim.Lpa.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>Calls over real sockets: what goes out, what comes back, and what is done when nothing does.</summary>
public sealed class Es9HttpTransportTests
{
    private static TlsServer Trusted(SslProtocols protocols = SslProtocols.None) => new(HttpScene.Tls(usual => usual), protocols);

    [Test]
    public async Task A_call_has_the_path_and_the_headers_of_the_standard()
    {
        await using TlsServer server = Trusted().Answers();
        await HttpScene.PostAsync(HttpScene.Options(server), "authenticateClient");
        Assert.That(server.Requests.TryDequeue(out TlsServer.Request? request));
        Assert.That(request!.Line, Is.EqualTo("POST /gsma/rsp2/es9plus/authenticateClient HTTP/1.1"));
        Assert.That(request.Headers, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["Host"] = HttpScene.Host,
            ["User-Agent"] = "gsma-rsp-lpad",
            ["X-Admin-Protocol"] = "gsma/rsp/v2.5.0",
            ["Content-Type"] = "application/json",
            ["Content-Length"] = "22",
        }));
        Assert.That(request.Body, Is.EqualTo("{\"transactionId\":\"00\"}"));
    }

    [Test]
    public async Task A_port_in_the_address_is_called_and_told_in_Host_only()
    {
        await using TlsServer server = Trusted().Answers();
        string address = string.Create(CultureInfo.InvariantCulture, $"localhost:{server.EndPoint.Port}");
        await HttpScene.PostAsync(HttpScene.Options(server), address: address);
        Assert.That(server.Requests.TryDequeue(out TlsServer.Request? request));
        Assert.That(request!.Headers["Host"], Is.EqualTo(address));
    }

    [Test]
    public async Task A_name_with_a_port_can_be_mapped_apart_from_the_name()
    {
        await using TlsServer server = Trusted().Answers();
        RspHttpOptions options = HttpScene.Options(server) with { ConnectTo = new Dictionary<string, EndPoint> { ["TestSmdpPlus1.example.com:8443"] = server.EndPoint } };
        Assert.That((await HttpScene.PostAsync(options, address: $"{HttpScene.Host}:8443")).Status, Is.EqualTo(200));
    }

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13)]
    public async Task Both_versions_of_TLS_will_do(SslProtocols version)
    {
        await using TlsServer server = Trusted(version).Answers();
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_connection_is_used_again()
    {
        await using TlsServer server = Trusted().Answers().Answers().Answers("", "204 No Content", "");
        using Es9HttpTransport transport = new(HttpScene.Options(server));
        for (int i = 0; i < 2; i++) await transport.PostAsync(HttpScene.Host, "initiateAuthentication", HttpScene.Body, default);
        Es9HttpResponse last = await transport.PostAsync(HttpScene.Host, "handleNotification", HttpScene.Body, default);
        Assert.That((last.Status, last.Body.IsEmpty, server.Connections), Is.EqualTo((204, true, 1)));
    }

    [TestCase("Content-Type: application/json\r\n")]
    [TestCase("Content-Type: application/json;charset=UTF-8\r\n")]
    [TestCase("Content-Type: text/json\r\n")]
    [TestCase("Content-Type: text/plain\r\n")]
    [TestCase("")]
    public async Task Servers_name_the_type_of_their_answer_as_they_like(string header)
    {
        await using TlsServer server = Trusted().Answers(headers: header);
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server))).Text(), Is.EqualTo(TlsServer.Success));
    }

    [Test]
    public async Task A_page_for_people_is_no_answer()
    {
        await using TlsServer server = Trusted().Answers("<html>Log in to the WiFi</html>", headers: "Content-Type: text/html\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.NotEs9,
            $"{HttpScene.Host} answered with text/html that is not JSON: it seems to be no SM-DP+ or SM-DS. It says: Log in to the WiFi")));
    }

    [Test]
    public async Task A_redirection_is_not_followed()
    {
        await using TlsServer elsewhere = Trusted().Answers();
        await using TlsServer server = Trusted().Answers("", "307 Temporary Redirect", $"Location: https://localhost:{elsewhere.EndPoint.Port}/\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.NotEs9,
            $"{HttpScene.Host} redirects to https://localhost:{elsewhere.EndPoint.Port}/ (HTTP status 307), which is not followed.")));
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    [TestCase("503 Service Unavailable", 503)]
    [TestCase("404 Not Found", 404)]
    [TestCase("500 Internal Server Error", 500)]
    public async Task Another_HTTP_status_is_given_to_the_caller_and_not_tried_again(string line, int status)
    {
        await using TlsServer server = Trusted().Answers("no", line).Answers();
        Es9HttpResponse response = await HttpScene.PostAsync(HttpScene.Options(server), "initiateAuthentication");
        Assert.That((response.Status, server.Requests.Count), Is.EqualTo((status, 1)));
    }

    [Test]
    public async Task An_answer_that_is_too_long_is_cut_off([Values] bool saysSo)
    {
        string body = new('x', 40_000); // several reads
        await using TlsServer server = saysSo
            ? Trusted().Answers(body)
            : Trusted().AnswersRaw($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n9C40\r\n{body}\r\n0\r\n\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server) with { MaximumBodyLength = 39_999 });
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.TooLarge, $"{HttpScene.Host} sends more than 39999 octets in one answer.")));
    }

    [Test]
    public async Task An_answer_as_long_as_allowed_is_taken()
    {
        string body = "{" + new string(' ', 1997) + "}";
        await using TlsServer server = Trusted().Answers(body).AnswersRaw(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n7CF\r\n{body}\r\n0\r\n\r\n");
        for (int i = 0; i < 2; i++)
            Assert.That((await HttpScene.PostAsync(HttpScene.Options(server) with { MaximumBodyLength = 1999 })).Body.Length, Is.EqualTo(1999));
    }

    [TestCase("getBoundProfilePackage", 1)]
    [TestCase("authenticateClient", 1)]
    [TestCase("cancelSession", 1)]
    [TestCase("initiateAuthentication", 2)]
    [TestCase("handleNotification", 2)]
    public async Task After_a_broken_connection_only_what_does_no_harm_is_asked_again(string function, int times)
    {
        await using TlsServer server = Trusted().HangsUp().HangsUp().Answers();
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server), function);
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.ConnectionLost,
            $"The connection to {HttpScene.Host} broke before it had answered {function}.")));
        Assert.That(server.Requests, Has.Count.EqualTo(times));
    }

    [Test]
    public async Task The_second_try_can_succeed()
    {
        await using TlsServer server = Trusted().HangsUp().Answers();
        Assert.That((await HttpScene.PostAsync(HttpScene.Options(server), "initiateAuthentication")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Half_an_answer_is_none()
    {
        await using TlsServer server = Trusted().AnswersRaw("HTTP/1.1 500 Bad\r\nContent-Length: 100\r\n\r\n{\"header\"");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That(fault.Fault, Is.EqualTo(Es9TransportFault.ConnectionLost), fault.Message);
    }

    [Test]
    public async Task What_is_no_HTTP_is_no_answer()
    {
        await using TlsServer server = Trusted().AnswersRaw("220 mail.example.com ESMTP\r\n\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.NotEs9, $"What {HttpScene.Host} answered to getBoundProfilePackage is no HTTP.")));
    }

    [Test]
    public async Task A_server_without_TLS_is_told_apart()
    {
        await using TlsServer server = new(null) { Greeting = "HTTP/1.1 400 Bad Request\r\n\r\n" };
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server));
        Assert.That(fault.Fault, Is.EqualTo(Es9TransportFault.TlsFailed), fault.Message);
    }

    [Test]
    public async Task A_server_that_says_nothing_is_waited_for_as_long_as_allowed()
    {
        ManualTime time = new(HttpScene.Start.AddDays(1));
        await using TlsServer server = Trusted().SaysNothing();
        Task<Es9TransportException> call = HttpScene.FaultAsync(HttpScene.Options(server, time) with { CallTimeout = TimeSpan.FromSeconds(42) });
        await server.Asked.WaitAsync();
        time.Advance(TimeSpan.FromSeconds(41));
        Assert.That(call.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        Es9TransportException fault = await call;
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.TimedOut, $"{HttpScene.Host} did not answer getBoundProfilePackage within 42 s.")));
    }

    [Test]
    public async Task A_body_that_does_not_end_is_waited_for_as_long_as_allowed()
    {
        ManualTime time = new(HttpScene.Start.AddDays(1));
        await using TlsServer server = Trusted().AnswersRaw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        Task<Es9TransportException> call = HttpScene.FaultAsync(HttpScene.Options(server, time));
        await server.Asked.WaitAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await call).Fault, Is.EqualTo(Es9TransportFault.TimedOut));
    }

    [Test]
    public async Task The_caller_can_give_up()
    {
        await using TlsServer server = Trusted().SaysNothing();
        using Es9HttpTransport transport = new(HttpScene.Options(server));
        using CancellationTokenSource patience = new();
        Task<Es9HttpResponse> call = transport.PostAsync(HttpScene.Host, "getBoundProfilePackage", HttpScene.Body, patience.Token);
        await server.Asked.WaitAsync();
        await patience.CancelAsync();
        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Nothing_listening_is_tried_again_and_told()
    {
        TlsServer server = Trusted();
        RspHttpOptions options = HttpScene.Options(server);
        await server.DisposeAsync();
        Es9TransportException fault = await HttpScene.FaultAsync(options);
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.CannotConnect, $"{HttpScene.Host} refuses connections: nothing listens there.")));
    }

    [Test]
    public async Task A_name_that_nobody_has_is_told()
    {
        Es9TransportException fault = await HttpScene.FaultAsync(new() { UseProxy = false }, address: "no-such-host.invalid");
        Assert.That((fault.Fault, fault.Message), Is.EqualTo(
            (Es9TransportFault.NoSuchHost, "There is no host named no-such-host.invalid, or the name service cannot be asked.")));
    }

    [TestCase("")]
    [TestCase("host/path")]
    [TestCase("user@host")]
    [TestCase("https://host")]
    [TestCase("host:port")]
    [TestCase("host?x")]
    [TestCase("host\\x")]
    public async Task What_is_more_or_less_than_a_host_is_not_called(string address)
    {
        Es9TransportException fault = await HttpScene.FaultAsync(new() { UseProxy = false }, address: address);
        Assert.That(fault.Fault, Is.EqualTo(Es9TransportFault.InvalidAddress));
    }

    [Test]
    public async Task A_proxy_is_asked_for_a_tunnel_by_name()
    {
        await using TlsServer proxy = new TlsServer(null).AnswersRaw("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        Es9TransportException fault = await HttpScene.FaultAsync(new() { Proxy = new WebProxy($"http://127.0.0.1:{proxy.EndPoint.Port}") });
        Assert.That(fault.Fault, Is.EqualTo(Es9TransportFault.CannotConnect), fault.Message);
        Assert.That(fault.Message, Does.StartWith($"The proxy refuses to connect to {HttpScene.Host}"));
        Assert.That(proxy.Requests.TryDequeue(out TlsServer.Request? request));
        Assert.That(request!.Line, Is.EqualTo($"CONNECT {HttpScene.Host}:443 HTTP/1.1"));
    }

    [Test]
    public async Task A_mapped_host_needs_no_proxy()
    {
        await using TlsServer proxy = new(null), server = Trusted().Answers();
        RspHttpOptions options = HttpScene.Options(server) with { UseProxy = true, Proxy = new WebProxy($"http://127.0.0.1:{proxy.EndPoint.Port}") };
        Assert.That((await HttpScene.PostAsync(options)).Status, Is.EqualTo(200));
        Assert.That(proxy.Connections, Is.Zero);
    }
}
