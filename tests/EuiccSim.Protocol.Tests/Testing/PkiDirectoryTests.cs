using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Tests.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Testing;

internal sealed class PkiDirectoryTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("euiccsim-pki-").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_was_saved_is_loaded_for_both_curves()
    {
        foreach (EcCurve curve in EcSamples.Curves) PkiDirectory.Save(EcSamples.Pki(curve), _folder);
        foreach (EcCurve curve in EcSamples.Curves)
        {
            RspPki saved = EcSamples.Pki(curve);
            using RspPki loaded = PkiDirectory.Load(_folder, curve), deterministic = PkiDirectory.Load(_folder, curve, deterministicKeys: true);
            Assert.That(loaded.Euicc.Encoded, Is.EqualTo(saved.Euicc.Encoded));
            Assert.That(loaded.DpTls!.Encoded, Is.EqualTo(saved.DpTls!.Encoded));
            Assert.That(loaded.DsAuth!.Encoded, Is.EqualTo(saved.DsAuth!.Encoded));
            Assert.That(loaded.EuiccKey, Is.InstanceOf<EcdsaSigningKey>());
            Assert.That(deterministic.EuiccKey.Sign([1]), Is.EqualTo(saved.EuiccKey.Sign([1])));
            Assert.That(saved.DpPb.PublicKey!.Verify([1], loaded.DpPbKey.Sign([1]).Span));
        }
    }

    [Test]
    public void A_missing_file_is_named()
    {
        PkiDirectory.Save(EcSamples.Pki(EcCurve.NistP256), _folder);
        string key = Path.Combine(_folder, "eUICC", "SK_EUICC_ECDSA_NIST.pem");
        File.Delete(key);
        Assert.That(Fault(EcCurve.NistP256).Path, Is.EqualTo(key));
        Assert.That(Fault(EcCurve.BrainpoolP256r1).Path, Is.EqualTo(Path.Combine(_folder, "CertificateIssuer", "CERT_CI_ECDSA_BRP.der")));
    }

    [Test]
    public void What_may_be_absent_is_null()
    {
        PkiDirectory.Save(EcSamples.Pki(EcCurve.NistP256), _folder);
        Directory.Delete(Path.Combine(_folder, "DPtls"), recursive: true);
        File.Delete(Path.Combine(_folder, "CertificateIssuer", "SK_CI_ECDSA_NIST.pem"));
        using RspPki pki = PkiDirectory.Load(_folder, EcCurve.NistP256);
        Assert.That(pki.DpTls, Is.Null);
        Assert.That(pki.CiKey, Is.Null);
        Assert.That(pki.EumKey, Is.Not.Null);
    }

    [Test]
    public void A_damaged_or_foreign_file_is_named()
    {
        PkiDirectory.Save(EcSamples.Pki(EcCurve.NistP256), _folder);
        string auth = Path.Combine(_folder, "DPauth", "SK_S_SM_DPauth_ECDSA_NIST.pem");
        string binding = Path.Combine(_folder, "DPpb", "SK_S_SM_DPpb_ECDSA_NIST.pem");
        File.Copy(binding, auth, overwrite: true);
        Assert.That(Fault(EcCurve.NistP256).Path, Is.EqualTo(auth));
        File.WriteAllText(auth, "no key");
        Assert.That(Fault(EcCurve.NistP256).Path, Is.EqualTo(auth));
        string certificate = Path.Combine(_folder, "EUM", "CERT_EUM_ECDSA_NIST.der");
        File.WriteAllBytes(certificate, [0x30, 0x00]);
        Assert.That(Fault(EcCurve.NistP256).Path, Is.EqualTo(certificate));
    }

    private PkiFileException Fault(EcCurve curve) => Assert.Throws<PkiFileException>(() => PkiDirectory.Load(_folder, curve))!;
}
