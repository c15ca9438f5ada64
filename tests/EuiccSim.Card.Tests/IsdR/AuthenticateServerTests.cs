using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>SGP.22 v2.5 §5.7.13.</summary>
public sealed class AuthenticateServerTests
{
    [Test]
    public void The_answer_has_the_eUICCs_signature_over_what_it_sent()
    {
        TestEuicc card = new();
        AuthenticateResponseOk ok = Ok(card.Authenticate(new TestServer()));
        Assert.That(TestEuicc.IsSignedByEuicc(ok.EuiccSigned1.Encoded, ok.EuiccSignature1));
        Assert.That(ok.EuiccCertificate.Encoded, Is.EqualTo(TestEuicc.Pki.Euicc.Encoded));
        Assert.That(ok.EumCertificate.Encoded, Is.EqualTo(TestEuicc.Pki.Eum.Encoded));
        // 80 transactionId, 83 serverAddress, 84 serverChallenge, BF22 euiccInfo2.
        Assert.That(ok.EuiccSigned1.Encoded.ToString(), Does.Match(
            "^30..." + "?.?80080102030405060708" + "8319" + "74657374736D6470706C7573312E6578616D706C652E636F6D"
            + "841000112233445566778899AABBCCDDEEFF" + "BF22"));
        Assert.That(ok.EuiccSigned1.Value.EuiccInfo2, Is.EqualTo(card.Call(new GetEuiccInfo2Request())));
    }

