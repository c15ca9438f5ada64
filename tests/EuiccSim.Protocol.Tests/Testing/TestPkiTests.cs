using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Tests.Crypto;
using EuiccSim.Testing;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace EuiccSim.Protocol.Tests.Testing;

[TestFixtureSource(typeof(EcSamples), nameof(EcSamples.Curves))]
internal sealed class TestPkiTests(EcCurve curve)
{
    private readonly RspPki _pki = EcSamples.Pki(curve);

    [Test]
    public void The_same_seed_gives_the_same_octets()
    {
        using RspPki again = TestPki.Create(curve, new SeededRandom(26), EcSamples.Start.AddMilliseconds(5));
        using RspPki other = TestPki.Create(curve, new SeededRandom(27), EcSamples.Start);
        Assert.That(again.Euicc.Encoded, Is.EqualTo(_pki.Euicc.Encoded));
        Assert.That(again.DsTls!.Encoded, Is.EqualTo(_pki.DsTls!.Encoded));
        Assert.That(other.Euicc.Encoded, Is.Not.EqualTo(_pki.Euicc.Encoded));
    }

    [Test]
    public void BouncyCastle_accepts_the_certificates()
    {
        (RspCertificate Certificate, RspCertificate Issuer)[] issued =
        [
            (_pki.Ci, _pki.Ci), (_pki.Eum, _pki.Ci), (_pki.Euicc, _pki.Eum), (_pki.DpAuth, _pki.Ci),
            (_pki.DpPb, _pki.Ci), (_pki.DpTls!, _pki.Ci), (_pki.DsAuth!, _pki.Ci), (_pki.DsTls!, _pki.Ci),
        ];
        foreach ((RspCertificate certificate, RspCertificate issuer) in issued)
        {
            X509Certificate parsed = Parse(certificate), parent = Parse(issuer);
            Assert.That(() => parsed.Verify(parent.GetPublicKey()), Throws.Nothing);
            Assert.That(parsed.IssuerDN.Equivalent(parent.SubjectDN, inOrder: true));
            Assert.That(parsed.NotAfter.ToUniversalTime(), Is.EqualTo(certificate.NotAfter.UtcDateTime));
            Assert.That(certificate.SubjectKeyIdentifier!.Value.ToArray(),
                Is.EqualTo(Org.BouncyCastle.X509.Extension.X509ExtensionUtilities.CreateSubjectKeyIdentifier(parsed.GetPublicKey()).GetKeyIdentifier()));
        }
    }

    [Test]
    public void BouncyCastle_sees_the_extensions_with_their_criticality()
    {
        X509Certificate ci = Parse(_pki.Ci), eum = Parse(_pki.Eum), euicc = Parse(_pki.Euicc), auth = Parse(_pki.DpAuth), tls = Parse(_pki.DpTls!);
        Assert.That(ci.GetBasicConstraints(), Is.EqualTo(int.MaxValue));
        Assert.That(eum.GetBasicConstraints(), Is.EqualTo(0));
        Assert.That(ci.GetKeyUsage()[5] && ci.GetKeyUsage()[6], "keyCertSign, cRLSign");
        Assert.That(auth.GetKeyUsage()[0], "digitalSignature");
        Assert.That(Critical(ci), Is.EqualTo("2.5.29.15 2.5.29.19 2.5.29.32"));
        Assert.That(Critical(eum), Is.EqualTo("2.5.29.15 2.5.29.19 2.5.29.30 2.5.29.32"));
        Assert.That(Critical(euicc), Is.EqualTo("2.5.29.15 2.5.29.32"));
        Assert.That(Critical(auth), Is.EqualTo("2.5.29.15 2.5.29.32"));
        Assert.That(Critical(tls), Is.EqualTo("2.5.29.15 2.5.29.37"));
        Assert.That(Uncritical(auth), Is.EqualTo("2.5.29.14 2.5.29.17 2.5.29.31 2.5.29.35"));
        Assert.That(Uncritical(tls), Is.EqualTo("2.5.29.14 2.5.29.17 2.5.29.31 2.5.29.32 2.5.29.35"));
        Assert.That(Uncritical(euicc), Is.EqualTo("2.5.29.14 2.5.29.35"));
    }

