using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

/// <summary>Every state of an order, reached as it is in use, and what each function says there. SGP.22 v2.5 §3.1.6, §5.3.</summary>
internal sealed class OrderStateTests
{
    // Columns: DownloadOrder, ConfirmOrder, ReleaseProfile, CancelOrder, AuthenticateClient of the same eUICC. "": it is done.
    [TestCase(OrderState.Available, "", "8.2.1/3.5", "8.2.1/3.5", "8.2.1/3.5", "8.2.6/3.8")]
    [TestCase(OrderState.Allocated, "8.2.1/3.3", "", "8.2.1/3.5", "", "8.2.6/3.8")]
    [TestCase(OrderState.Linked, "8.2.1/3.3", "", "8.2.1/3.5", "", "8.2.6/3.8")]
    [TestCase(OrderState.Confirmed, "8.2.1/3.3", "8.2.1/3.5", "", "", "8.2/1.2")]
    [TestCase(OrderState.Released, "8.2.1/3.3", "8.2.1/3.5", "8.2.1/3.5", "", "")]
    [TestCase(OrderState.Downloaded, "8.2.1/3.3", "8.2.1/3.5", "8.2.1/3.5", "8.2.1/3.3", "")]
    [TestCase(OrderState.Installed, "8.2.1/3.3", "8.2.1/3.5", "8.2.1/3.5", "8.2.1/3.3", "8.2.6/3.8")]
    [TestCase(OrderState.Error, "8.2.1/3.3", "8.2.1/3.5", "8.2.1/3.5", "", "8.2.6/3.8")]
    [TestCase(OrderState.Unavailable, "8.2.1/3.3", "8.2.1/3.5", "8.2.1/3.5", "8.2.1/3.5", "8.2.6/3.8")]
    public void Each_function_is_done_or_refused(OrderState state, string download, string confirm, string release, string cancel, string authenticate)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(In(state, es2 => es2.DownloadOrderAsync(s_iccid).Now()), Is.EqualTo(download), "DownloadOrder");
            Assert.That(In(state, es2 => es2.ConfirmOrderAsync(s_iccid, new() { MatchingId = "M2" }).Now()), Is.EqualTo(confirm), "ConfirmOrder");
            Assert.That(In(state, es2 => es2.ReleaseProfileAsync(s_iccid).Now()), Is.EqualTo(release), "ReleaseProfile");
            Assert.That(In(state, es2 => es2.CancelOrderAsync(s_iccid, s_eid, null, true).Now()), Is.EqualTo(cancel), "CancelOrder");
            ScriptedEuicc euicc = Reach(state).Euicc();
            euicc.Initiate();
            Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo(authenticate), "AuthenticateClient");
        }
    }

    [Test]
    public void After_an_error_the_order_is_cancelled_and_the_profile_sold_again()
    {
        TestServer server = Reach(OrderState.Error);
        TestServer.Done(server.Server.Es2.CancelOrderAsync(s_iccid, s_eid, null, keepInStock: true).Now());
        TestServer.Done(server.Server.Es2.DownloadOrderAsync(s_iccid).Now());
        TestServer.Done(server.Server.Es2.ConfirmOrderAsync(s_iccid, new() { MatchingId = "MATCH" }).Now());
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Download().Code, Is.Empty);
        euicc.NotifyResult(s_iccid, new FinalResult.Success(new()
        {
            Aid = Octets.FromHex("A0000005591010FFFFFFFF8900001000"),
            SimaResponse = Octets.FromHex("3007A0053003800100"),
        }), number: 2);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed));
    }

    private static string In(OrderState state, Func<Es2Functions, OrderOutcome> ask) =>
        ask(Reach(state).Server.Es2) is OrderOutcome.Refused refused ? refused.StatusCode.ToString() : "";

    private static TestServer Reach(OrderState state)
    {
        TestServer server = new();
        Es2Functions es2 = server.Server.Es2;
        server.Server.Orders.AddAsync(TestServer.Profile()).Now();
        if (state != OrderState.Available) TestServer.Done(es2.DownloadOrderAsync(s_iccid, state == OrderState.Allocated ? null : s_eid).Now());
        if (state is OrderState.Unavailable) TestServer.Done(es2.CancelOrderAsync(s_iccid, s_eid, null, keepInStock: false).Now());
        if (state is OrderState.Confirmed or OrderState.Released or OrderState.Downloaded or OrderState.Installed or OrderState.Error)
            TestServer.Done(es2.ConfirmOrderAsync(s_iccid, new() { MatchingId = "MATCH", ReleaseFlag = state != OrderState.Confirmed }).Now());
        if (state is OrderState.Downloaded or OrderState.Installed or OrderState.Error)
        {
            ScriptedEuicc euicc = server.Euicc();
            Assert.That(euicc.Download().Code, Is.Empty);
            if (state == OrderState.Installed) euicc.NotifyInstalled(s_iccid);
            if (state == OrderState.Error) euicc.NotifyFailed(s_iccid, 12);
        }
        Assert.That(server.Order().State, Is.EqualTo(state));
        return server;
    }

    private static readonly Iccid s_iccid = TestServer.Profile().Iccid;
    private static readonly Eid s_eid = Eid.FromDigits(TestServer.Nist.EidDigits);
}
