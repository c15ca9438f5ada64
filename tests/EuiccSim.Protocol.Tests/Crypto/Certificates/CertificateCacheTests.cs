using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Crypto.Certificates;

internal sealed class CertificateCacheTests
{
    [Test]
    public void A_certificate_that_came_before_is_not_read_again()
    {
        CertificateCache cache = new();
        RspCertificate first = cache.Read(Certificate(0));
        Assert.That(cache.Read(Octets.Of(Certificate(0).Span)), Is.SameAs(first));
    }

    [Test]
    public void One_changed_octet_is_another_certificate()
    {
        CertificateCache cache = new();
        cache.Read(Certificate(0));
        byte[] changed = Certificate(0).ToArray();
        changed[^1] ^= 1;
        RspCertificate other = cache.Read(Octets.Wrap(changed));
        Assert.That(other.SignatureValue, Is.Not.EqualTo(RspCertificate.Parse(Certificate(0)).SignatureValue));
    }

    [Test]
    public void What_is_no_certificate_is_a_content_error() =>
        Assert.That(() => new CertificateCache().Read(Octets.FromHex("3003020100")), Throws.TypeOf<Asn1ContentException>());

    [Test]
    public void Many_different_certificates_are_read_and_not_all_kept()
    {
        CertificateCache cache = new();
        for (int i = 0; i < 65; i++) cache.Read(Certificate(i));
        Assert.That(cache.Read(Certificate(64)), Is.Not.SameAs(cache.Read(Certificate(64))));
    }

    private static Octets Certificate(int number)
    {
        if (!s_certificates.TryGetValue(number, out Octets encoded))
            s_certificates[number] = encoded = TestPki.Create(EcCurve.NistP256, new SeededRandom(number), DateTimeOffset.UnixEpoch).Eum.Encoded;
        return encoded;
    }

    private static readonly Dictionary<int, Octets> s_certificates = [];
}
