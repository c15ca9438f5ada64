using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>An X.509 certificate as SGP.22 uses them (v2.5 §4.5.2), with what was received kept beside what it means.</summary>
/// <remarks>Parsing checks the form only; whether to trust the certificate is decided by <see cref="CertificateChain"/>.</remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class RspCertificate
{
    private readonly SubjectPublicKey _publicKey;

    internal RspCertificate(SubjectPublicKey publicKey) => _publicKey = publicKey;

    /// <summary>The whole certificate, as received.</summary>
    public required Octets Encoded { get; init; }

    /// <summary>The signed part (tbsCertificate) with its tag and length, as received.</summary>
    public required Octets TbsCertificate { get; init; }

    /// <summary>How the certificate is signed; ecdsa-with-SHA256 is 1.2.840.10045.4.3.2.</summary>
    public required ObjectIdentifier SignatureAlgorithm { get; init; }

    /// <summary>The signature; for ECDSA the DER encoding of Ecdsa-Sig-Value.</summary>
    public required Octets SignatureValue { get; init; }

    /// <summary>The certificate's number at its issuer: the content octets of the INTEGER.</summary>
    public required Octets SerialNumber { get; init; }

    /// <summary>Who issued it.</summary>
    public required CertificateName Issuer { get; init; }

    /// <summary>Whom it is about.</summary>
    public required CertificateName Subject { get; init; }

    /// <summary>The first moment of the validity period.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment of the validity period.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The extensions.</summary>
    public required CertificateExtensions Extensions { get; init; }

    /// <summary>Names the certified key, usually SHA-1 of its point; null where the extension is absent.</summary>
    public Octets? SubjectKeyIdentifier => Extensions.SubjectKeyIdentifier;

    /// <summary>Names the issuer's key; null where the extension is absent.</summary>
    public Octets? AuthorityKeyIdentifier => Extensions.AuthorityKeyIdentifier;

    /// <summary>The curve of the certified key, or null if it is not a curve that SGP.22 names.</summary>
    public EcCurve? Curve => _publicKey.Curve;

    /// <summary>The certified key, or null where <see cref="PublicKeyFault"/> says why it cannot be used.</summary>
    public EcPublicKey? PublicKey => _publicKey.Key;

    /// <summary><see cref="CertificateFault.UnsupportedCurve"/>, <see cref="CertificateFault.InvalidPublicKey"/>, or none.</summary>
    public CertificateFault PublicKeyFault => _publicKey.Fault;

    /// <summary>Reads one certificate.</summary>
    /// <param name="der">The DER encoding, no octet more. It is kept, not copied.</param>
    /// <param name="provider">Who verifies with the certified key; null for <see cref="CryptoProvider.PlatformFirst"/>.</param>
    /// <exception cref="Asn1ContentException">Not an X.509 certificate.</exception>
    public static RspCertificate Parse(Octets der, CryptoProvider? provider = null) =>
        CertificateReader.Read(der, provider ?? CryptoProvider.PlatformFirst);

    /// <summary>True if the policies hold this role.</summary>
    public bool HasRole(CertificateRole role)
    {
        if (Extensions.CertificatePolicies is not { } policies) return false;
        foreach (ObjectIdentifier policy in policies.Value.Span)
            if (policy == role.PolicyOid()) return true;
        return false;
    }

    /// <summary>The subject and the issuer.</summary>
    public override string ToString() => $"{Subject} (issued by {Issuer})";
}
