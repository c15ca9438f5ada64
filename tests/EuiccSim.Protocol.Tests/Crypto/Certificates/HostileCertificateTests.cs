using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Protocol.Tests.Crypto.Certificates;

[TestFixtureSource(typeof(EcSamples), nameof(EcSamples.Curves))]
internal sealed class HostileCertificateTests(EcCurve curve)
{
    private readonly RspPki _pki = EcSamples.Pki(curve);

    [Category(Sweep.Category)]
    [Test]
    public void No_single_bit_of_a_server_certificate_may_change() =>
        EachBit(_pki.DpAuth, changed => CertificateChain.CheckServer(changed, _pki.TrustedCi, CertificateRole.DpAuth, null));

    [Category(Sweep.Category)]
    [Test]
    public void No_single_bit_of_an_EUM_certificate_may_change() =>
        EachBit(_pki.Eum, changed => CertificateChain.CheckEuicc(changed, _pki.Euicc, _pki.TrustedCi, null).Eum);

    [Category(Sweep.Category)]
    [Test]
    public void No_single_bit_of_an_eUICC_certificate_may_change()
    {
        // Two signatures each time: every seventh bit, which is at least one of each octet.
        EachBit(_pki.Euicc, changed => CertificateChain.CheckEuicc(_pki.Eum, changed, _pki.TrustedCi, null).Euicc, step: 7);
    }

    [Test]
    public void Every_truncation_is_a_content_error()
    {
        Octets der = _pki.Eum.Encoded;
        for (int length = 0; length < der.Length; length++)
            Assert.That(() => RspCertificate.Parse(der.Slice(0, length)), Throws.TypeOf<Asn1ContentException>(), $"{length} octets");
        Assert.That(() => RspCertificate.Parse(Octets.Concat(der, Octets.FromHex("00"))), Throws.TypeOf<Asn1ContentException>());
    }

    [Category(Sweep.Category)]
    [Test]
    public void Random_changes_are_content_errors_or_certificates()
    {
        RspCertificate[] originals = [_pki.Ci, _pki.Eum, _pki.Euicc, _pki.DpAuth, _pki.DpTls!];
        SeededRandom random = new(7);
        byte[] choice = new byte[6];
        int rounds = Sweep.CountOf(40_000, oneIn: 8);
        for (int round = 0; round < rounds; round++)
        {
            byte[] changed = originals[round % originals.Length].Encoded.ToArray();
            for (int changes = 0; changes <= round % 4; changes++)
            {
                random.Fill(choice);
                changed[(choice[0] << 8 | choice[1]) % changed.Length] = choice[2];
            }
            Use(changed);
        }
    }

    [Test]
    public void Arbitrary_octets_are_content_errors() => Prop.ForAll((byte[] octets) => Use(octets)).QuickCheckThrowOnFailure();

    private static void EachBit(RspCertificate good, Func<RspCertificate, CertificateFault> check, int step = 1)
    {
        Assert.That(check(good), Is.EqualTo(CertificateFault.None));
        foreach (int bit in new Sweep(8).Of(0, good.Encoded.Length * 8))
        {
            if (bit % step != 0) continue;
            byte[] changed = good.Encoded.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (!TryParse(changed, out RspCertificate? certificate)) continue;
            if (check(certificate!) == CertificateFault.None) Assert.Fail($"bit {bit % 8} of octet {bit / 8} does not matter");
        }
    }

    private static bool Use(byte[] octets)
    {
        if (!TryParse(octets, out RspCertificate? certificate)) return true;
        _ = certificate!.PublicKeyFault;
        _ = certificate.ToString();
        return certificate.Encoded.Length == octets.Length;
    }

    private static bool TryParse(byte[] octets, out RspCertificate? certificate)
    {
        certificate = null;
        try
        {
            certificate = RspCertificate.Parse(Octets.Wrap(octets));
            return true;
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }
}
