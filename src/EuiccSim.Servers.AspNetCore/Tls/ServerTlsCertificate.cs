using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>A certificate with its private key that a server shows in TLS, CERT.DP.TLS. SGP.22 v2.5 §4.5.2.1.</summary>
/// <remarks>The certificate belongs to the caller, who disposes it after the host.</remarks>
public sealed class ServerTlsCertificate
{
    /// <summary>Takes a certificate on one of the two curves of SGP.22.</summary>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <exception cref="ArgumentException">It has no private key, or a public key on another curve.</exception>
    public ServerTlsCertificate(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey) throw new ArgumentException("the TLS certificate has no private key", nameof(certificate));
        Curve = CurveOf(certificate.PublicKey) ?? throw new ArgumentException("the TLS certificate is on neither P-256 nor brainpoolP256r1", nameof(certificate));
        Certificate = certificate;
        Issuer = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } identifier
            ? Octets.Of(identifier.Span)
            : Octets.Empty;
    }

    /// <summary>What stands in the certificate: a platform that lacks the curve makes no key of it.</summary>
    private static EcCurve? CurveOf(PublicKey key)
    {
        if (key.Oid.Value != EcPublicKeyOid || key.EncodedParameters is not { RawData: var der }) return null;
        AsnReader parameters = new(der, AsnEncodingRules.DER);
        return parameters.PeekTag() == Asn1Tag.ObjectIdentifier ? EcCurve.FromOid(new(parameters.ReadObjectIdentifier())) : null;
    }

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The curve of its key.</summary>
    public EcCurve Curve { get; }

    /// <summary>The key identifier of the CI that issued it; empty if the certificate does not tell.</summary>
    internal Octets Issuer { get; }

    private const string EcPublicKeyOid = "1.2.840.10045.2.1";
}
