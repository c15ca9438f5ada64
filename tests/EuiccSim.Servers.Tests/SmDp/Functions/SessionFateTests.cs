using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>
/// Each refusal of ES9+, and whether the session is there afterwards. The rule: who has not proven to be the eUICC ends nothing of what it has
/// begun; what an answer of the eUICC settles for good ends the session. SGP.22 v2.5 §3.0.1, §5.6.2 to §5.6.5 say what is refused; they leave
/// most of this to the server.
/// </summary>
internal sealed class SessionFateTests
{
    private const string Stays = "", Ended = "8.10.1/3.9";

    // Refused in GetBoundProfilePackage, and what CancelSession says next.
    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case("8.1/6.1", Stays, "a wrong signature: not the eUICC's word", euicc => euicc.GetBoundProfilePackage(spoil: true));
        yield return Case("8.10.1/3.9", Stays, "another session's answer", euicc =>
            euicc.GetBoundProfilePackage(signed => signed with { TransactionId = TransactionId.Parse("AA") }));
        yield return Case("8.1/6.1", Stays, "a key that is no point: the eUICC may make another", euicc =>
            euicc.GetBoundProfilePackage(signed => signed with { EuiccOtpk = Octets.FromHex("00") }));
        yield return Case("8.1/4.2", Stays, "an error of PrepareDownload: nobody signed it", euicc =>
            euicc.GetBoundProfilePackage(new PrepareDownloadResponse.Error(new()
            {
                TransactionId = euicc.TransactionId,
                DownloadErrorCode = DownloadErrorCode.InvalidSignature,
            })));
        yield return Case("8.2.7/2.2", Stays, "no code: the user may enter one", euicc => euicc.GetBoundProfilePackage());
        yield return Case("8.2.7/3.8", Stays, "a wrong code: the user may enter another", euicc => WithCode(euicc, "0000"));
        yield return Case("8.10.1/3.9", Stays, "AuthenticateClient again", euicc => euicc.AuthenticateClient());
        yield return Case("8.2.7/6.4", Ended, "too many wrong codes: the order is over", euicc =>
        {
            for (int i = 0; i < 3; i++) Assert.That(WithCode(euicc, "0000").Code, Is.EqualTo("8.2.7/3.8"));
            return WithCode(euicc, "0000");
        });
    }

    [TestCaseSource(nameof(Refusals))]
    public void After_a_refusal_the_session_is_there_or_not(string code, string then, Func<ScriptedEuicc, Answer> refused)
    {
        TestServer server = new();
        server.Release(code: "1234");
        ScriptedEuicc euicc = Authenticated(server);
        Assert.That(refused(euicc).Code, Is.EqualTo(code));
        // Another try in the same transaction, as far as there is one, and its end.
        if (then == Stays)
        {
            ScriptedEuicc other = Authenticated(server);
            refused(other);
            Assert.That(WithCode(other, "1234").Code, Is.Empty);
        }
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.EqualTo(then));
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.EqualTo(Ended));
    }

    [TestCase("8.2/1.2", "a cancelled order is no longer this session's")]
    [TestCase("8.8.5/4.10", "nor one that has expired")]
    public void What_an_order_has_lost_meanwhile_ends_the_session(string code, string why)
    {
        TestServer server = new();
        server.Release(expiresAt: TestServer.Start.AddMinutes(5));
        ScriptedEuicc euicc = Authenticated(server);
        if (code == "8.8.5/4.10") server.Time.Advance(TimeSpan.FromMinutes(5));
        else TestServer.Done(server.Server.Es2.CancelOrderAsync(server.Order().Iccid, null, null, keepInStock: false).Now());
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo(code), why);
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.EqualTo(Ended));
    }

    [Test]
    public void A_package_that_is_not_bound_again_ends_the_session()
    {
        TestServer server = new(options => options with { AllowsRebinding = false });
        server.Release();
        server.Euicc().Download();
        ScriptedEuicc euicc = Authenticated(server);
        euicc.OneTimeKey = euicc.NewKey("another");
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.2/3.7"));
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.EqualTo(Ended));
    }

    [Test]
    public void Nothing_that_is_refused_in_CancelSession_ends_the_session()
    {
        TestServer server = new();
        server.Release();
        ScriptedEuicc euicc = Authenticated(server);
        Answer[] refused =
        [
            euicc.Cancel(CancelSessionReason.EndUserRejection, spoil: true),
            euicc.Cancel(CancelSessionReason.EndUserRejection, oid: "2.999.11"),
            euicc.Cancel(CancelSessionReason.EndUserRejection, signedId: TransactionId.Parse("AA")),
            euicc.Cancel(new CancelSessionResponse.Error(CancelSessionResponseError.UndefinedError)),
        ];
        Assert.That(refused.Select(answer => answer.Code), Is.EqualTo(new[] { "8.1/6.1", "8.8/3.10", "8.10.1/3.9", "8.1/4.2" }));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo(Ended), "a package is delivered once");
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.Empty, "and can still be given up");
    }

    [Test]
    public void A_notification_that_is_not_the_eUICCs_ends_nothing()
    {
        TestServer server = new();
        ProfileOrder order = server.Release();
        ScriptedEuicc euicc = Authenticated(server);
        euicc.GetBoundProfilePackage();
        euicc.NotifyResult(order.Iccid, new FinalResult.Success(new() { Aid = Octets.FromHex("A000000559"), SimaResponse = Octets.FromHex("3000") }), spoil: true);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Downloaded));
        Assert.That(euicc.Cancel(CancelSessionReason.Postponed).Code, Is.Empty);
    }

    [Test]
    public void A_try_after_a_wrong_code_has_the_sessions_full_time()
    {
        TestServer server = new();
        server.Release(code: "1234");
        ScriptedEuicc euicc = Authenticated(server);
        server.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.That(WithCode(euicc, "0000").Code, Is.EqualTo("8.2.7/3.8"));
        server.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.That(WithCode(euicc, "1234").Code, Is.Empty);
    }

    [Test]
    public void Tries_in_one_session_and_in_many_count_alike()
    {
        TestServer server = new();
        server.Release(code: "1234");
        ScriptedEuicc one = Authenticated(server), two = Authenticated(server);
        Assert.That(WithCode(one, "0000").Code, Is.EqualTo("8.2.7/3.8"));
        Assert.That(WithCode(two, "0000").Code, Is.EqualTo("8.2.7/3.8"));
        Assert.That(WithCode(one, "0001").Code, Is.EqualTo("8.2.7/3.8"));
        Assert.That(WithCode(two, "0001").Code, Is.EqualTo("8.2.7/6.4"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Error));
        Assert.That(WithCode(one, "1234").Code, Is.EqualTo("8.2/1.2"), "the right code comes too late");
        Assert.That(one.Cancel(CancelSessionReason.Postponed).Code, Is.EqualTo(Ended));
    }

    private static Answer WithCode(ScriptedEuicc euicc, string code)
    {
        euicc.ConfirmationCode = code;
        return euicc.GetBoundProfilePackage();
    }

    private static ScriptedEuicc Authenticated(TestServer server)
    {
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Initiate().Code, Is.Empty);
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        return euicc;
    }

    private static TestCaseData Case(string code, string then, string why, Func<ScriptedEuicc, Answer> refused) =>
        new TestCaseData(code, then, refused).SetName($"{code} {(then == Stays ? "leaves" : "ends")} the session: {why}");
}
