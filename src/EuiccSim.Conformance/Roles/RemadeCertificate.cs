using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Conformance.Roles;

/// <summary>One extension of a certificate.</summary>
/// <param name="Oid">Which.</param>
/// <param name="Critical">Whether who does not understand it must refuse the certificate.</param>
/// <param name="Content">The octets of its value.</param>
internal sealed record Extension(string Oid, bool Critical, Octets Content)
{
    internal const string SubjectKeyIdentifier = "2.5.29.14";
    internal const string KeyUsage = "2.5.29.15";
    internal const string SubjectAltName = "2.5.29.17";
    internal const string BasicConstraints = "2.5.29.19";
    internal const string NameConstraints = "2.5.29.30";
    internal const string Policies = "2.5.29.32";
    internal const string AuthorityKeyIdentifier = "2.5.29.35";
}

/// <summary>A certificate taken apart and put together again with one thing changed, signed by the same issuer.</summary>
internal static class RemadeCertificate
{
    /// <summary>With other extensions.</summary>
    internal static RspCertificate WithExtensions(RspCertificate original, EcSigningKey issuer, Func<Extension, Extension?> change)
    {
        CertificateParts parts = CertificateParts.Of(original);
        return (parts with { Extensions = SequenceOf.From(parts.Extensions.Select(change).OfType<Extension>()) }).Sign(issuer);
    }

    /// <summary>With a key on another curve: its object identifier, and '04', X, Y.</summary>
    internal static RspCertificate WithKey(RspCertificate original, EcSigningKey issuer, string curve, string point) =>
        CertificateParts.Of(original).WithKey(curve, Octets.FromHex(point)).Sign(issuer);

    /// <summary>With one bit of the signature changed.</summary>
    internal static RspCertificate WithBadSignature(RspCertificate original) => RspCertificate.Parse(BoundPackage.Damage(original.Encoded, -1));
}
