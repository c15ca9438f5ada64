using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// The invalid certificates that SGP.26 describes for DPauth, DPpb and DSauth, and the other ways in which one can be invalid, each made by
/// changing that one thing of a good certificate. SGP.22 v2.5 §4.5.2.
/// </summary>
public sealed class InvalidCertificateTests
{
    // Base points, which are as good as any: FIPS 186-4 D.1.2.1 and D.1.2.4, RFC 5639 §3.1 and §3.6.
    private const string P192 = "1.2.840.10045.3.1.1";
    private const string P192Point = "04188DA80EB03090F67CBF20EB43A18800F4FF0AFD82FF101207192B95FFC8DA78631011ED6B24CDD573F977A11E794811";
    private const string Brainpool192 = "1.3.36.3.3.2.8.1.1.3";
    private const string Brainpool192Point =
        "04C0A0647EAAB6A48753B033C56CB0F0900A2F5C4853375FD614B690866ABD5BB88B5F4828C1490002E6773FA2FA299B8F";

    private const string Secp256k1 = "1.3.132.0.10";
    private const string Secp256k1Point = "0479BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"
        + "483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8";

    private const int Invalid = (int)AuthenticateErrorCode.InvalidCertificate;
    private const int Curve = (int)AuthenticateErrorCode.UnsupportedCurve;

    private static readonly RspPki Pki = TestEuicc.Pki;

    private static IEnumerable<(string Name, int Code, Func<RspCertificate, RspCertificate> Make)> Kinds()
    {
        static RspCertificate With(RspCertificate good, Func<Extension, Extension?> change) => RemadeCertificate.WithExtensions(good, Pki.CiKey!, change);
        static Func<RspCertificate, RspCertificate> Without(string oid) => good => With(good, one => one.Oid == oid ? null : one);
        static Func<RspCertificate, RspCertificate> Uncritical(string oid) =>
            good => With(good, one => one.Oid == oid ? one with { Critical = false } : one);
        static Func<RspCertificate, RspCertificate> Other(string oid, string content) =>
            good => With(good, one => one.Oid == oid ? one with { Content = Octets.FromHex(content) } : one);
        static Func<RspCertificate, RspCertificate> Key(string curve, string point) =>
            good => RemadeCertificate.WithKey(good, Pki.CiKey!, curve, point);
        // id-rspRole: 2.23.146.1.2.1.n is '67 81 12 01 02 01 0n'.
        static string Policy(string role) => "300B3009" + "0607678112010201" + role;

        yield return ("key on P-192", Curve, Key(P192, P192Point));
        yield return ("key on brainpoolP192r1", Curve, Key(Brainpool192, Brainpool192Point));
        yield return ("key on secp256k1", Curve, Key(Secp256k1, Secp256k1Point));
        yield return ("key off its curve", Invalid, Key("1.2.840.10045.3.1.7", Secp256k1Point));
        yield return ("invalid signature", Invalid, RemadeCertificate.WithBadSignature);
        yield return ("key usage keyAgreement", Invalid, Other(Extension.KeyUsage, "03020308"));
        yield return ("no key usage", Invalid, Without(Extension.KeyUsage));
        yield return ("key usage not critical", Invalid, Uncritical(Extension.KeyUsage));
        yield return ("no policy", Invalid, Without(Extension.Policies));
        yield return ("policy not critical", Invalid, Uncritical(Extension.Policies));
        yield return ("policy of the CI", Invalid, Other(Extension.Policies, Policy("00")));
        yield return ("policy of an EUM", Invalid, Other(Extension.Policies, Policy("02")));
        yield return ("policy of a TLS server", Invalid, Other(Extension.Policies, Policy("03")));
        yield return ("policy of a TLS server for discovery", Invalid, Other(Extension.Policies, Policy("06")));
        yield return ("policy of no role", Invalid, Other(Extension.Policies, Policy("08")));
        yield return ("no authority key identifier", Invalid, Without("2.5.29.35"));
    }

    private static IEnumerable<TestCaseData> Of(string role, RspCertificate good) =>
        Kinds().Select(kind => new TestCaseData(kind.Make(good), kind.Code).SetName($"{role}, {kind.Name}"));

    private static IEnumerable<TestCaseData> DpAuth() => Of("DPauth", Pki.DpAuth);

    private static IEnumerable<TestCaseData> DsAuth() => Of("DSauth", Pki.DsAuth!);

    private static IEnumerable<TestCaseData> DpPb() => Of("DPpb", Pki.DpPb);

