using System.Numerics;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>A certificate revocation list of a CI (RFC 5280 §5; SGP.22 v2.5 §4.6), with what was received kept beside what it means.</summary>
/// <remarks>Parsing checks the form only.</remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed record RevocationList
{
    /// <summary>The signed part (tbsCertList) with its tag and length, as received.</summary>
    public required Octets TbsCertList { get; init; }

    /// <summary>How the list is signed; ecdsa-with-SHA256 is 1.2.840.10045.4.3.2.</summary>
    public required ObjectIdentifier SignatureAlgorithm { get; init; }

    /// <summary>The signature; for ECDSA the DER encoding of Ecdsa-Sig-Value.</summary>
    public required Octets SignatureValue { get; init; }

    /// <summary>Who issued it.</summary>
    public required CertificateName Issuer { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>When the next one is issued at the latest; null where it does not say.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>The revoked certificates.</summary>
    public SequenceOf<RevokedCertificate> Revoked { get; init; } = [];

    /// <summary>authorityKeyIdentifier, its keyIdentifier: names the issuer's key; null where it is absent.</summary>
    public Octets? AuthorityKeyIdentifier { get; init; }

    /// <summary>cRLNumber: grows from one list to the next; null where it is absent.</summary>
    public BigInteger? Number { get; init; }

    /// <summary>deltaCRLIndicator: the number of the list that this one completes; null for a list that stands alone.</summary>
    public BigInteger? BaseNumber { get; init; }

    /// <summary>issuingDistributionPoint, its content as received: an issuer numbers the lists of each point for themselves.</summary>
    public Octets? DistributionPoint { get; init; }

    /// <summary>True if the list also names certificates of other issuers (indirectCRL of the issuingDistributionPoint).</summary>
    public bool IsIndirect { get; init; }

    /// <summary>id-rsp-totalPartialCrlNumber: in how many parts the list comes; null where it is absent.</summary>
    public int? TotalParts { get; init; }

    /// <summary>id-rsp-partialCrlNumber: which part this is, from 1 on; null where it is absent.</summary>
    public int? Part { get; init; }

    /// <summary>The critical extensions, of the list or of its entries, of which this implementation does not process the content.</summary>
    public SequenceOf<ObjectIdentifier> UnknownCritical { get; init; } = [];

    /// <summary>Reads one list.</summary>
    /// <param name="der">The DER encoding, no octet more. It is kept, not copied.</param>
    /// <exception cref="Asn1ContentException">Not a certificate revocation list of version 2.</exception>
    public static RevocationList Parse(Octets der) => RevocationListReader.Read(der);

    /// <summary>True if the issuer's key signed the list, with ecdsa-with-SHA256.</summary>
    public bool IsSignedBy(EcPublicKey issuer) =>
        SignatureAlgorithm == EcdsaWithSha256 && issuer.VerifyDer(TbsCertList.Span, SignatureValue.Span);

    private static readonly ObjectIdentifier EcdsaWithSha256 = new("1.2.840.10045.4.3.2");
}

/// <summary>One entry of a revocation list.</summary>
/// <param name="SerialNumber">The certificate's number at the issuer: the content octets of the INTEGER.</param>
/// <param name="RevocationDate">Since when it is not to be trusted.</param>
/// <param name="ExpirationDate">id-rsp-expDate: when the certificate expires; null where it is absent.</param>
/// <param name="IsRemoved">True in a list that completes another for a certificate that is no longer revoked (removeFromCRL).</param>
public sealed record RevokedCertificate(
    Octets SerialNumber, DateTimeOffset RevocationDate, DateTimeOffset? ExpirationDate = null, bool IsRemoved = false);
