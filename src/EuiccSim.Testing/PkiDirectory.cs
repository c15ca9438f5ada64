using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;
using EuiccSim.Files;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>A folder in the layout of SGP.26 v2: one subfolder for each kind of certificate, "NIST", "BRP" or "FRP" in the names, keys as
/// PEM.</summary>
public static class PkiDirectory
{
    /// <summary>Reads a PKI. The keys of CI and EUM, the TLS certificate and those of an SM-DS may be absent.</summary>
    /// <param name="path">The folder that holds CertificateIssuer, EUM, eUICC, DPauth, DPpb and perhaps DPtls, DSauth, DStls.</param>
    /// <param name="curve">Which of the sets to read.</param>
    /// <param name="deterministicKeys">True for keys that sign deterministically (RFC 6979); otherwise they are in the system's
    /// crypto.</param>
    /// <param name="crypto">Who computes with the keys, and verifies with those in the certificates; null for
    /// <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="PkiFileException">A file is missing, cannot be read, or holds the key of another certificate.</exception>
    public static RspPki Load(string path, EcCurve curve, bool deterministicKeys = false, CryptoProvider? crypto = null)
    {
        string set = SetName(curve);
        Reader reader = new(path, deterministicKeys, crypto);
        RspCertificate ci = reader.Certificate(CiFile(set)), eum = reader.Certificate(EumFile(set)), euicc = reader.Certificate(EuiccFile(set));
        RspCertificate dpAuth = reader.Certificate(DpAuthFile(set)), dpPb = reader.Certificate(DpPbFile(set));
        (RspCertificate? dpTls, EcSigningKey? dpTlsKey) = reader.Newest(DpTlsFile(set));
        (RspCertificate? dsAuth, EcSigningKey? dsAuthKey) = reader.Newest(DsAuthFile(set));
        (RspCertificate? dsTls, EcSigningKey? dsTlsKey) = reader.Newest(DsTlsFile(set));
        return new RspPki
        {
            Curve = curve,
            Ci = ci,
            CiKey = reader.KeyIfAny(CiFile(set), ci),
            Eum = eum,
            EumKey = reader.KeyIfAny(EumFile(set), eum),
            Euicc = euicc,
            EuiccKey = reader.Key(EuiccFile(set), euicc),
            DpAuth = dpAuth,
            DpAuthKey = reader.Key(DpAuthFile(set), dpAuth),
            DpPb = dpPb,
            DpPbKey = reader.Key(DpPbFile(set), dpPb),
            DpTls = dpTls,
            DpTlsKey = dpTlsKey,
            DsAuth = dsAuth,
            DsAuthKey = dsAuthKey,
            DsTls = dsTls,
            DsTlsKey = dsTlsKey,
        };
    }

