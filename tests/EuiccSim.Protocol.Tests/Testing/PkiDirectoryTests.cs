using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
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
    public void What_is_missing_is_named()
    {
        PkiDirectory.Save(EcSamples.Pki(EcCurve.NistP256), _folder);
        File.Delete(Path.Combine(_folder, "eUICC", "SK_EUICC_ECDSA_NIST.pem"));
        PkiFileException noKey = Fault(EcCurve.NistP256);
        Assert.That(noKey.Path, Is.EqualTo(Path.Combine(_folder, "eUICC", "CERT_EUICC_ECDSA_NIST.der")));
        Assert.That(noKey.Message, Does.EndWith($": its private key is nowhere in {_folder}"));
        Assert.That(Fault(EcCurve.BrainpoolP256r1).Message, Does.Contain("no certificate of a CI on brainpoolP256r1"));
        File.Delete(Path.Combine(_folder, "DPpb", "CERT_S_SM_DPpb_ECDSA_NIST.der"));
        File.Delete(Path.Combine(_folder, "DPauth", "CERT_S_SM_DPauth_ECDSA_NIST.der"));
        Assert.That(Fault(EcCurve.NistP256).Message, Does.Contain("(DPauth)"));
        Assert.That(() => PkiDirectory.Load(_folder + "-not", EcCurve.NistP256), Throws.TypeOf<PkiFileException>().With.Message.EndsWith("no such folder"));
    }

    /// <summary>A person who names the wrong place hears of the place, and not of certificates on curves.</summary>
    [Test]
    public void A_folder_that_is_none_of_a_PKI_is_told_as_it_is()
    {
        string Reason(string place) => Assert.Throws<PkiFileException>(() => PkiDirectory.Load(place, EcCurve.NistP256))!.Message[(place.Length + 2)..];
        Assert.That(Reason(_folder), Is.EqualTo("the folder is empty, and should have certificates and private keys in it"));
        string file = Path.Combine(_folder, "sgp26.zip");
        File.WriteAllText(file, "x");
        Assert.That(Reason(file), Is.EqualTo("it is a file, and not the folder that certificates and keys are in"));
        Assert.That(Reason(_folder), Does.StartWith("no certificate and no private key is in this folder").And.Contain(".der, .pem").And.EndsWith("of the folders of SGP.26, as CertificateIssuer, EUM, eUICC, none is there"));
        Directory.CreateDirectory(Path.Combine(_folder, "EUM"));
        Directory.CreateDirectory(Path.Combine(_folder, "DPauth"));
        Assert.That(Reason(_folder), Does.EndWith("; its EUM and DPauth have none"));
        Assert.That(() => PkiSet.Load(_folder), Throws.TypeOf<PkiFileException>().With.Message.EndsWith("; its EUM and DPauth have none"), "of neither curve");
        File.WriteAllText(Path.Combine(_folder, "EUM", "CERT_EUM.der"), "no certificate");
        Assert.That(Reason(_folder), Does.Contain("not read").And.Contain("CERT_EUM.der (no X.509 certificate)"));
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
    public void A_damaged_file_is_named_where_something_is_missing_and_left_out_where_nothing_is()
    {
        PkiDirectory.Save(EcSamples.Pki(EcCurve.NistP256), _folder);
        File.WriteAllText(Path.Combine(_folder, "DPauth", "notes.pem"), "no key");
        PkiDirectory.Load(_folder, EcCurve.NistP256).Dispose();
        string key = Path.Combine(_folder, "DPauth", "SK_S_SM_DPauth_ECDSA_NIST.pem");
        File.WriteAllText(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        Assert.That(Fault(EcCurve.NistP256).Message, Does.Contain("CERT_S_SM_DPauth").And.Contain(key));
        string certificate = Path.Combine(_folder, "EUM", "CERT_EUM_ECDSA_NIST.der");
        File.WriteAllBytes(certificate, [0x30, 0x00]);
        Assert.That(Fault(EcCurve.NistP256).Message, Does.Contain("(EUM)").And.Contain(certificate));
    }

    /// <summary>The names of SGP.26 v3.0.x, below "Valid Test Cases/Variant O": those of the private keys lack the variant.</summary>
    [Test]
    public void The_layout_of_SGP26_v3_is_read_and_what_tests_shall_refuse_is_not()
    {
        string valid = Path.Combine(_folder, "Valid Test Cases", "Variant O"), invalid = Path.Combine(_folder, "Invalid Test Cases", "Variant O");
        foreach (EcCurve curve in EcSamples.Sgp26Curves) SaveAsV3(EcSamples.Pki(curve), valid);
        using RspPki other = TestPki.Create(EcCurve.NistP256, new SeededRandom("invalid"), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        SaveAsV3(other, invalid);
        foreach (EcCurve curve in EcSamples.Sgp26Curves)
        {
            foreach (string folder in (string[])[_folder, valid])
            {
                RspPki saved = EcSamples.Pki(curve);
                using RspPki loaded = PkiDirectory.Load(folder, curve);
                Assert.That(
                    new[] { loaded.Ci, loaded.Eum, loaded.Euicc, loaded.DpAuth, loaded.DpPb, loaded.DpTls, loaded.DsAuth, loaded.DsTls }.Select(one => one!.Encoded),
                    Is.EqualTo(new[] { saved.Ci, saved.Eum, saved.Euicc, saved.DpAuth, saved.DpPb, saved.DpTls, saved.DsAuth, saved.DsTls }.Select(one => one!.Encoded)));
                Assert.That(saved.DpPb.PublicKey!.Verify([1], loaded.DpPbKey.Sign([1]).Span));
                Assert.That(saved.DsTls!.PublicKey!.Verify([1], loaded.DsTlsKey!.Sign([1]).Span));
            }
        }
    }

    [Test]
    public void Of_several_servers_the_one_with_the_lowest_identifier_is_taken_whole()
    {
        RspPki first = EcSamples.Pki(EcCurve.NistP256);
        DateTimeOffset from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        // Not disposed of: it shares keys with the first.
        RspPki second = TestPki.WithServer(first, "second.example.com", new("2.999.9"), new SeededRandom("second"), from);
        PkiDirectory.Save(first, Path.Combine(_folder, "a"));
        PkiDirectory.Save(second, Path.Combine(_folder, "b"));
        using RspPki loaded = PkiDirectory.Load(_folder, EcCurve.NistP256);
        Assert.That((loaded.DpAuth.Encoded, loaded.DpPb.Encoded, loaded.DpTls!.Encoded), Is.EqualTo((second.DpAuth.Encoded, second.DpPb.Encoded, second.DpTls!.Encoded)));
    }

    private static void SaveAsV3(RspPki pki, string folder)
    {
        string set = pki.Curve == EcCurve.NistP256 ? "NIST" : "BRP";
        Write("CI", $"CERT_CI_SIG_{set}", $"SK_CI_SIG_{set}", pki.Ci, pki.CiKey!);
        Write("EUM", $"CERT_EUM_SIG_{set}", $"SK_EUM_SIG_{set}", pki.Eum, pki.EumKey!);
        Write("eUICC", $"CERT_EUICC_SIG_{set}", $"SK_EUICC_SIG_{set}", pki.Euicc, pki.EuiccKey);
        Write("SM-DP+/SM_DPauth", $"CERT_S_SM_DPauth_VARO_SIG_{set}", $"SK_S_SM_DPauth_SIG_{set}", pki.DpAuth, pki.DpAuthKey);
        Write("SM-DP+/SM_DPpb", $"CERT_S_SM_DPpb_VARO_SIG_{set}", $"SK_S_SM_DPpb_SIG_{set}", pki.DpPb, pki.DpPbKey);
        Write("SM-DP+/SM_DPtls", $"CERT_S_SM_DP_VARO_TLS_{set}", $"SK_S_SM_DP_TLS_{set}", pki.DpTls!, pki.DpTlsKey!);
        Write("SM-DS/SM_DSauth", $"CERT_S_SM_DSauth_VARO_SIG_{set}", $"SK_S_SM_DSauth_SIG_{set}", pki.DsAuth!, pki.DsAuthKey!);
        Write("SM-DS/SM_DStls", $"CERT_S_SM_DS_VARO_TLS_{set}", $"SK_S_SM_DS_TLS_{set}", pki.DsTls!, pki.DsTlsKey!);

        void Write(string place, string certificateName, string keyName, RspCertificate certificate, EcSigningKey key)
        {
            string path = Path.Combine([folder, .. place.Split('/')]);
            Directory.CreateDirectory(path);
            File.WriteAllBytes(Path.Combine(path, certificateName + ".der"), certificate.Encoded.ToArray());
            File.WriteAllText(Path.Combine(path, keyName + ".pem"), EcPrivateKeyPem.Write(key.Curve, key.ExportScalar()));
        }
    }

    private PkiFileException Fault(EcCurve curve) => Assert.Throws<PkiFileException>(() => PkiDirectory.Load(_folder, curve))!;
}