    [Test]
    public void Context_parameters_come_back_octet_by_octet()
    {
        // matchingId "X", deviceInfo with TAC, capabilities 85 and 8F (of a later version), IMEI: fields that the card does not know too.
        Octets parameters = Octets.FromHex(
            "A01E" + "800158" + "A119" + "800435290611" + "A107" + "85030F0000" + "8F00" + "8208" + "3529061100000001");
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge());
        AuthenticateServerRequest changed = request with { CtxParams1 = Asn1Codec.Decode<Signed<CtxParams1>>(parameters) };
        AuthenticateResponseOk ok = Ok(card.Call(changed));
        Assert.That(ok.EuiccSigned1.Encoded.ToString(), Does.EndWith(parameters.ToString()));
        Assert.That(TestEuicc.IsSignedByEuicc(ok.EuiccSigned1.Encoded, ok.EuiccSignature1));
    }

    [Test]
    public void A_server_for_discovery_is_accepted_too()
    {
        RspPki discovery = TestEuicc.Pki with { DpAuth = TestEuicc.Pki.DsAuth!, DpAuthKey = TestEuicc.Pki.DsAuthKey! };
        Assert.That(new TestEuicc().Authenticate(new TestServer { Pki = discovery }), Is.TypeOf<AuthenticateServerResponse.Ok>());
    }

    [Test]
    public void The_CI_for_signing_may_be_another_than_the_servers()
    {
        RspPki brainpool = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("second"), TestEuicc.Now.AddYears(-1));
        TestEuicc card = new(euicc: EuiccConfigurations.From(TestEuicc.Pki, brainpool));
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge())
            with
        { EuiccCiPKIdToBeUsed = brainpool.TrustedCi.SubjectKeyIdentifier };
        AuthenticateResponseOk ok = Ok(card.Call(request));
        Assert.That(brainpool.Euicc.PublicKey!.Verify(ok.EuiccSigned1.Encoded.Span, ok.EuiccSignature1.Span));
        Assert.That((ok.EuiccCertificate.Encoded, ok.EumCertificate.Encoded), Is.EqualTo((brainpool.Euicc.Encoded, brainpool.Eum.Encoded)));
    }

    [Test]
    public void An_error_has_the_transaction_and_the_code() =>
        Assert.That(
            new TestEuicc().Es10(Asn1Codec.Encode(new TestServer().Authenticate(Octets.Of(new byte[16]))).ToString()),
            Is.EqualTo("BF380FA10D80080102030405060708020104" + "9000"));

    [Test]
    public void Without_a_challenge_there_is_no_session() =>
        Assert.That(Error(new TestEuicc(), new TestServer().Authenticate(Octets.Of(new byte[16]))),
            Is.EqualTo(AuthenticateErrorCode.NoSessionContext));

    [Test]
    public void A_challenge_is_gone_after_a_reset()
    {
        TestEuicc card = new();
        Octets challenge = card.Challenge();
        card.Reset();
        Assert.That(Error(card, new TestServer().Authenticate(challenge)), Is.EqualTo(AuthenticateErrorCode.NoSessionContext));
    }

    [Test]
    public void Another_challenge_is_a_mismatch()
    {
        TestEuicc card = new();
        Octets first = card.Challenge();
        card.Challenge();
        Assert.That(Error(card, new TestServer().Authenticate(first)), Is.EqualTo(AuthenticateErrorCode.EuiccChallengeMismatch));
    }

    [Test]
    public void An_unknown_CI_is_refused()
    {
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge());
        Assert.That(
            Error(card, request with { EuiccCiPKIdToBeUsed = BadCertificates.Foreign.TrustedCi.SubjectKeyIdentifier }),
            Is.EqualTo(AuthenticateErrorCode.CiPKUnknown));
    }

    private static IEnumerable<TestCaseData> BadServers()
    {
        static TestCaseData Case(string name, AuthenticateErrorCode code, RspPki pki) => new TestCaseData(pki, code).SetName(name);
        static RspPki Of(Func<CertificateTemplate, CertificateTemplate> change) => BadCertificates.Auth(change);
        const AuthenticateErrorCode Invalid = AuthenticateErrorCode.InvalidCertificate;
        yield return Case("profile binding role", Invalid,
            TestEuicc.Pki with { DpAuth = TestEuicc.Pki.DpPb, DpAuthKey = TestEuicc.Pki.DpPbKey });
        yield return Case("TLS role", Invalid, TestEuicc.Pki with { DpAuth = TestEuicc.Pki.DpTls!, DpAuthKey = TestEuicc.Pki.DpTlsKey! });
        yield return Case("eUICC role", Invalid, Of(t => t with { Policies = [CertificateRole.Euicc.PolicyOid()] }));
        yield return Case("no role", Invalid, Of(t => t with { Policies = [] }));
        yield return Case("role not critical", Invalid, Of(t => t with { PoliciesAreCritical = false }));
        yield return Case("key for signing certificates", Invalid, Of(t => t with { KeyUsage = KeyUsage.KeyCertSign }));
        yield return Case("no key usage", Invalid, Of(t => t with { KeyUsage = KeyUsage.None }));
        yield return Case("unknown critical extension", Invalid, Of(t => t with { UnknownCriticalExtension = new("2.999.99") }));
        yield return Case("expired", Invalid, Of(t => t with { NotAfter = TestEuicc.Now.AddSeconds(-1) }));
        yield return Case("not yet valid", Invalid, Of(t => t with { NotBefore = TestEuicc.Now.AddSeconds(1) }));
        yield return Case("unknown CI", Invalid, BadCertificates.Foreign);
        yield return Case("signed by another CI under our CI's name", Invalid, BadCertificates.Auth(t => t, BadCertificates.Foreign.CiKey));
        yield return Case("signed by the EUM", Invalid, BadCertificates.Auth(t => t, TestEuicc.Pki.EumKey, TestEuicc.Pki.Eum));
        yield return Case("no OID", AuthenticateErrorCode.InvalidOid, Of(t => t with { RegisteredId = null }));
        yield return Case("P-384", AuthenticateErrorCode.UnsupportedCurve,
            TestEuicc.Pki with { DpAuth = BadCertificates.OnP384(CertificateRole.DpAuth) });
        yield return Case("signed with another key", AuthenticateErrorCode.InvalidSignature,
            TestEuicc.Pki with { DpAuthKey = TestEuicc.Pki.DpPbKey });
    }

    [TestCaseSource(nameof(BadServers))]
    public void A_bad_server_is_refused(RspPki pki, AuthenticateErrorCode code)
    {
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer { Pki = pki }.Authenticate(card.Challenge());
        Assert.That(Error(card, request with { EuiccCiPKIdToBeUsed = TestEuicc.Pki.TrustedCi.SubjectKeyIdentifier }), Is.EqualTo(code));
    }

    [Test]
    public void A_certificate_expires_as_time_goes_by()
    {
        TestEuicc card = new();
        card.Time.Advance(TestEuicc.Pki.DpAuth.NotAfter - TestEuicc.Now);
        Assert.That(card.Authenticate(new TestServer()), Is.TypeOf<AuthenticateServerResponse.Ok>());
        card.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Error(card, new TestServer().Authenticate(card.Challenge())), Is.EqualTo(AuthenticateErrorCode.InvalidCertificate));
    }

    [Test]
    public void A_certificate_that_is_none_is_invalid()
    {
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge());
        Assert.That(Error(card, request with { ServerCertificate = new(Octets.FromHex("3003020101")) }),
            Is.EqualTo(AuthenticateErrorCode.InvalidCertificate));
    }

    [TestCase(5, Description = "the transaction identifier")]
    [TestCase(-1, Description = "the server's challenge")]
    public void What_was_changed_after_signing_is_refused(int at)
    {
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge());
        Octets changed = BoundPackage.Damage(request.ServerSigned1.Encoded, at);
        Assert.That(
            Error(card, request with { ServerSigned1 = Asn1Codec.Decode<Signed<ServerSigned1>>(changed) }),
            Is.EqualTo(AuthenticateErrorCode.InvalidSignature));
    }

    [Test]
    public void An_attempt_uses_the_challenge_up()
    {
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge());
        Error(card, request with { ServerSignature1 = BoundPackage.Damage(request.ServerSignature1, 0) });
        Assert.That(Error(card, request), Is.EqualTo(AuthenticateErrorCode.NoSessionContext));
    }

    [Test]
    public void A_success_uses_the_challenge_up_and_the_second_attempt_ends_the_session()
    {
        TestEuicc card = new();
        TestServer server = new();
        AuthenticateServerRequest request = server.Authenticate(card.Challenge());
        AuthenticateServerResponse first = card.Call(request);
        Assert.That(Error(card, request), Is.EqualTo(AuthenticateErrorCode.NoSessionContext));
        Assert.That(card.Call(server.Prepare(first)), Is.TypeOf<PrepareDownloadResponse.Error>());
    }

    [Test]
    public void A_malformed_request_leaves_the_session_as_it_is()
    {
        TestEuicc card = new();
        AuthenticateServerRequest request = new TestServer().Authenticate(card.Challenge());
        Assert.That(card.Es10("BF380430023000"), Is.EqualTo("6A80"));
        Assert.That(card.Call(request), Is.TypeOf<AuthenticateServerResponse.Ok>());
    }

    private static AuthenticateResponseOk Ok(AuthenticateServerResponse response) => ((AuthenticateServerResponse.Ok)response).Value;

    private static AuthenticateErrorCode Error(TestEuicc card, AuthenticateServerRequest request)
    {
        AuthenticateResponseError error = ((AuthenticateServerResponse.Error)card.Call(request)).Value;
        Assert.That(error.TransactionId, Is.EqualTo(request.ServerSigned1.Value.TransactionId));
        return error.AuthenticateErrorCode;
    }
}
