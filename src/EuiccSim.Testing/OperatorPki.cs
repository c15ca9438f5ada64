using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Files;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Testing;

/// <summary>A CA for operators and one operator's certificate, by which it shows on ES2+ who it is. SGP.22 v2.5 leaves both to the SM-DP+.</summary>
public sealed class OperatorPki : IDisposable
{
    private readonly EcSigningKey _key;

    private OperatorPki(RspCertificate ca, RspCertificate certificate, EcSigningKey key) => (Ca, Certificate, _key) = (ca, certificate, key);

    /// <summary>The CA, self-signed.</summary>
    public RspCertificate Ca { get; }

    /// <summary>The operator's certificate, for client authentication only.</summary>
    public RspCertificate Certificate { get; }

    /// <summary>Makes a CA and an operator. The CA's key is forgotten: nobody else gets a certificate.</summary>
    /// <param name="random">Where the keys come from.</param>
    /// <param name="notBefore">The first moment of the validity periods, which last ten years; parts of a second are dropped.</param>
    /// <param name="name">The common name of the operator's certificate; null for "Test operator".</param>
    /// <param name="oid">The registered identifier in it; null for none.</param>
    public static OperatorPki Create(RandomSource random, DateTimeOffset notBefore, string? name = null, ObjectIdentifier? oid = null)
    {
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(notBefore.ToUnixTimeSeconds());
        using EcSigningKey caKey = Rfc6979SigningKey.Generate(EcCurve.NistP256, random);
        EcSigningKey key = Rfc6979SigningKey.Generate(EcCurve.NistP256, random);
        CertificateTemplate template = new()
        {
            Subject = [new(AttributeTypeAndValue.Organization, "EuiccSim"), new(AttributeTypeAndValue.CommonName, "Test operators")],
            SerialNumber = Octets.FromHex("01"),
            NotBefore = from,
            NotAfter = from.AddYears(10),
            Policies = [],
        };
        RspCertificate ca = (template with { KeyUsage = KeyUsage.KeyCertSign, BasicConstraints = new(IsCa: true, PathLength: 0) })
            .Issue(caKey.PublicKey, issuer: null, caKey);
        RspCertificate certificate = (template with
        {
            Subject = [new(AttributeTypeAndValue.Organization, "EuiccSim"), new(AttributeTypeAndValue.CommonName, name ?? "Test operator")],
            SerialNumber = Octets.FromHex("02"),
            RegisteredId = oid,
            ExtendedKeyUsage = [new("1.3.6.1.5.5.7.3.2")],
        }).Issue(key.PublicKey, ca, caKey);
        return new(ca, certificate, key);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="PkiFileException">A file is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static OperatorPki Load(string path)
    {
        try
        {
            RspCertificate Read(string name) => RspCertificate.Parse(Octets.Wrap(
                X509CertificateLoader.LoadCertificateFromFile(Path.Combine(path, name)).RawData));
            return new(Read(CaFile), Read(CertificateFile), EcdsaSigningKey.FromPem(File.ReadAllText(Path.Combine(path, KeyFile))));
        }
        catch (Exception fault) when (fault is CryptographicException or Asn1ContentException)
        {
            throw new PkiFileException(path, FaultWords.Of(fault), fault);
        }
    }

    /// <summary>
    /// Makes an operator where there is no folder yet. Its name is drawn, and nobody else's: what it puts into the stock of a server is its own,
    /// also where the server trusts other operators. Two processes at once do not mix their keys.
    /// </summary>
    /// <param name="path">The folder, for its owner's eyes only.</param>
    /// <param name="random">Where the keys and the name come from.</param>
    /// <param name="notBefore">The first moment of the validity periods.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void CreateIfAbsent(string path, RandomSource random, DateTimeOffset notBefore) => PrivateFolder.Make(path, folder =>
    {
        byte[] number = new byte[8];
        random.Fill(number);
        using OperatorPki made = Create(random, notBefore, $"euiccsim {Convert.ToHexString(number)}");
        made.Save(folder);
    });

    /// <summary>Writes ca.pem, operator.pem and operator-key.pem, the key in clear text, for its owner's eyes only, as curl and others take
    /// them.</summary>
    /// <param name="path">The folder, which must exist.</param>
    /// <exception cref="IOException">A file cannot be written, or its name is a symbolic link.</exception>
    public void Save(string path)
    {
        WriteCertificate(CaFile, Ca);
        WriteCertificate(CertificateFile, Certificate);
        NewFile.Write(Path.Combine(path, KeyFile), Encoding.ASCII.GetBytes(PkiDirectory.ToPem(_key)));

        void WriteCertificate(string name, RspCertificate certificate) => NewFile.Write(Path.Combine(path, name),
            Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", certificate.Encoded.Span) + "\n"), isSecret: false);
    }

    /// <summary>The operator's certificate with its key, for a client of the platform. The caller disposes of it.</summary>
    public X509Certificate2 ToClientCertificate()
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Certificate.Encoded.Span);
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(PkiDirectory.ToPem(_key));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _key.Dispose();

    private const string CaFile = "ca.pem";
    private const string CertificateFile = "operator.pem";
    private const string KeyFile = "operator-key.pem";
}
