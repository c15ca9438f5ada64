using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Es2;

/// <summary>What the client of ES2+ says (SGP.22 v2.5 §6.5.2.1 to §6.5.2.5), and what it makes of answers.</summary>
internal sealed class Es2ClientTests : IEs2Transport
{
    private const string Success = """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}""";
    private static readonly Iccid s_iccid = Iccid.FromDigits("8900012345678901234");
    private static readonly Eid s_eid = Eid.FromDigits("89049032123451234512345678901235");

    private readonly List<string> _asked = [];
    private (int Status, string Body) _answer = (200, Success);

    public Task<Es9HttpResponse> PostAsync(string address, string function, Octets request, CancellationToken cancellationToken)
    {
        _asked.Add($"{address} {function} {Encoding.UTF8.GetString(request.Span)}");
        return Task.FromResult(new Es9HttpResponse(_answer.Status, Octets.Of(Encoding.UTF8.GetBytes(_answer.Body))));
    }

    [SetUp]
    public void Begin()
    {
        _asked.Clear();
        _answer = (200, Success);
    }

    [Test]
    public async Task Requests_are_as_the_standard_has_them()
    {
        Es2Client es2 = new(this, "dp.example.com:8443", "2.999.1000");
        await es2.CancelOrderAsync(s_iccid, keepInStock: false, s_eid, "MATCH");
        await es2.CancelOrderAsync(s_iccid, keepInStock: true);
        await es2.ReleaseProfileAsync(s_iccid);
        _answer = (200, """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"iccid":"8900012345678901234"}""");
        await es2.DownloadOrderAsync(s_iccid, s_eid, "gold");
        await es2.DownloadOrderAsync("gold");
        _answer = (200, """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"matchingId":"MATCH"}""");
        await es2.ConfirmOrderAsync(s_iccid, releaseFlag: true, s_eid, "MATCH", "4711", "ds.example.com");
        _answer = (204, "");
        await es2.HandleDownloadProgressInfoAsync(new()
        {
            Header = es2.NewHeader(),
            Eid = s_eid,
            Iccid = s_iccid,
            ProfileType = "gold",
            Timestamp = TestServer.Start,
            NotificationPointId = NotificationPoint.BppInstallation,
            NotificationPointStatus = ResponseHeader.Success,
        });
        Assert.That(_asked, Is.EqualTo(new[]
        {
            $$"""dp.example.com:8443 cancelOrder {{{Header(1)}},"iccid":"{{s_iccid}}","eid":"{{s_eid}}","matchingId":"MATCH","finalProfileStatusIndicator":"Unavailable"}""",
            $$"""dp.example.com:8443 cancelOrder {{{Header(2)}},"iccid":"{{s_iccid}}","finalProfileStatusIndicator":"Available"}""",
            $$"""dp.example.com:8443 releaseProfile {{{Header(3)}},"iccid":"{{s_iccid}}"}""",
            $$"""dp.example.com:8443 downloadOrder {{{Header(4)}},"eid":"{{s_eid}}","iccid":"{{s_iccid}}","profileType":"gold"}""",
            $$"""dp.example.com:8443 downloadOrder {{{Header(5)}},"profileType":"gold"}""",
            $$"""dp.example.com:8443 confirmOrder {{{Header(6)}},"iccid":"{{s_iccid}}","eid":"{{s_eid}}","matchingId":"MATCH","confirmationCode":"4711","smdsAddress":"ds.example.com","releaseFlag":true}""",
            $$$"""dp.example.com:8443 handleDownloadProgressInfo {{{{Header(7)}}},"eid":"{{{s_eid}}}","iccid":"{{{s_iccid}}}","profileType":"gold","timestamp":"2026-01-01T00:00:00Z","notificationPointId":4,"notificationPointStatus":{"status":"Executed-Success"}}""",
        }));
    }

