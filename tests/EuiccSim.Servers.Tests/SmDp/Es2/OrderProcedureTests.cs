using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp.Es2;

namespace EuiccSim.Servers.Tests.SmDp.Es2;

/// <summary>Download initiation from the operator's side, SGP.22 v2.5 §3.1.1: what is asked of a server that answers by a script.</summary>
internal sealed class OrderProcedureTests : IEs2Transport
{
    private const string Done = """{"functionExecutionStatus":{"status":"Executed-Success"}}""";
    private const string InUse = """{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.2.6","reasonCode":"3.3"}}}""";
    private static readonly Iccid s_iccid = Iccid.FromDigits("8900012345678901234");

    private readonly List<string> _asked = [];
    private readonly Dictionary<string, string?> _answers = [];

    public Task<Es9HttpResponse> PostAsync(string address, string function, Octets request, CancellationToken cancellationToken)
    {
        using JsonDocument json = JsonDocument.Parse(request.Memory);
        string indicator = json.RootElement.TryGetProperty("finalProfileStatusIndicator", out JsonElement kept) ? $" {kept}" : "";
        _asked.Add(function + indicator);
        string body = _answers[function] ?? throw new Es9TransportException("the line is dead");
        return Task.FromResult(new Es9HttpResponse(200, Octets.Of(Encoding.UTF8.GetBytes(body))));
    }

    [SetUp]
    public void Begin()
    {
        _asked.Clear();
        _answers["downloadOrder"] = $$"""{"header":{{Done}},"iccid":"{{s_iccid}}"}""";
        _answers["confirmOrder"] = $$"""{"header":{{Done}},"matchingId":"MATCH","smdpAddress":"dp.example.com"}""";
        _answers["cancelOrder"] = $$"""{"header":{{Done}}}""";
    }

    [Test]
    public async Task What_is_ordered_and_confirmed_waits_for_download()
    {
        Assert.That(await OrderAsync(), Is.EqualTo(new ConfirmedProfile(s_iccid, "MATCH", "dp.example.com")));
        Assert.That(_asked, Is.EqualTo(new[] { "downloadOrder", "confirmOrder" }));
    }

    [Test]
    public async Task What_is_not_confirmed_is_taken_back_into_stock()
    {
        _answers["confirmOrder"] = $$"""{"header":{{InUse}}}""";
        Es2RefusedException no = await RefusalAsync();
        Assert.That((no.Function, no.StatusCode, no.NotTakenBack), Is.EqualTo(("confirmOrder", "8.2.6/3.3", (string?)null)));
        Assert.That(_asked, Is.EqualTo(new[] { "downloadOrder", "confirmOrder", "cancelOrder Available" }));
    }

    [Test]
    public async Task What_cannot_be_taken_back_is_told([Values(null, "{}", "no JSON")] string? answer)
    {
        _answers["confirmOrder"] = $$"""{"header":{{InUse}}}""";
        _answers["cancelOrder"] = answer;
        Es2RefusedException no = await RefusalAsync();
        Assert.That(no.StatusCode, Is.EqualTo("8.2.6/3.3"));
        Assert.That(no.NotTakenBack, answer is null ? Is.EqualTo("the line is dead") : Is.Not.Null.And.Not.Empty);
    }

    [Test]
    public async Task What_may_not_be_taken_back_is_told()
    {
        _answers["confirmOrder"] = $$"""{"header":{{InUse}}}""";
        _answers["cancelOrder"] = $$"""{"header":{{InUse}}}""";
        Assert.That((await RefusalAsync()).NotTakenBack, Is.Not.Null.And.Not.Empty);
    }

    [Test]
    public async Task What_is_refused_at_once_needs_no_taking_back()
    {
        _answers["downloadOrder"] = """{"header":{"functionExecutionStatus":{"status":"Failed"}}}""";
        Es2RefusedException no = await RefusalAsync();
        Assert.That((no.Function, no.StatusCode, no.Message), Is.EqualTo(("downloadOrder", (string?)null, "The server does not say why.")));
        Assert.That(_asked, Is.EqualTo(new[] { "downloadOrder" }));
    }

    private Task<ConfirmedProfile> OrderAsync() => new Es2Client(this, "dp", "2.999.1000").OrderAsync(new(s_iccid));

    private async Task<Es2RefusedException> RefusalAsync() => (await Assert.ThrowsAsync<Es2RefusedException>(OrderAsync))!;
}
