using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Tests.Crypto.Providers;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Crypto.Certificates;

/// <summary>The published test certificates of SGP.26 v2; expected values as OpenSSL prints them.</summary>
[TestFixtureSource(typeof(EcProviders), nameof(EcProviders.WithSgp26Curves))]
internal sealed class Sgp26CertificateTests(string provider, EcCurve curve)
{
    private RspPki _pki = null!;

    [OneTimeSetUp]
    public void Load() => _pki = EcSamples.Sgp26(curve, EcProviders.Named(provider, curve));

    [OneTimeTearDown]
    public void Forget() => _pki?.Dispose();

    [Test]
    public void Fields_of_the_chain()
    {
        bool nist = curve == EcCurve.NistP256;
        Assert.That(_pki.Ci.Subject.ToString(), Is.EqualTo("CN=Test CI, OU=TESTCERT, O=RSPTEST, C=IT"));
        Assert.That(_pki.Ci.SubjectKeyIdentifier.ToString(),
            Is.EqualTo(nist ? "F54172BDF98A95D65CBEB88A38A1C11D800A85C3" : "C0BC70BA36929D43B467FF57570530E57AB8FCD8"));
        Assert.That(_pki.Ci.Extensions.KeyUsage, Is.EqualTo(new CertificateExtension<KeyUsage>(KeyUsage.KeyCertSign | KeyUsage.CrlSign, Critical: true)));
        Assert.That(_pki.Eum.Extensions.BasicConstraints, Is.EqualTo(new CertificateExtension<BasicConstraints>(new(true, 0), Critical: true)));
        Assert.That(_pki.Eum.Extensions.NameConstraints!.Value.Value.PermittedNames.Single().ToString(),
            Is.EqualTo("O=RSP Test EUM, serialNumber=89049032"));
        Assert.That(_pki.Eum.SerialNumber, Is.EqualTo(Octets.FromHex("12345678")));
        Assert.That(_pki.Euicc.Subject.ToString(),
            Is.EqualTo("C=ES, O=RSP Test EUM, serialNumber=89049032123451234512345678901235, CN=Test eUICC"));
        Assert.That(_pki.EidDigits, Is.EqualTo("89049032123451234512345678901235"));
        Assert.That(_pki.Euicc.NotAfter.Year, Is.EqualTo(7496));
        Assert.That(_pki.Euicc.AuthorityKeyIdentifier, Is.EqualTo(_pki.Eum.SubjectKeyIdentifier));
        Assert.That(_pki.DpAuth.Extensions.RegisteredIds, Is.EqualTo((SequenceOf<ObjectIdentifier>)[new("2.999.10")]));
        Assert.That(_pki.DpAuth.SubjectKeyIdentifier.ToString(),
            Is.EqualTo(nist ? "BD5A82CC1A96602118BA7560A1FF83A78B210BE5" : "79A4BD4D78FF4734BC6045CF9196244A1FB84BEB"));
        Assert.That(_pki.DpPb.HasRole(CertificateRole.DpPb));
        Assert.That(_pki.DpTls!.Extensions.DnsNames, Does.Contain("testsmdpplus1.example.com"));
        Assert.That(_pki.DpTls.Extensions.CertificatePolicies!.Value.Critical, Is.False);
        Assert.That(_pki.DpTls.Extensions.ExtendedKeyUsage!.Value.Value.Count, Is.EqualTo(2));
    }

    [Test]
    public void Moments_are_those_in_the_certificate()
    {
        Assert.That(_pki.DpAuth.NotBefore, Is.EqualTo(new DateTimeOffset(2020, 4, 1, 8, 31, 30, TimeSpan.Zero)));
        Assert.That(_pki.DpAuth.NotAfter, Is.EqualTo(new DateTimeOffset(2030, 3, 30, 8, 31, 30, TimeSpan.Zero)));
        Assert.That(_pki.Ci.NotAfter, Is.EqualTo(new DateTimeOffset(2055, 4, 1, 8, 27, 51, TimeSpan.Zero)));
    }

    [Test]
    public void All_chains_are_accepted()
    {
        DateTimeOffset now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.That(CertificateChain.CheckServer(_pki.DpAuth, _pki.TrustedCi, CertificateRole.DpAuth, now), Is.EqualTo(CertificateFault.None));
        Assert.That(CertificateChain.CheckProfileBinding(_pki.DpPb, _pki.DpAuth, _pki.TrustedCi, now), Is.EqualTo(CertificateFault.None));
        Assert.That(CertificateChain.CheckServer(_pki.DpTls!, _pki.TrustedCi, CertificateRole.DpTls, now), Is.EqualTo(CertificateFault.None));
        Assert.That(CertificateChain.CheckEuicc(_pki.Eum, _pki.Euicc, _pki.TrustedCi, now).IsGood);
        Assert.That(_pki.Ci.PublicKey!.VerifyDer(_pki.Ci.TbsCertificate.Span, _pki.Ci.SignatureValue.Span));
    }

    [Test]
    public void Another_server_does_not_bind_for_the_one_that_authenticated()
    {
        string name = curve == EcCurve.NistP256 ? "NIST" : "BRP";
        RspCertificate second = RspCertificate.Parse(Octets.Wrap(File.ReadAllBytes(
            SharedData.Require($"sgp26/DPpb/CERT_S_SM_DP2pb_ECDSA_{name}.der"))), EcProviders.Named(provider, curve));
        Assert.That(CertificateChain.CheckProfileBinding(second, _pki.DpAuth, _pki.TrustedCi, null), Is.EqualTo(CertificateFault.OidMismatch));
    }

    [Test]
    public void Keys_are_those_of_the_certificates()
    {
        byte[] data = [1, 2, 3];
        (RspCertificate, EcSigningKey?)[] pairs =
        [
            (_pki.Ci, _pki.CiKey), (_pki.Eum, _pki.EumKey), (_pki.Euicc, _pki.EuiccKey),
            (_pki.DpAuth, _pki.DpAuthKey), (_pki.DpPb, _pki.DpPbKey), (_pki.DpTls!, _pki.DpTlsKey),
        ];
        foreach ((RspCertificate certificate, EcSigningKey? key) in pairs)
            Assert.That(certificate.PublicKey!.Verify(data, key!.Sign(data).Span), certificate.Subject.ToString());
    }

    [Test]
    public void The_TLS_certificate_that_expires_last_is_taken()
    {
        DateTimeOffset expected = curve == EcCurve.NistP256
            ? new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero)
            : new DateTimeOffset(2027, 2, 6, 13, 39, 7, TimeSpan.Zero);
        Assert.That(_pki.DpTls!.NotAfter, Is.EqualTo(expected));
    }

    [Test]
    public void Every_published_certificate_is_parsed()
    {
        string[] files = Directory.GetFiles(SharedData.Require("sgp26"), "*.der", SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        foreach (string file in files)
            Assert.That(RspCertificate.Parse(Octets.Wrap(File.ReadAllBytes(file))).Extensions.UnknownCritical.Count, Is.Zero, file);
    }
}
