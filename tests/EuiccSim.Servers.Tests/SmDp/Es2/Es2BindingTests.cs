using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Es2;

/// <summary>ES2+ in JSON, as far as it says more than the functions beneath. SGP.22 v2.5 §6.5.2.</summary>
internal sealed class Es2BindingTests
{
    [TestCase("", "1.6/2.3")]
    [TestCase(",\"profileType\":\"silver\"", "8.2.5/3.9")]
    [TestCase(",\"iccid\":\"8900012345678901234\",\"profileType\":\"silver\"", "8.2.5/3.8")]
    [TestCase(",\"iccid\":\"8900012345678901234\",\"profileType\":\"gold\"", "")]
    public async Task DownloadOrder_needs_an_ICCID_or_a_type(string fields, string code)
    {
        TestServer server = new();
        server.Server.Orders.AddAsync(TestServer.Profile() with { ProfileType = "gold" }).Now();
        string body = $$"""{"header":{"functionRequesterIdentifier":"2.999.1","functionCallIdentifier":"1"}{{fields}}}""";
        Answer answer = Answer.Of(await server.Server.HandleEs2Async("downloadOrder", Octets.Wrap(Encoding.UTF8.GetBytes(body))));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((200, code)));
    }

    [TestCase(null, "ACME", "8.2.1/1.2")]
    [TestCase("acme", "ACME", "8.2.1/1.2")]
    [TestCase("ACME", "ACME", "")]
    [TestCase(null, null, "")]
    [TestCase("ACME", null, "")]
    public async Task A_profile_is_for_its_owner_or_for_all(string? operatorName, string? owner, string code)
    {
        TestServer server = new();
        server.Server.Orders.AddAsync(TestServer.Profile() with { Owner = owner }).Now();
        Octets body = Octets.Of("""{"header":{"functionRequesterIdentifier":"2.999.1","functionCallIdentifier":"1"},"iccid":"8900012345678901234"}"""u8);
        Answer answer = Answer.Of(await server.Server.HandleEs2Async("downloadOrder", operatorName, body));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((200, code)));
    }

    [TestCase("\\ud800")]
    [TestCase("a\\udc00")]
    [TestCase(null)]
    public async Task A_MatchingID_that_cannot_be_kept_is_a_malformed_body_and_changes_nothing(string? matchingId)
    {
        TestServer server = new();
        ProfileOrder order = server.Release(release: false);
        TestServer.Done(server.Server.Es2.CancelOrderAsync(order.Iccid, null, null, keepInStock: true).Now());
        TestServer.Done(server.Server.Es2.DownloadOrderAsync(order.Iccid).Now());
        string body = $$"""{"header":{"functionRequesterIdentifier":"2.999.1","functionCallIdentifier":"1"},"iccid":"{{order.Iccid}}","matchingId":"{{matchingId ?? new string('A', 256)}}","releaseFlag":true}""";
        Answer answer = Answer.Of(await server.Server.HandleEs2Async("confirmOrder", Octets.Wrap(Encoding.UTF8.GetBytes(body))));
        Assert.That((answer.Status, server.Order().State), Is.EqualTo((400, OrderState.Allocated)));
    }

    [TestCase(CancelSessionReason.EndUserRejection, "8.8.5/3.8")]
    [TestCase(CancelSessionReason.Postponed, null)]
    public void An_operator_is_told_why_a_session_was_given_up(CancelSessionReason reason, string? code)
    {
        HandleDownloadProgressInfoRequest? told = DownloadProgress.Of(new OrderEvent.Cancelled(TestServer.Start, s_iccid, default, reason), "gold", s_header);
        Assert.That(told?.NotificationPointStatus.StatusCodeData?.Code.ToString(), Is.EqualTo(code));
        Assert.That(told is null, Is.EqualTo(code is null));
    }

    [TestCase("8.2.5", "4.3", true)]
    [TestCase("8.1", "4.8", true)]
    [TestCase("8.1.1", "3.8", false)]
    public void An_operator_is_told_that_an_eUICC_was_not_eligible(string subject, string reason, bool isTold)
    {
        OrderEvent happened = new OrderEvent.NotOffered(TestServer.Start, s_iccid, default, Eid.FromDigits(TestServer.Nist.EidDigits), new(subject, reason));
        HandleDownloadProgressInfoRequest? told = DownloadProgress.Of(happened, "gold", s_header);
        Assert.That(told?.NotificationPointStatus.StatusCodeData?.Code.ToString(), Is.EqualTo(isTold ? $"{subject}/{reason}" : null));
    }

    private static readonly Iccid s_iccid = TestServer.Profile().Iccid;
    private static readonly Protocol.Rsp.Json.RequestHeader s_header = new() { FunctionRequesterIdentifier = "2.999.10", FunctionCallIdentifier = "1" };
}
