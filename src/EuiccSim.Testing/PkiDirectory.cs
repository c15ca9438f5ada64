using System.Text;
using EuiccSim.Files;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>A folder with a PKI as SGP.26 passes its test certificates on, in any of its layouts: that of v2 (CertificateIssuer, EUM, eUICC,
/// DPauth and so on) or of v3 (CI, EUM, eUICC, SM-DP+, SM-DS). What is written has the names of v2.</summary>
public static class PkiDirectory
{
    /// <summary>
    /// Reads a PKI. Certificates (DER or PEM) and private keys (PEM) are found by what is in the files below the folder: a certificate's role, its
    /// issuer, and the key that belongs to it. Folders whose names begin with "Invalid" are left out. The keys of CI and EUM, the TLS certificate
    /// and those of an SM-DS may be absent.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="curve">Which of the sets to read.</param>
    /// <param name="deterministicKeys">True for keys that sign deterministically (RFC 6979); otherwise they are in the system's
    /// crypto.</param>
    /// <param name="crypto">Who computes with the keys, and verifies with those in the certificates; null for
    /// <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="PkiFileException">A certificate or a key is missing, or there is no such folder.</exception>
    public static RspPki Load(string path, EcCurve curve, bool deterministicKeys = false, CryptoProvider? crypto = null)
    {
        PkiFiles files = PkiFiles.Read(path, ReadKey, crypto);
        try
        {
            RspPki pki = Choose(files, curve);
            files.Forget(pki.CiKey, pki.EumKey, pki.EuiccKey, pki.DpAuthKey, pki.DpPbKey, pki.DpTlsKey, pki.DsAuthKey, pki.DsTlsKey);
            return pki;
        }
        catch
        {
            files.Forget();
            throw;
        }

        // Keys of the other sets would be computed for nothing.
        EcSigningKey? ReadKey(string pem) => EcPrivateKeyPem.CurveOf(pem) != curve ? null
            : deterministicKeys ? Rfc6979SigningKey.FromPem(pem, crypto)
            : EcdsaSigningKey.FromPem(pem, crypto);
    }

    private static RspPki Choose(PkiFiles files, EcCurve curve)
    {
        PkiChoice choice = new(files, curve);
        (PkiCertificate eum, PkiCertificate euicc) = choice.Chip();
        PkiCertificate dpAuth = choice.RequireServer(CertificateRole.DpAuth, "of an SM-DP+ for authentication (DPauth)");
        PkiCertificate dpPb = choice.RequireServer(CertificateRole.DpPb, "of an SM-DP+ for profile binding (DPpb)", dpAuth);
        PkiCertificate? dsAuth = choice.Server(CertificateRole.DsAuth);
        (RspCertificate? dpTls, EcSigningKey? dpTlsKey) = WithKey(choice.Server(CertificateRole.DpTls, dpAuth));
        (RspCertificate? dsAuthWithKey, EcSigningKey? dsAuthKey) = WithKey(dsAuth);
        (RspCertificate? dsTls, EcSigningKey? dsTlsKey) = WithKey(choice.Server(CertificateRole.DsTls, dsAuth));
        return new RspPki
        {
            Curve = curve,
            Ci = choice.Ci.Certificate,
            CiKey = files.KeyOf(choice.Ci.Certificate),
            Eum = eum.Certificate,
            EumKey = files.KeyOf(eum.Certificate),
            Euicc = euicc.Certificate,
            EuiccKey = choice.KeyOf(euicc),
            DpAuth = dpAuth.Certificate,
            DpAuthKey = choice.KeyOf(dpAuth),
            DpPb = dpPb.Certificate,
            DpPbKey = choice.KeyOf(dpPb),
            DpTls = dpTls,
            DpTlsKey = dpTlsKey,
            DsAuth = dsAuthWithKey,
            DsAuthKey = dsAuthKey,
            DsTls = dsTls,
            DsTlsKey = dsTlsKey,
        };

        // Without its key it is of no use to a server.
        (RspCertificate?, EcSigningKey?) WithKey(PkiCertificate? one) =>
            one is not null && files.KeyOf(one.Certificate) is { } key ? (one.Certificate, key) : (null, null);
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
}
