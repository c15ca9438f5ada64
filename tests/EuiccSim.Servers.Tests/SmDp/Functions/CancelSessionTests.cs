using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>SGP.22 v2.5 §5.6.5; the cases of SGP.23 §4.3.16.</summary>
internal sealed class CancelSessionTests
{
    [TestCase(CancelSessionReason.EndUserRejection, OrderState.Error)]
    [TestCase(CancelSessionReason.Postponed, OrderState.Released)]
    [TestCase(CancelSessionReason.Timeout, OrderState.Released)]
    [TestCase(CancelSessionReason.PprNotAllowed, OrderState.Error)]
    [TestCase(CancelSessionReason.MetadataMismatch, OrderState.Error)]
    [TestCase(CancelSessionReason.LoadBppExecutionError, OrderState.Error)]
    [TestCase(CancelSessionReason.UndefinedReason, OrderState.Error)]
    public void The_reason_decides_what_becomes_of_the_order(CancelSessionReason reason, OrderState state)
    {
        foreach (bool delivered in (bool[])[false, true])
        {
            TestServer server = Ready(out ScriptedEuicc euicc, delivered);
            Answer answer = euicc.Cancel(reason);
            Assert.That(answer.Body, Is.EqualTo("""{"header":{"functionExecutionStatus":{"status":"Executed-Success"}}}"""));
            Assert.That(server.Order().State, Is.EqualTo(state));
            Assert.That(server.Events[^1],
                Is.EqualTo(new OrderEvent.Cancelled(TestServer.Start, server.Order().Iccid, euicc.TransactionId, reason)));
            Assert.That(euicc.Cancel(reason).Code, Is.EqualTo("8.10.1/3.9"), "the session is over");
        }
    }

    [TestCase(CancelSessionReason.EndUserRejection, "8.8.5/3.8")]
    [TestCase(CancelSessionReason.Postponed, null)]
    [TestCase(CancelSessionReason.Timeout, null)]
    [TestCase(CancelSessionReason.PprNotAllowed, "8.2.8/1.2")]
    [TestCase(CancelSessionReason.MetadataMismatch, "8.2.9/3.11")]
    [TestCase(CancelSessionReason.LoadBppExecutionError, "8.2.10/4.2")]
    [TestCase(CancelSessionReason.UndefinedReason, "8/4.2")]
    public void The_operator_can_be_told_the_reason(CancelSessionReason reason, string? code) =>
        Assert.That(new OrderEvent.Cancelled(TestServer.Start, default, default, reason).StatusCode?.ToString(), Is.EqualTo(code));

    [Test]
    public void An_unknown_transaction_is_refused()
    {
        Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.Cancel(CancelSessionReason.Timeout, transactionId: "AA").Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void A_signed_transaction_identifier_of_another_session_is_refused()
    {
        Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.Cancel(CancelSessionReason.Timeout, signedId: TransactionId.Parse("AA")).Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void A_wrong_signature_is_refused_and_the_session_goes_on()
    {
        TestServer server = Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.Cancel(CancelSessionReason.EndUserRejection, spoil: true).Code, Is.EqualTo("8.1/6.1"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void The_object_identifier_of_another_server_is_refused()
    {
        Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.Cancel(CancelSessionReason.EndUserRejection, oid: "2.999.11").Code, Is.EqualTo("8.8/3.10"));
    }

    [Test]
    public void An_error_of_the_eUICC_is_refused()
    {
        Ready(out ScriptedEuicc euicc);
        CancelSessionResponse error = new CancelSessionResponse.Error(CancelSessionResponseError.UndefinedError);
        Assert.That(euicc.Cancel(error).Code, Is.EqualTo("8.1/4.2"));
    }

    [Test]
    public void Before_the_eUICC_is_known_nothing_can_be_cancelled()
    {
        TestServer server = new();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Initiate();
        Assert.That(euicc.Cancel(CancelSessionReason.Timeout).Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void Who_was_only_offered_the_profile_cannot_spoil_the_delivery_to_another()
    {
        TestServer server = Ready(out ScriptedEuicc bystander);
        ScriptedEuicc other = server.Euicc().WithEid("89049032123451234512345678901332");
        Assert.That(other.Download().Code, Is.Empty);
        Assert.That(bystander.Cancel(CancelSessionReason.EndUserRejection).Code, Is.Empty);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Downloaded));
    }

    private static TestServer Ready(out ScriptedEuicc euicc, bool delivered = false)
    {
        TestServer server = new();
        server.Release();
        euicc = server.Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        if (delivered) Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
        return server;
    }
}
