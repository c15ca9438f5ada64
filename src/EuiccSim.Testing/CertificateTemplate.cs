using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>What a certificate to be issued says. Change a field with <c>with</c> to get one that is wrong in just that respect.</summary>
public sealed record CertificateTemplate
{
    /// <summary>The subject's attributes in their order.</summary>
    public required SequenceOf<AttributeTypeAndValue> Subject { get; init; }

    /// <summary>The certificate's number: a positive number, the most significant octet first.</summary>
    public required Octets SerialNumber { get; init; }

    /// <summary>The first moment of the validity period.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment of the validity period.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The policies, that is the role; empty for no such extension.</summary>
    public required SequenceOf<ObjectIdentifier> Policies { get; init; }

    /// <summary>Whether the policies are critical; they are but for TLS.</summary>
    public bool PoliciesAreCritical { get; init; } = true;

    /// <summary>What the key may be used for; the extension is critical, and absent for <see cref="KeyUsage.None"/>.</summary>
    public KeyUsage KeyUsage { get; init; } = KeyUsage.DigitalSignature;

    /// <summary>The registeredID of the subject alternative name, if any.</summary>
    public ObjectIdentifier? RegisteredId { get; init; }

    /// <summary>The dNSNames of the subject alternative name.</summary>
    public SequenceOf<string> DnsNames { get; init; } = [];

    /// <summary>The basic constraints (critical), if any.</summary>
    public BasicConstraints? BasicConstraints { get; init; }

    /// <summary>The one permitted directory name of the name constraints (critical), if any.</summary>
    public SequenceOf<AttributeTypeAndValue>? PermittedName { get; init; }

    /// <summary>The purposes of the extended key usage (critical); empty for no such extension.</summary>
    public SequenceOf<ObjectIdentifier> ExtendedKeyUsage { get; init; } = [];

    /// <summary>The addresses of the revocation lists; empty for no such extension.</summary>
    public SequenceOf<string> CrlAddresses { get; init; } = [];

    /// <summary>Whether the certificate names its key (subjectKeyIdentifier).</summary>
    public bool HasSubjectKeyIdentifier { get; init; } = true;

    /// <summary>Whether the certificate names its issuer's key (authorityKeyIdentifier); one that is self-signed never does.</summary>
    public bool HasAuthorityKeyIdentifier { get; init; } = true;

    /// <summary>A critical extension that nobody knows, if any.</summary>
    public ObjectIdentifier? UnknownCriticalExtension { get; init; }

    /// <summary>Issues the certificate.</summary>
    /// <param name="subjectKey">The key to certify.</param>
    /// <param name="issuer">The issuer's certificate, for its name and key identifier; null if the certificate is self-signed.</param>
    /// <param name="issuerKey">The issuer's key. With an <see cref="Rfc6979SigningKey"/> the same template gives the same octets.</param>
    public RspCertificate Issue(EcPublicKey subjectKey, RspCertificate? issuer, EcSigningKey issuerKey) =>
        RspCertificate.Parse(CertificateWriter.Write(this, subjectKey, issuer, issuerKey), subjectKey.Provider);
}
