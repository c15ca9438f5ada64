using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>ES9+ as HTTP: paths, headers, statuses, members. SGP.22 v2.5 §6.</summary>
public sealed class Es9HttpTests
{
    private readonly ConcurrentQueue<SmdpEvent> _happened = new();
    private Site _site = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _site = await Site.StartAsync(options => options with { OnEvent = _happened.Enqueue });
        _client = _site.Client();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _site.DisposeAsync();
    }

    [Test]
    public async Task A_response_has_the_headers_and_the_members_of_the_standard_and_no_others()
    {
        using HttpResponseMessage response = await PostAsync("es9plus/initiateAuthentication", Es9Bodies.Initiate());
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Version, Is.EqualTo(HttpVersion.Version11));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Assert.That(response.Headers.GetValues("X-Admin-Protocol"), Is.EqualTo(new[] { "gsma/rsp/v2.5.0" }));
        Assert.That(response.Headers.Select(header => header.Key), Is.EquivalentTo(new[] { "X-Admin-Protocol", "Date" }));
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.That(body.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[]
        {
            "header", "transactionId", "serverSigned1", "serverSignature1", "euiccCiPKIdToBeUsed", "serverCertificate",
        }));
        Assert.That(body.RootElement.GetProperty("header").GetRawText(), Is.EqualTo("""{"functionExecutionStatus":{"status":"Executed-Success"}}"""));
        Assert.That(body.RootElement.GetProperty("transactionId").GetString(), Does.Match("^[0-9A-F]{32}$"));
        Assert.That(body.RootElement.GetProperty("serverSignature1").GetBytesFromBase64()[..3], Is.EqualTo(new byte[] { 0x5F, 0x37, 0x40 }));
        Assert.That(body.RootElement.GetProperty("euiccCiPKIdToBeUsed").GetBytesFromBase64()[..2], Is.EqualTo(new byte[] { 0x04, 0x14 }));
    }

    [Test]
    public async Task A_refusal_is_a_200_with_its_status_code()
    {
        using HttpResponseMessage response = await PostAsync("es9plus/initiateAuthentication", Es9Bodies.Initiate(address: "other.example.com"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.That(body.RootElement.EnumerateObject().Count(), Is.EqualTo(1));
        JsonElement status = body.RootElement.GetProperty("header").GetProperty("functionExecutionStatus");
        Assert.That(status.GetProperty("status").GetString(), Is.EqualTo("Failed"));
        Assert.That(status.GetProperty("statusCodeData").GetProperty("subjectCode").GetString(), Is.EqualTo("8.8.1"));
        Assert.That(status.GetProperty("statusCodeData").GetProperty("reasonCode").GetString(), Is.EqualTo("3.8"));
    }

    [Test]
    public async Task A_notification_is_answered_with_204_and_nothing()
    {
        using HttpResponseMessage response = await PostAsync("es9plus/handleNotification", Es9Bodies.UnknownNotification);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(response.Headers.Contains("X-Admin-Protocol"));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json"), "pySim looks for it before the status");
    }

    [TestCase("application/json", ExpectedResult = 200)]
    [TestCase("application/json;charset=UTF-8", ExpectedResult = 200)]
    [TestCase("Application/JSON; charset=utf-8", ExpectedResult = 200)]
    [TestCase("application/jsonp", ExpectedResult = 415)]
    [TestCase("text/plain", ExpectedResult = 415)]
    [TestCase("application/x-gsma-rsp-asn1", ExpectedResult = 415)]
    [TestCase(null, ExpectedResult = 415)]
    public async Task<int> The_content_type_is_JSON(string? type)
    {
        using HttpResponseMessage response = await PostAsync("es9plus/initiateAuthentication", Es9Bodies.Initiate(), type);
        return (int)response.StatusCode;
    }

    [TestCase("gsma/rsp/v2.2.0", ExpectedResult = 200)]
    [TestCase("gsma/rsp/v2.5.0", ExpectedResult = 200)]
    [TestCase("gsma/rsp/v3.1.0", ExpectedResult = 200)]
    [TestCase("globalplatform-remote-admin/1.0", ExpectedResult = 400)]
    [TestCase(null, ExpectedResult = 400)]
    public async Task<int> The_admin_protocol_is_RSP(string? protocol)
    {
        using HttpResponseMessage response = await PostAsync("es9plus/initiateAuthentication", Es9Bodies.Initiate(), protocol: protocol);
        return (int)response.StatusCode;
    }

    [TestCase("es9plus/unknown", "{}", 404, "there is nothing at this path; there is at /gsma/rsp2/asn1, /gsma/rsp2/es9plus/authenticateClient, ")]
    [TestCase("es9plus/", "{}", 404, "there is nothing at this path; ")]
    [TestCase("es2plus/downloadOrder", "{}", 404, "there is nothing at this path; ")]
    [TestCase("es9plus/authenticateClient", "{}", 400, "transactionId: is missing")]
    [TestCase("es9plus/authenticateClient", "", 400, "the body is empty, and should be a JSON object")]
    [TestCase("es9plus/authenticateClient", "[1]", 400, "the body is no JSON object")]
    [TestCase("es9plus/authenticateClient", "{\"transactionId\":", 400, "the body cannot be read: line 1: it ends before its last bracket or quotation mark")]
    [TestCase("es9plus/authenticateClient", "{\"transactionId\":\"XY\",\"authenticateServerResponse\":\"\"}", 400, "transactionId: ")]
    public async Task What_cannot_be_understood_is_told_in_the_body_and_to_the_host(string path, string body, int status, string reason)
    {
        using HttpResponseMessage response = await PostAsync(path, body);
        await ExpectAsync(response, status, path.StartsWith("es9plus/a", StringComparison.Ordinal) ? "authenticateClient" : "/gsma/rsp2/" + path, reason);
    }

    [TestCase("text/plain", "gsma/rsp/v2.5.0", 415, "Content-Type is 'text/plain', and has to be application/json")]
    [TestCase(null, "gsma/rsp/v2.5.0", 415, "Content-Type is missing, and has to be application/json")]
    [TestCase("application/json", null, 400, "X-Admin-Protocol is missing, and has to be gsma/rsp/vx.y.z (gsma/rsp/v2.5.0 for example)")]
    [TestCase("application/json", "globalplatform-remote-admin/1.0", 400, "X-Admin-Protocol is 'globalplatform-remote-admin/1.0', and has to be gsma/rsp/v")]
    public async Task Wrong_headers_are_told_in_the_body_and_to_the_host(string? type, string? protocol, int status, string reason)
    {
        using HttpResponseMessage response = await PostAsync("es9plus/initiateAuthentication", Es9Bodies.Initiate(), type, protocol);
        await ExpectAsync(response, status, "initiateAuthentication", reason);
    }

    [Test]
    public async Task A_compressed_request_is_told_that_it_is()
    {
        using HttpRequestMessage message = new(HttpMethod.Post, Url("es9plus/initiateAuthentication")) { Content = new ByteArrayContent([0x1F, 0x8B, 8, 0]) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        message.Content.Headers.ContentEncoding.Add("gzip");
        message.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.5.0");
        using HttpResponseMessage response = await _client.SendAsync(message);
        await ExpectAsync(response, 415, "initiateAuthentication", "Content-Encoding is 'gzip', and requests are not compressed");
    }

    [TestCase("es9plus/initiateAuthentication", "GET is not taken here; POST is")]
    [TestCase("asn1", "GET is not taken here; POST is")]
    public async Task Another_method_is_told_in_the_body_and_to_the_host(string path, string reason)
    {
        using HttpResponseMessage response = await _client.GetAsync(Url(path));
        await ExpectAsync(response, 405, "/gsma/rsp2/" + path, reason);
    }

    private async Task ExpectAsync(HttpResponseMessage response, int status, string function, string reason)
    {
        using JsonDocument told = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Assert.That(told.RootElement.GetProperty("status").GetInt32(), Is.EqualTo(status));
        Assert.That(told.RootElement.GetProperty("function").GetString(), Is.EqualTo(function));
        Assert.That(told.RootElement.GetProperty("message").GetString(), Does.StartWith(reason));
        Assert.That(_happened.OfType<SmdpEvent.RequestRejected>().Select(happened => (happened.HttpStatus, happened.Function, happened.Reason)),
            Has.Some.EqualTo((status, function, told.RootElement.GetProperty("message").GetString())));
    }

    [Test]
    public async Task Only_POST_is_allowed()
    {
        using HttpResponseMessage response = await _client.GetAsync(Url("es9plus/initiateAuthentication"));
        Assert.That((int)response.StatusCode, Is.EqualTo(405));
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "POST" }));
    }

    [TestCase("initiateAuthentication", 8)]
    [TestCase("authenticateClient", 64)]
    [TestCase("getBoundProfilePackage", 8)]
    [TestCase("cancelSession", 8)]
    [TestCase("handleNotification", 64)]
    public async Task A_body_has_a_limit(string function, int kibibytes)
    {
        using HttpResponseMessage full = await PostAsync("es9plus/" + function, new string(' ', kibibytes * 1024));
        Assert.That((int)full.StatusCode, Is.EqualTo(400));
        using HttpResponseMessage over = await PostAsync("es9plus/" + function, new string(' ', (kibibytes * 1024) + 1));
        Assert.That((int)over.StatusCode, Is.EqualTo(413));
        using HttpResponseMessage chunked = await PostAsync("es9plus/" + function, new string(' ', (kibibytes * 1024) + 1), chunked: true);
        Assert.That((int)chunked.StatusCode, Is.EqualTo(413));
    }

    private Task<HttpResponseMessage> PostAsync(
        string path, string body, string? type = "application/json", string? protocol = "gsma/rsp/v2.5.0", bool chunked = false)
    {
        HttpRequestMessage message = new(HttpMethod.Post, Url(path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (type is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (protocol is not null) message.Headers.Add("X-Admin-Protocol", protocol);
        message.Headers.TransferEncodingChunked = chunked;
        return _client.SendAsync(message);
    }

    private static string Url(string path) => $"https://{Site.Address}/gsma/rsp2/{path}";
}
