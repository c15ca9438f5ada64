using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>The extensions of a certificate that SGP.22 gives a meaning (v2.5 §4.5.2.1; RFC 5280 §4.2.1). Absent ones are null.</summary>
public sealed record CertificateExtensions
{
    /// <summary>subjectKeyIdentifier: names the certified key, usually SHA-1 of its point, 20 octets.</summary>
    public Octets? SubjectKeyIdentifier { get; init; }

    /// <summary>authorityKeyIdentifier, its keyIdentifier: names the issuer's key.</summary>
    public Octets? AuthorityKeyIdentifier { get; init; }

    /// <summary>keyUsage.</summary>
    public CertificateExtension<KeyUsage>? KeyUsage { get; init; }

    /// <summary>certificatePolicies, the policy identifiers. One of them is the role.</summary>
    public CertificateExtension<SequenceOf<ObjectIdentifier>>? CertificatePolicies { get; init; }

    /// <summary>subjectAltName, its registeredID entries: the object identifier of a server, a maker or an issuer.</summary>
    public SequenceOf<ObjectIdentifier> RegisteredIds { get; init; } = [];

    /// <summary>subjectAltName, its dNSName entries.</summary>
    public SequenceOf<string> DnsNames { get; init; } = [];

    /// <summary>basicConstraints.</summary>
    public CertificateExtension<BasicConstraints>? BasicConstraints { get; init; }

    /// <summary>extKeyUsage, the purposes.</summary>
    public CertificateExtension<SequenceOf<ObjectIdentifier>>? ExtendedKeyUsage { get; init; }

    /// <summary>nameConstraints.</summary>
    public CertificateExtension<NameConstraints>? NameConstraints { get; init; }

    /// <summary>The critical extensions of which this implementation does not process the content.</summary>
    public SequenceOf<ObjectIdentifier> UnknownCritical { get; init; } = [];
}

/// <summary>The content of an extension, and whether it is critical.</summary>
/// <typeparam name="T">The content.</typeparam>
/// <param name="Value">The content.</param>
/// <param name="Critical">True if who does not understand the extension must refuse the certificate.</param>
public readonly record struct CertificateExtension<T>(T Value, bool Critical);

/// <summary>What a key may be used for (RFC 5280 §4.2.1.3). Bit n of the standard is 1 &lt;&lt; n.</summary>
[Flags]
public enum KeyUsage : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>digitalSignature.</summary>
    DigitalSignature = 1UL << 0,

    /// <summary>nonRepudiation.</summary>
    NonRepudiation = 1UL << 1,

    /// <summary>keyEncipherment.</summary>
    KeyEncipherment = 1UL << 2,

    /// <summary>dataEncipherment.</summary>
    DataEncipherment = 1UL << 3,

    /// <summary>keyAgreement.</summary>
    KeyAgreement = 1UL << 4,

    /// <summary>keyCertSign: the key signs certificates.</summary>
    KeyCertSign = 1UL << 5,

    /// <summary>cRLSign: the key signs revocation lists.</summary>
    CrlSign = 1UL << 6,

    /// <summary>encipherOnly.</summary>
    EncipherOnly = 1UL << 7,

    /// <summary>decipherOnly.</summary>
    DecipherOnly = 1UL << 8,
}

/// <summary>Whether a certificate issues others (RFC 5280 §4.2.1.9).</summary>
/// <param name="IsCa">True if it does.</param>
/// <param name="PathLength">How many CA certificates may follow below it; null for any number.</param>
public sealed record BasicConstraints(bool IsCa, int? PathLength);

/// <summary>The names that certificates below an issuer may have (RFC 5280 §4.2.1.10).</summary>
/// <param name="PermittedNames">The permitted directory names. For an EUM each holds O and, as serialNumber, the leading digits of its
/// EIDs.</param>
/// <param name="HasOtherForms">True if there are excluded names, permitted names of another form, or limits, which this implementation does
/// not process.</param>
public sealed record NameConstraints(SequenceOf<CertificateName> PermittedNames, bool HasOtherForms);
