using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>A certificate issuer's key that is trusted without further proof: what an eUICC keeps in its ECASD (SGP.22 v2.5
/// §2.4.2).</summary>
/// <param name="SubjectKeyIdentifier">Names the key; an element of euiccCiPKIdListForVerification.</param>
/// <param name="PublicKey">PK.CI.ECDSA.</param>
/// <param name="Name">The issuer's name; where it is null, only the key identifier and the signature tell the issuer.</param>
/// <param name="PathLength">How many CA certificates may stand below it; null for any number.</param>
public sealed record TrustedCi(Octets SubjectKeyIdentifier, EcPublicKey PublicKey, CertificateName? Name = null, int? PathLength = null)
{
    /// <summary>The key and the name in a CI's own certificate. Nothing is checked: the caller trusts it.</summary>
    /// <exception cref="EcKeyException">The certificate has no usable key, or no subject key identifier.</exception>
    public static TrustedCi From(RspCertificate certificate)
    {
        if (certificate.PublicKey is not { } key) throw new EcKeyException($"the key of {certificate.Subject}: {certificate.PublicKeyFault}");
        if (certificate.SubjectKeyIdentifier is not { } identifier) throw new EcKeyException($"{certificate.Subject} has no subject key identifier");
        return new TrustedCi(identifier, key, certificate.Subject, certificate.Extensions.BasicConstraints?.Value.PathLength);
    }

    /// <summary>Finds the CI that a certificate says it was issued by.</summary>
    /// <returns>False where none of them has the certificate's authority key identifier.</returns>
    public static bool TryFind(IEnumerable<TrustedCi> trusted, RspCertificate certificate, [NotNullWhen(true)] out TrustedCi? ci)
    {
        ci = null;
        if (certificate.AuthorityKeyIdentifier is not { } authority) return false;
        foreach (TrustedCi candidate in trusted)
        {
            if (candidate.SubjectKeyIdentifier != authority) continue;
            ci = candidate;
            return true;
        }
        return false;
    }
}
