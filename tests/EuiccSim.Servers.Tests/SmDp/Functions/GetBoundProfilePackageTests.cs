using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>SGP.22 v2.5 §5.6.2; the cases of SGP.23 §4.3.13.</summary>
internal sealed class GetBoundProfilePackageTests
{
    [Test]
    public void The_answer_has_the_fields_of_the_standard_and_the_order_is_downloaded()
    {
        TestServer server = Ready(out ScriptedEuicc euicc);
        Answer answer = euicc.GetBoundProfilePackage();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Fields, Is.EquivalentTo(new[] { "header", "transactionId", "boundProfilePackage" }));
            Assert.That(answer.Text("transactionId"), Is.EqualTo(euicc.TransactionId.ToString()));
            Assert.That(answer.Der("boundProfilePackage").ToString(), Does.StartWith("BF36"));
            Assert.That(server.Order().State, Is.EqualTo(OrderState.Downloaded));
            Assert.That(server.Order().LastDelivery!.Eid, Is.EqualTo(euicc.Eid));
        }
    }

    [Test]
    public void An_unknown_transaction_is_refused()
    {
        Ready(out ScriptedEuicc euicc);
        euicc.TransactionId = TransactionId.Parse("00");
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void A_wrong_signature_is_refused_and_the_order_stays()
    {
        TestServer server = Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.GetBoundProfilePackage(spoil: true).Code, Is.EqualTo("8.1/6.1"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
    }

    [Test]
    public void A_signed_transaction_identifier_of_another_session_is_refused()
    {
        Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.GetBoundProfilePackage(signed => signed with { TransactionId = TransactionId.Parse("AA") })
            .Code, Is.EqualTo("8.10.1/3.9"));
    }

    [TestCase("00", TestName = "A one-time key that is no point is refused")]
    [TestCase(
        "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F6",
        TestName = "A one-time key off the curve is refused")]
    public void Points(string point)
    {
        TestServer server = Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.GetBoundProfilePackage(signed => signed with { EuiccOtpk = Octets.FromHex(point) }).Code, Is.EqualTo("8.1/6.1"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
    }

    [Test]
    public void An_error_of_the_eUICC_is_refused_and_the_session_goes_on()
    {
        TestServer server = Ready(out ScriptedEuicc euicc);
        PrepareDownloadResponse error = new PrepareDownloadResponse.Error(
            new() { TransactionId = euicc.TransactionId, DownloadErrorCode = DownloadErrorCode.InvalidSignature });
        Assert.That(euicc.GetBoundProfilePackage(error).Code, Is.EqualTo("8.1/4.2"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void An_order_that_expires_in_the_middle_is_refused()
    {
        TestServer server = new();
        server.Release(expiresAt: TestServer.Start.AddMinutes(5));
        ScriptedEuicc euicc = Authenticated(server);
        server.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.8.5/4.10"));
    }

    [Test]
    public void An_order_that_is_cancelled_in_the_middle_is_refused()
    {
        TestServer server = Ready(out ScriptedEuicc euicc);
        TestServer.Done(server.Server.Es2.CancelOrderAsync(server.Order().Iccid, null, null, keepInStock: false).Now());
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.2/1.2"));
    }

    [Test]
    public void A_package_is_delivered_once_in_a_session()
    {
        Ready(out ScriptedEuicc euicc);
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.10.1/3.9"));
    }

    [Test]
    public void A_Confirmation_Code_is_asked_for_and_checked()
    {
        TestServer server = new();
        server.Release(code: "1234");
        ScriptedEuicc euicc = Authenticated(server);
        Assert.That(euicc.SmdpSigned2!.CcRequiredFlag, Is.True);
        euicc.ConfirmationCode = "1234";
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void A_missing_Confirmation_Code_is_refused_and_not_counted()
    {
        TestServer server = new();
        server.Release(code: "1234");
        Assert.That(Authenticated(server).GetBoundProfilePackage().Code, Is.EqualTo("8.2.7/2.2"));
        Assert.That(server.Order().RefusedConfirmationCodes, Is.Zero);
    }

    [Test]
    public void One_wrong_Confirmation_Code_more_than_allowed_ends_the_order()
    {
        TestServer server = new(options => options with { MaxRefusedConfirmationCodes = 2 });
        server.Release(code: "1234");
        Assert.That(WithCode(server, "1235"), Is.EqualTo("8.2.7/3.8"));
        Assert.That(WithCode(server, ""), Is.EqualTo("8.2.7/2.2"));
        Assert.That(WithCode(server, "4321"), Is.EqualTo("8.2.7/3.8"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Released));
        Assert.That(WithCode(server, "1111"), Is.EqualTo("8.2.7/6.4"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Error));
        Assert.That(server.Events.OfType<OrderEvent.ConfirmationCodeRefused>()
            .Select(happened => happened.IsLast), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void A_hash_of_the_right_code_for_another_session_is_wrong()
    {
        TestServer server = new();
        server.Release(code: "1234");
        ScriptedEuicc other = Authenticated(server), euicc = Authenticated(server);
        Assert.That(euicc.GetBoundProfilePackage(signed => signed with { HashCc = other.HashCc("1234") }).Code, Is.EqualTo("8.2.7/3.8"));
    }

    [Test]
    public void After_a_wrong_code_the_eUICC_is_offered_its_key_again()
    {
        TestServer server = new();
        server.Release(code: "1234");
        ScriptedEuicc euicc = Authenticated(server);
        euicc.ConfirmationCode = "0000";
        euicc.GetBoundProfilePackage();
        euicc.Initiate();
        euicc.AuthenticateClient();
        Assert.That(euicc.SmdpSigned2!.BppEuiccOtpk, Is.EqualTo(euicc.OneTimeKey.PublicPoint));
        euicc.ConfirmationCode = "1234";
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
    }

    private static string WithCode(TestServer server, string code)
    {
        ScriptedEuicc euicc = Authenticated(server);
        euicc.ConfirmationCode = code;
        return euicc.GetBoundProfilePackage().Code;
    }

    private static TestServer Ready(out ScriptedEuicc euicc)
    {
        TestServer server = new();
        server.Release();
        euicc = Authenticated(server);
        return server;
    }

    private static ScriptedEuicc Authenticated(TestServer server)
    {
        ScriptedEuicc euicc = server.Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        return euicc;
    }
}
