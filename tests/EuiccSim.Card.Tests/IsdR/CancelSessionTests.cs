using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>SGP.22 v2.5 §5.7.14, and commands in an order in which they do not make sense.</summary>
public sealed class CancelSessionTests
{
    private static readonly TestServer Server = new();

    private static readonly Dictionary<string, Action<TestEuicc>> States = new()
    {
        ["authenticated"] = card => card.Authenticate(Server),
        ["prepared"] = card => card.Prepare(Server),
        ["loading"] = card => card.StoreData(card.Bind(Server).Segments()[0]),
        ["loading elements"] = card => card.Bind(Server).Segments().SkipLast(1).ToList().ForEach(segment => card.StoreData(segment)),
    };

    [Test]
    public void A_session_is_cancelled_with_a_signature(
        [Values("authenticated", "prepared", "loading", "loading elements")] string state, [Values(0, 1, 2, 3, 4, 5, 127)] int reason)
    {
        TestEuicc card = new();
        States[state](card);
        CancelSessionRequest request = new() { TransactionId = Server.TransactionId, Reason = (CancelSessionReason)reason };
        CancelSessionResponseOk ok = ((CancelSessionResponse.Ok)card.Call(request)).Value;
        // 80 transactionId, 81 the OID 2.999.10, 82 reason.
        Assert.That(ok.EuiccCancelSessionSigned.Encoded.ToString(), Is.EqualTo($"301280080102030405060708810388370A8201{reason:X2}"));
        Assert.That(TestEuicc.IsSignedByEuicc(ok.EuiccCancelSessionSigned.Encoded, ok.EuiccCancelSessionSignature));
        Assert.That(card.Es10("BF410D80080102030405060708810100"), Is.EqualTo("BF410381017F9000"), "the session is over");
        Assert.That((card.Profiles().Count, card.Notifications().Count), Is.EqualTo((0, 0)));
    }

    [TestCase("authenticated")]
    [TestCase("prepared")]
    [TestCase("loading")]
    public void Another_transaction_is_refused_and_the_session_stays(string state)
    {
        TestEuicc card = new();
        States[state](card);
        Assert.That(card.Es10("BF410D80080102030405060709810100"), Is.EqualTo("BF41038101059000"));
        Assert.That(card.Es10("BF410D80080102030405060708810100"), Does.StartWith("BF4159A057"));
    }

    [Test]
    public void Without_a_server_there_is_nothing_to_cancel()
    {
        TestEuicc card = new();
        Assert.That(card.Es10("BF410D80080102030405060708810100"), Is.EqualTo("BF410381017F9000"));
        card.Challenge();
        Assert.That(card.Es10("BF410D80080102030405060708810100"), Is.EqualTo("BF410381017F9000"));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(5, false)]
    public void Only_a_download_that_may_go_on_keeps_its_key(int reason, bool keeps)
    {
        TestEuicc card = new();
        Octets otpk = card.Prepare(Server).Otpk();
        card.Call(new CancelSessionRequest { TransactionId = Server.TransactionId, Reason = (CancelSessionReason)reason });
        Assert.That(card.Prepare(Server, otpk).Otpk() == otpk, Is.EqualTo(keeps));
    }

    [Test]
    public void After_a_cancelled_load_a_reset_reports_nothing()
    {
        TestEuicc card = new();
        States["loading"](card);
        card.Es10("BF410D80080102030405060708810105");
        card.Reset();
        Assert.That(card.Notifications(), Is.Empty);
    }

    [TestCase("nothing")]
    [TestCase("challenge")]
    [TestCase("authenticated")]
    public void A_package_that_was_not_prepared_for_is_6985(string state)
    {
        TestEuicc card = new();
        Octets first = card.Bind().Segments()[0];
        card.Reset();
        if (state == "challenge") card.Challenge();
        if (state == "authenticated") card.Authenticate(Server);
        Assert.That(card.StoreData(first).Status.ToString(), Is.EqualTo("6985"));
    }

    [Test]
    public void A_new_challenge_ends_a_load()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(Server).Segments();
        card.StoreData(segments[0]);
        card.Challenge();
        Assert.That(card.StoreData(segments[1]).Status.ToString(), Is.EqualTo("6A88"));
        Assert.That(card.Profiles(), Is.Empty);
    }

    [Test]
    public void Other_functions_wait_while_a_package_is_loaded()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(Server).Segments();
        for (int i = 0; i < segments.Count - 1; i++)
        {
            Assert.That(card.StoreData(segments[i]).Status.ToString(), Is.EqualTo("9000"));
            Assert.That(card.Es10("BF2D00"), Is.EqualTo("6985"), $"after segment {i}");
        }
        Assert.That(card.Load([segments[^1]]).Aid().Length, Is.EqualTo(16));
    }
}
