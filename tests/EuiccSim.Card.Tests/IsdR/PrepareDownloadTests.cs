using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>SGP.22 v2.5 §5.7.5.</summary>
public sealed class PrepareDownloadTests
{
    [Test]
    public void The_answer_is_signed_together_with_the_servers_signature()
    {
        TestEuicc card = new();
        TestServer server = new();
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server));
        PrepareDownloadResponseOk ok = Ok(card.Call(request));
        Octets signed = Octets.Concat(ok.EuiccSigned2.Encoded, Octets.FromHex("5F3740"), request.SmdpSignature2);
        Assert.That(TestEuicc.IsSignedByEuicc(signed, ok.EuiccSignature2));
        Assert.That(ok.EuiccSigned2.Encoded.ToString(), Does.Match("^304E80080102030405060708" + "5F494104.{128}$"));
        Assert.That(EcPublicKey.TryFromPoint(EcCurve.NistP256, ok.EuiccSigned2.Value.EuiccOtpk, out _));
    }

    [Test]
    public void The_hash_of_the_confirmation_code_comes_back()
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets hash = Octets.FromHex(new string('5', 64));
        PrepareDownloadResponseOk ok = Ok(card.Call(server.Prepare(card.Authenticate(server), hashCc: hash)));
        Assert.That(ok.EuiccSigned2.Encoded.ToString(), Does.EndWith($"0420{hash}"));
    }

    [Test]
    public void Without_an_authenticated_server_there_is_no_session()
    {
        TestEuicc card = new();
        TestServer server = new();
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server));
        card.Reset();
        Assert.That(Error(card, request), Is.EqualTo(DownloadErrorCode.NoSessionContext));
        card.Challenge();
        Assert.That(card.StoreData(Asn1Codec.Encode(request)).Data.ToString(), Is.EqualTo("BF210FA10D80080102030405060708020104"));
    }

    /// <summary>A server may leave the session open when it refuses the Confirmation Code: the next one goes with another key pair.</summary>
    [Test]
    public void A_second_time_in_one_session_has_the_other_hash_and_another_key()
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets wrong = Octets.FromHex(new string('1', 64)), right = Octets.FromHex(new string('2', 64));
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server), hashCc: wrong);
        EuiccSigned2 first = Ok(card.Call(request)).EuiccSigned2.Value;
        PrepareDownloadResponseOk second = Ok(card.Call(request with { HashCc = right }));
        Assert.That((first.HashCc, second.EuiccSigned2.Value.HashCc), Is.EqualTo(((Octets?)wrong, (Octets?)right)));
        Assert.That(second.EuiccSigned2.Value.EuiccOtpk, Is.Not.EqualTo(first.EuiccOtpk));
        Octets signed = Octets.Concat(second.EuiccSigned2.Encoded, Octets.FromHex("5F3740"), request.SmdpSignature2);
        Assert.That(TestEuicc.IsSignedByEuicc(signed, second.EuiccSignature2));
    }

    private static IEnumerable<TestCaseData> BadServers()
    {
        static TestCaseData Case(string name, DownloadErrorCode code, RspPki pki) => new TestCaseData(pki, code).SetName(name);
        static RspPki Of(Func<CertificateTemplate, CertificateTemplate> change) => BadCertificates.Binding(change);
        RspPki pki = TestEuicc.Pki;
        const DownloadErrorCode Invalid = DownloadErrorCode.InvalidCertificate;
        yield return Case("another server's OID", Invalid, Of(t => t with { RegisteredId = new("2.999.12") }));
        yield return Case("no OID for binding", Invalid, Of(t => t with { RegisteredId = null }));
        yield return Case("certificate for authentication", Invalid, pki with { DpPb = pki.DpAuth, DpPbKey = pki.DpAuthKey });
        yield return Case("TLS certificate", Invalid, pki with { DpPb = pki.DpTls!, DpPbKey = pki.DpTlsKey! });
        yield return Case("binding expired", Invalid, Of(t => t with { NotAfter = TestEuicc.Now.AddSeconds(-1) }));
        yield return Case("binding not yet valid", Invalid, Of(t => t with { NotBefore = TestEuicc.Now.AddSeconds(1) }));
        yield return Case("binding from an unknown CI", Invalid,
            pki with { DpPb = BadCertificates.Foreign.DpPb, DpPbKey = BadCertificates.Foreign.DpPbKey });
        yield return Case("binding not signed by the CI", Invalid, BadCertificates.Binding(t => t, BadCertificates.Foreign.CiKey));
        yield return Case("binding on P-384", DownloadErrorCode.UnsupportedCurve,
            pki with { DpPb = BadCertificates.OnP384(CertificateRole.DpPb) });
        yield return Case("binding key of another", DownloadErrorCode.InvalidSignature, pki with { DpPbKey = pki.DpAuthKey });
    }

    [TestCaseSource(nameof(BadServers))]
    public void A_bad_server_is_refused(RspPki pki, DownloadErrorCode code)
    {
        TestEuicc card = new();
        TestServer server = new() { Pki = pki };
        Assert.That(Error(card, server.Prepare(card.Authenticate(server))), Is.EqualTo(code));
    }

    [Test]
    public void A_server_for_discovery_binds_nothing()
    {
        RspPki pki = TestEuicc.Pki with { DpAuth = TestEuicc.Pki.DsAuth!, DpAuthKey = TestEuicc.Pki.DsAuthKey! };
        TestEuicc card = new();
        TestServer server = new() { Pki = pki };
        Assert.That(Error(card, server.Prepare(card.Authenticate(server))), Is.EqualTo(DownloadErrorCode.InvalidCertificate));
    }

    [Test]
    public void A_certificate_that_is_none_is_invalid()
    {
        TestEuicc card = new();
        TestServer server = new();
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server));
        Assert.That(Error(card, request with { SmdpCertificate = new(Octets.FromHex("3000")) }),
            Is.EqualTo(DownloadErrorCode.InvalidCertificate));
    }

    [Test]
    public void A_signature_that_leaves_out_the_eUICCs_is_invalid()
    {
        TestEuicc card = new();
        TestServer server = new();
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server));
        Octets signature = server.Pki.DpPbKey.Sign(request.SmdpSigned2.Encoded.Span);
        Assert.That(Error(card, request with { SmdpSignature2 = signature }), Is.EqualTo(DownloadErrorCode.InvalidSignature));
    }

    [Test]
    public void The_signature_of_another_session_is_invalid()
    {
        TestEuicc card = new();
        TestServer server = new();
        // euiccSigned1 does not have the eUICC's challenge: it takes another transaction to be another signature.
        AuthenticateServerResponse earlier = card.Authenticate(server with { TransactionId = TransactionId.Parse("99") });
        card.Authenticate(server);
        Assert.That(Error(card, server.Prepare(earlier)), Is.EqualTo(DownloadErrorCode.InvalidSignature));
    }

    [Test]
    public void Another_transaction_is_refused()
    {
        TestEuicc card = new();
        TestServer server = new();
        AuthenticateServerResponse response = card.Authenticate(server);
        TestServer other = server with { TransactionId = TransactionId.Parse("99") };
        Assert.That(Error(card, other.Prepare(response)), Is.EqualTo(DownloadErrorCode.InvalidTransactionId));
    }

    [Test]
    public void A_download_that_failed_keeps_its_key_also_over_a_reset()
    {
        TestEuicc card = new();
        Octets otpk = FailedDownload(card);
        card.Reset();
        Assert.That(card.Prepare(new(), otpk).Otpk(), Is.EqualTo(otpk));
        Assert.That(card.Prepare(new(), otpk).Otpk(), Is.EqualTo(otpk));
    }

    [Test]
    public void The_package_of_a_failed_download_loads_with_the_same_key_and_a_new_transaction()
    {
        TestEuicc card = new();
        Octets otpk = FailedDownload(card);
        TestServer again = new() { TransactionId = TransactionId.Parse("FF02") };
        Assert.That(card.Prepare(again, otpk).Otpk(), Is.EqualTo(otpk));
        Octets aid = card.Load(again.Bind(otpk, Asn1Codec.Encode(TestPackages.Metadata()), TestPackages.Built).Segments()).Aid();
        Assert.That(card.Enable(aid), Is.EqualTo(EnableResult.Ok));
    }

    [Test]
    public void Without_a_bound_package_the_key_is_new()
    {
        TestEuicc card = new();
        Octets otpk = FailedDownload(card);
        Assert.That(card.Prepare(new()).Otpk(), Is.Not.EqualTo(otpk));
        Assert.That(card.Prepare(new(), otpk).Otpk(), Is.Not.EqualTo(otpk), "only the last key is kept");
    }

    [Test]
    public void A_key_that_the_card_never_had_gives_a_new_one()
    {
        TestEuicc card = new();
        Octets otpk = FailedDownload(card);
        Octets other = BoundPackage.Damage(otpk, -1);
        Assert.That(card.Prepare(new(), other).Otpk(), Is.Not.EqualTo(otpk).And.Not.EqualTo(other));
    }

    [Test]
    public void Another_server_does_not_get_the_key()
    {
        TestEuicc card = new();
        Octets otpk = FailedDownload(card);
        static CertificateTemplate Other(CertificateTemplate template) => template with { RegisteredId = new("2.999.12") };
        TestServer other = new() { Pki = BadCertificates.Auth(Other) with { DpPb = BadCertificates.Binding(Other).DpPb } };
        Assert.That(card.Prepare(other, otpk).Otpk(), Is.Not.EqualTo(otpk));
    }

    [Test]
    public void After_an_installation_the_key_is_gone()
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets otpk = card.Prepare(server).Otpk();
        card.Load(server.Bind(otpk, Asn1Codec.Encode(TestPackages.Metadata()), TestPackages.Small()).Segments()).Aid();
        Assert.That(card.Prepare(server, otpk).Otpk(), Is.Not.EqualTo(otpk));
    }

    [Test]
    public void The_key_is_on_the_curve_of_the_servers_key()
    {
        RspPki brainpool = TestPki.Create(EcCurve.BrainpoolP256r1, new SeededRandom("brainpool"), TestEuicc.Now.AddYears(-1));
        TestEuicc card = new(euicc: EuiccConfigurations.From(TestEuicc.Pki, brainpool));
        TestServer server = new() { Pki = brainpool };
        Octets otpk = card.Prepare(server).Otpk();
        Assert.That(EcPublicKey.TryFromPoint(EcCurve.BrainpoolP256r1, otpk, out _));
    }

    private static Octets FailedDownload(TestEuicc card)
    {
        TestServer server = new();
        Octets otpk = card.Prepare(server).Otpk();
        List<Octets> segments = server.Bind(otpk, Asn1Codec.Encode(TestPackages.Metadata()), TestPackages.Built).Segments();
        segments[^1] = BoundPackage.Damage(segments[^1], -1);
        Assert.That(card.Load(segments).Error().Reason, Is.EqualTo(ErrorReason.Scp03tSecurityError));
        return otpk;
    }

    private static PrepareDownloadResponseOk Ok(PrepareDownloadResponse response) => ((PrepareDownloadResponse.Ok)response).Value;

    private static DownloadErrorCode Error(TestEuicc card, PrepareDownloadRequest request)
    {
        PrepareDownloadResponseError error = ((PrepareDownloadResponse.Error)card.Call(request)).Value;
        Assert.That(error.TransactionId, Is.EqualTo(request.SmdpSigned2.Value.TransactionId));
        return error.DownloadErrorCode;
    }
}