    /// <summary>Makes a test PKI on both curves where there is no folder yet. Two processes at once do not mix their keys.</summary>
    /// <param name="path">The folder, for its owner's eyes only.</param>
    /// <param name="random">Where keys come from.</param>
    /// <param name="notBefore">The first moment of the validity periods.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void CreateIfAbsent(string path, RandomSource random, DateTimeOffset notBefore) => PrivateFolder.Make(path, folder =>
    {
        foreach (EcCurve curve in (ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1])
        {
            using RspPki pki = TestPki.Create(curve, random, notBefore);
            Save(pki, folder);
        }
    });

    /// <summary>Writes a PKI, with private keys in clear text, these for their owner's eyes only. Files of the same names are replaced; the
    /// other curves' sets stay.</summary>
    /// <param name="pki">What to write; <see cref="Load"/> reads the same back.</param>
    /// <param name="path">The folder; it is made if absent.</param>
    /// <exception cref="InvalidOperationException">A key is of a kind that cannot be exported.</exception>
    /// <exception cref="IOException">A file cannot be written, or its name is a symbolic link.</exception>
    public static void Save(RspPki pki, string path)
    {
        string set = SetName(pki.Curve);
        Write(CiFile(set), pki.Ci, pki.CiKey);
        Write(EumFile(set), pki.Eum, pki.EumKey);
        Write(EuiccFile(set), pki.Euicc, pki.EuiccKey);
        Write(DpAuthFile(set), pki.DpAuth, pki.DpAuthKey);
        Write(DpPbFile(set), pki.DpPb, pki.DpPbKey);
        Write(DpTlsFile(set), pki.DpTls, pki.DpTlsKey);
        Write(DsAuthFile(set), pki.DsAuth, pki.DsAuthKey);
        Write(DsTlsFile(set), pki.DsTls, pki.DsTlsKey);

        void Write(FileName name, RspCertificate? certificate, EcSigningKey? key)
        {
            if (certificate is null) return;
            Directory.CreateDirectory(Path.Combine(path, name.Folder));
            NewFile.Write(Path.Combine(path, name.Folder, name.Certificate), certificate.Encoded.Span, isSecret: false);
            if (key is not null) NewFile.Write(Path.Combine(path, name.Folder, name.Key), Encoding.ASCII.GetBytes(ToPem(key)));
        }
    }

    internal static string ToPem(EcSigningKey key) => EcPrivateKeyPem.Write(key.Curve, key.ExportScalar(), key.PublicKey.Provider);

    private static string SetName(EcCurve curve) => curve == EcCurve.NistP256 ? "NIST" : curve == EcCurve.BrainpoolP256r1 ? "BRP" : "FRP";

    private static FileName CiFile(string set) => new("CertificateIssuer", $"CI_ECDSA_{set}");

    private static FileName EumFile(string set) => new("EUM", $"EUM_ECDSA_{set}");

    private static FileName EuiccFile(string set) => new("eUICC", $"EUICC_ECDSA_{set}");

    private static FileName DpAuthFile(string set) => new("DPauth", $"S_SM_DPauth_ECDSA_{set}");

    private static FileName DpPbFile(string set) => new("DPpb", $"S_SM_DPpb_ECDSA_{set}");

    private static FileName DpTlsFile(string set) => new("DPtls", $"S_SM_DP_TLS_{set}");

    private static FileName DsAuthFile(string set) => new("DSauth", $"S_SM_DSauth_ECDSA_{set}");

    private static FileName DsTlsFile(string set) => new("DStls", $"S_SM_DS_TLS_{set}");

    private sealed record FileName(string Folder, string Stem)
    {
        internal string Certificate => $"CERT_{Stem}.der";

        internal string Key => $"SK_{Stem}.pem";
    }

    private sealed class Reader(string root, bool deterministicKeys, CryptoProvider? crypto)
    {
        internal RspCertificate Certificate(FileName name) => Parse(Existing(name, name.Certificate));

        internal EcSigningKey Key(FileName name, RspCertificate certificate)
        {
            string path = Existing(name, name.Key);
            EcSigningKey key = ParseKey(path);
            return key.PublicKey.Equals(certificate.PublicKey)
                ? key
                : throw new PkiFileException(path, $"not the key of the certificate in {name.Certificate}");
        }

        internal EcSigningKey? KeyIfAny(FileName name, RspCertificate certificate) =>
            File.Exists(Path.Combine(root, name.Folder, name.Key)) ? Key(name, certificate) : null;

        /// <summary>Of all certificates in the folder for this key, the one that expires last: TLS certificates are reissued under other
        /// names.</summary>
        internal (RspCertificate? Certificate, EcSigningKey? Key) Newest(FileName name)
        {
            if (!File.Exists(Path.Combine(root, name.Folder, name.Key))) return (null, null);
            EcSigningKey key = ParseKey(Path.Combine(root, name.Folder, name.Key));
            RspCertificate? newest = null;
            foreach (string file in Directory.GetFiles(Path.Combine(root, name.Folder), "CERT_*.der").Order(StringComparer.Ordinal))
            {
                if (!TryParse(file, out RspCertificate? certificate) || !key.PublicKey.Equals(certificate.PublicKey)) continue;
                if (newest is null || certificate.NotAfter > newest.NotAfter) newest = certificate;
            }
            return newest is null ? throw new PkiFileException(Path.Combine(root, name.Folder, name.Certificate), NoSuchFile) : (newest, key);
        }

        private string Existing(FileName name, string file)
        {
            string path = Path.Combine(root, name.Folder, file);
            return File.Exists(path) ? path : throw new PkiFileException(path, NoSuchFile);
        }

        private RspCertificate Parse(string path) => TryParse(path, out RspCertificate? certificate)
            ? certificate
            : throw new PkiFileException(path, "not an X.509 certificate in DER");

        private bool TryParse(string path, [NotNullWhen(true)] out RspCertificate? certificate)
        {
            certificate = null;
            try
            {
                certificate = RspCertificate.Parse(Octets.Wrap(File.ReadAllBytes(path)), crypto);
                return true;
            }
            catch (AsnContentException)
            {
                return false;
            }
        }

        private EcSigningKey ParseKey(string path)
        {
            try
            {
                string pem = File.ReadAllText(path);
                return deterministicKeys ? Rfc6979SigningKey.FromPem(pem, crypto) : EcdsaSigningKey.FromPem(pem, crypto);
            }
            catch (EcKeyException fault)
            {
                throw new PkiFileException(path, fault.Message, fault);
            }
        }

        private const string NoSuchFile = "no such file";
    }
}