    [Test]
    public async Task A_refusal_is_an_answer_with_its_code()
    {
        _answer = (200, """{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.2.1","reasonCode":"3.9"}}}}""");
        Es2Client es2 = new(this, "dp", "2.999.1000");
        ResponseHeader released = await es2.ReleaseProfileAsync(s_iccid);
        Assert.That((released.IsSuccess, released.StatusCodeData!.Code), Is.EqualTo((false, new StatusCode("8.2.1", "3.9"))));
        var ordered = (RspResult<DownloadOrderResponse>.Failed)await es2.DownloadOrderAsync(s_iccid);
        Assert.That(ordered.Header.StatusCodeData!.Code, Is.EqualTo(new StatusCode("8.2.1", "3.9")));
    }

    [TestCase(204)]
    [TestCase(403)]
    [TestCase(503)]
    public void Another_HTTP_status_is_a_fault_that_names_it(int status)
    {
        _answer = (status, "");
        Assert.That(() => new Es2Client(this, "dp", "2.999.1000").ReleaseProfileAsync(s_iccid),
            Throws.TypeOf<Es9TransportException>().With.Property(nameof(Es9TransportException.HttpStatus)).EqualTo(status));
    }

    [TestCase(200)]
    [TestCase(204)]
    [TestCase(400)]
    public async Task What_an_operator_is_told_is_acknowledged_with_204_or_200(int status)
    {
        _answer = (status, "");
        Es2Client es2 = new(this, "operator", "2.999.10");
        Task told = es2.HandleDownloadProgressInfoAsync(new()
        {
            Header = es2.NewHeader(),
            Iccid = s_iccid,
            ProfileType = "",
            Timestamp = TestServer.Start,
            NotificationPointId = NotificationPoint.BppDownload,
            NotificationPointStatus = ResponseHeader.Success,
        });
        if (status < 300) await told;
        else Assert.That(async () => await told, Throws.TypeOf<Es9TransportException>().With.Property(nameof(Es9TransportException.HttpStatus)).EqualTo(status));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"header":{"functionExecutionStatus":{"status":"Perhaps"}}}""")]
    public void An_answer_that_is_none_is_malformed(string body)
    {
        _answer = (200, body);
        Es2Client es2 = new(this, "dp", "2.999.1000");
        Assert.That(() => es2.ReleaseProfileAsync(s_iccid), Throws.TypeOf<RspMessageException>());
        Assert.That(() => es2.DownloadOrderAsync(s_iccid), Throws.TypeOf<RspMessageException>());
    }

    [Test]
    public async Task In_process_an_operator_has_the_rights_of_its_name()
    {
        TestServer server = new();
        await server.Server.Orders.AddAsync(TestServer.Profile() with { Owner = "ACME" });
        Es2Client acme = new(new InProcessEs2Transport("ACME", server.Server), TestServer.Address, "2.999.1000");
        Es2Client other = new(new InProcessEs2Transport("other", server.Server), TestServer.Address, "2.999.1001");
        Assert.That(((RspResult<DownloadOrderResponse>.Failed)await other.DownloadOrderAsync(s_iccid)).Header.StatusCodeData!.Code,
            Is.EqualTo(new StatusCode("8.2.1", "1.2")));
        Assert.That(await acme.DownloadOrderAsync(s_iccid), Is.InstanceOf<RspResult<DownloadOrderResponse>.Ok>());
        Assert.That(await acme.ConfirmOrderAsync(s_iccid, releaseFlag: true, matchingId: "M"), Is.InstanceOf<RspResult<ConfirmOrderResponse>.Ok>());
        Assert.That((await server.Server.Orders.FindAsync(s_iccid))!.State, Is.EqualTo(OrderState.Released));
        Es2Client nowhere = new(new InProcessEs2Transport("ACME", server.Server), "elsewhere.example.com", "2.999.1000");
        Assert.That(() => nowhere.ReleaseProfileAsync(s_iccid), Throws.TypeOf<Es9TransportException>());
    }

    private static string Header(int call) =>
        $"\"header\":{{\"functionRequesterIdentifier\":\"2.999.1000\",\"functionCallIdentifier\":\"{call}\"}}";
}
