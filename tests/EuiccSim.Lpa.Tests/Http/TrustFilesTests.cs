using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>Whom a folder lets trust.</summary>
internal sealed class TrustFilesTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("euiccsim-trust-").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_folder, recursive: true);

    /// <summary>Its maker of eUICCs is a CA, and its servers' certificates are near; neither issues certificates of servers.</summary>
    [Test]
    public void Of_a_whole_PKI_the_CI_is_trusted_and_nobody_else()
    {
        using RspPki pki = TestPki.Create(EcCurve.NistP256, new SeededRandom("trust"), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        PkiDirectory.Save(pki, _folder);
        (IReadOnlyList<RspCertificate> cis, IReadOnlyList<X509Certificate2> others) = Read();
        Assert.That(cis.Select(ci => ci.Encoded), Is.EqualTo(new[] { pki.Ci.Encoded }));
        Assert.That(others, Is.Empty);
        Directory.Delete(Path.Combine(_folder, "CertificateIssuer"), recursive: true);
        Assert.That(Read, Throws.TypeOf<InvalidDataException>().With.Message.EqualTo($"There is no certificate of an issuer (a CI, or another CA) in {_folder}."));
    }

    [Test]
    public void A_CA_of_another_kind_is_found_in_a_subfolder_once_and_what_is_no_certificate_is_passed_over()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        DateTimeOffset from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 ca = request.CreateSelfSigned(from, from.AddYears(1));
        string below = Directory.CreateDirectory(Path.Combine(_folder, "a", "b")).FullName;
        File.WriteAllText(Path.Combine(below, "ca.pem"), ca.ExportCertificatePem());
        File.WriteAllBytes(Path.Combine(below, "same.der"), ca.RawData);
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportECPrivateKeyPem());
        File.WriteAllText(Path.Combine(_folder, "empty.der"), "");
        Assert.That(Read().Others.Select(one => one.Thumbprint), Is.EqualTo(new[] { ca.Thumbprint }));
    }

    [Test]
    public void A_folder_without_any_is_told() =>
        Assert.That(Read, Throws.TypeOf<InvalidDataException>().With.Message.EqualTo($"There is no certificate in {_folder}."));

    private (IReadOnlyList<RspCertificate> Cis, IReadOnlyList<X509Certificate2> Others) Read() => TrustFiles.Read([_folder], File.ReadAllBytes);
}