    [TestCaseSource(nameof(DpAuth))]
    public void An_SM_DP_with_an_invalid_certificate_is_not_authenticated(RspCertificate bad, int code) =>
        Assert.That((int)Authenticate(Pki with { DpAuth = bad })!, Is.EqualTo(code));

    [TestCaseSource(nameof(DsAuth))]
    public void An_SM_DS_with_an_invalid_certificate_is_not_authenticated(RspCertificate bad, int code) =>
        Assert.That((int)Authenticate(Pki with { DpAuth = bad, DpAuthKey = Pki.DsAuthKey! })!, Is.EqualTo(code));

    [TestCaseSource(nameof(DpPb))]
    public void A_package_is_not_bound_with_an_invalid_certificate(RspCertificate bad, int code)
    {
        TestEuicc card = new();
        PrepareDownloadResponse answer = card.Prepare(new TestServer { Pki = Pki with { DpPb = bad } });
        Assert.That((int)((PrepareDownloadResponse.Error)answer).Value.DownloadErrorCode, Is.EqualTo(code));
    }

    [Test]
    public void A_certificate_that_was_only_put_together_again_is_good()
    {
        static RspCertificate Remade(RspCertificate good) => RemadeCertificate.WithExtensions(good, Pki.CiKey!, one => one);
        RspPki pki = Pki with { DpAuth = Remade(Pki.DpAuth), DpPb = Remade(Pki.DpPb) };
        Assert.That(new TestEuicc().Prepare(new TestServer { Pki = pki }), Is.TypeOf<PrepareDownloadResponse.Ok>());
    }

    private static IEnumerable<TestCaseData> OutOfTime()
    {
        static RspPki Auth(Func<CertificateTemplate, CertificateTemplate> change) => BadCertificates.Auth(change);
        static RspPki Binding(Func<CertificateTemplate, CertificateTemplate> change) => BadCertificates.Binding(change);
        static CertificateTemplate Expired(CertificateTemplate t) => t with { NotAfter = TestEuicc.Now.AddSeconds(-1) };
        static CertificateTemplate Future(CertificateTemplate t) => t with { NotBefore = TestEuicc.Now.AddSeconds(1) };
        yield return new TestCaseData(Auth(Expired)).SetName("DPauth expired");
        yield return new TestCaseData(Auth(Future)).SetName("DPauth not yet valid");
        yield return new TestCaseData(Binding(Expired)).SetName("DPpb expired");
        yield return new TestCaseData(Binding(Future)).SetName("DPpb not yet valid");
    }

    [TestCaseSource(nameof(OutOfTime))]
    public void Validity_counts_only_where_the_clock_is_set(RspPki pki)
    {
        Assert.That(IsPrepared(new TestEuicc(), pki), Is.False);
        Assert.That(IsPrepared(new TestEuicc(hasClock: false), pki), Is.True);
    }

    [Test]
    public void A_download_under_each_curve([Values("P-256", "brainpoolP256r1", "FRP256v1")] string name)
    {
        EcCurve curve = EcCurve.All.Single(one => one.Name == name);
        RspPki pki = TestPki.Create(curve, new SeededRandom(name), TestEuicc.Now.AddYears(-1));
        TestEuicc card = new(euicc: EuiccConfigurations.From(pki));
        TestServer server = new() { Pki = pki };
        PrepareDownloadResponse prepared = card.Prepare(server);
        Assert.That(EcPublicKey.TryFromPoint(curve, prepared.Otpk(), out _));
        foreach (Octets segment in server.Bind(prepared, TestPackages.Metadata(), TestPackages.Small())) card.StoreData(segment);
        Assert.That(card.Profiles(), Has.Count.EqualTo(1));
        RetrieveNotificationsListResponse.Ok list = (RetrieveNotificationsListResponse.Ok)card.Call(new RetrieveNotificationsListRequest());
        Protocol.Rsp.Common.ProfileInstallationResult result = ((PendingNotification.ProfileInstallationResult)list.Value.Single().Value).Value;
        Assert.That(pki.Euicc.PublicKey!.Verify(result.ProfileInstallationResultData.Encoded.Span, result.EuiccSignPIR.Span));
    }

    private static bool IsPrepared(TestEuicc card, RspPki pki)
    {
        TestServer server = new() { Pki = pki };
        AuthenticateServerResponse answer = card.Authenticate(server);
        return answer is AuthenticateServerResponse.Ok && card.Call(server.Prepare(answer)) is PrepareDownloadResponse.Ok;
    }

    private static AuthenticateErrorCode? Authenticate(RspPki pki) =>
        new TestEuicc().Authenticate(new TestServer { Pki = pki }) is AuthenticateServerResponse.Error { Value.AuthenticateErrorCode: var code } ? code : null;
}