    [Test]
    public void Extensions_are_written_as_in_the_published_set()
    {
        if (!EcSamples.Sgp26Curves.Contains(curve)) Assert.Ignore($"SGP.26 publishes no set on {curve}");
        using RspPki published = EcSamples.Sgp26(curve);
        // The same content, octet by octet, wherever it does not depend on a key.
        foreach (string oid in (string[])["2.5.29.15", "2.5.29.32", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.31"])
        {
            Assert.That(Extension(_pki.Ci, oid), Is.EqualTo(Extension(published.Ci, oid)), $"CI {oid}");
            Assert.That(Extension(_pki.Eum, oid), Is.EqualTo(Extension(published.Eum, oid)), $"EUM {oid}");
            Assert.That(Extension(_pki.Euicc, oid), Is.EqualTo(Extension(published.Euicc, oid)), $"eUICC {oid}");
            Assert.That(Extension(_pki.DpAuth, oid), Is.EqualTo(Extension(published.DpAuth, oid)), $"DPauth {oid}");
            Assert.That(Extension(_pki.DpPb, oid), Is.EqualTo(Extension(published.DpPb, oid)), $"DPpb {oid}");
        }
        foreach (string oid in (string[])["2.5.29.15", "2.5.29.32", "2.5.29.37"])
            Assert.That(Extension(_pki.DpTls!, oid), Is.EqualTo(Extension(published.DpTls!, oid)), $"DPtls {oid}");
        Assert.That(_pki.Euicc.Subject.Encoded, Is.EqualTo(published.Euicc.Subject.Encoded));
    }

    [Test]
    public void Another_EID_is_certified_by_a_maker_that_may()
    {
        using RspPki pki = TestPki.Create(curve, new SeededRandom(1), EcSamples.Start, new() { EidDigits = "89044047111122223333444455556666" });
        Assert.That(pki.EidDigits, Is.EqualTo("89044047111122223333444455556666"));
        Assert.That(CertificateChain.CheckEuicc(pki.Eum, pki.Euicc, pki.TrustedCi, EcSamples.Start).IsGood);
    }

    [Test]
    public void The_TLS_certificate_comes_with_its_key()
    {
        if (curve == EcCurve.Frp256v1)
        {
            Assert.That(() => _pki.ToTlsCertificate(), Throws.InvalidOperationException.With.Message.Contains("FRP256v1"));
            return;
        }
        using X509Certificate2 certificate = _pki.ToTlsCertificate();
        using ECDsa? key = certificate.GetECDsaPrivateKey();
        Assert.That(_pki.DpTls!.PublicKey!.VerifyDer([1], key!.SignData([1], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.That(certificate.MatchesHostname("localhost"));
    }

    private static X509Certificate Parse(RspCertificate certificate) => new Org.BouncyCastle.X509.X509CertificateParser().ReadCertificate(certificate.Encoded.ToArray());

    private static string Critical(X509Certificate certificate) => Join(certificate.GetCriticalExtensionOids());

    private static string Uncritical(X509Certificate certificate) => Join(certificate.GetNonCriticalExtensionOids());

    private static string Join(IEnumerable<object> oids) => string.Join(' ', oids.Select(oid => oid.ToString()).Order(StringComparer.Ordinal));

    private static string Join(System.Collections.IEnumerable oids) => Join(oids.Cast<object>());

    private static string? Extension(RspCertificate certificate, string oid)
    {
        Org.BouncyCastle.Asn1.X509.X509Extension? extension = Parse(certificate).CertificateStructure.TbsCertificate.Extensions
            .GetExtension(new Org.BouncyCastle.Asn1.DerObjectIdentifier(oid));
        return extension is null ? null : $"{extension.IsCritical} {Convert.ToHexString(extension.Value.GetOctets())}";
    }
}
