using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>
/// What SGP.22 adds to a path of certificates that was found good by the rules of the web (RFC 5280): certificates of another role, an eUICC
/// maker's for one, are nobody's in TLS, whoever is trusted at the end of the path.
/// </summary>
public static class TlsPathRoles
{
    /// <summary>True if no certificate on the path has a role that is not for TLS.</summary>
    /// <param name="path">The certificate of the server or client first, then its issuers.</param>
    public static bool AreForTls(IEnumerable<X509Certificate2> path)
    {
        bool isFirst = true;
        foreach (X509Certificate2 certificate in path)
        {
            if (!AreForTls(certificate, isFirst ? Ends : Issuers)) return false;
            isFirst = false;
        }
        return true;
    }

    private static bool AreForTls(X509Certificate2 certificate, CertificateRole[] allowed)
    {
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != CertificatePolicies) continue;
            if (PoliciesIn(extension.RawData) is not { } policies) return false;
            foreach (ObjectIdentifier policy in policies)
                if (CertificateRoles.IsRole(policy) && !Array.Exists(allowed, role => role.PolicyOid() == policy)) return false;
        }
        return true;
    }

    /// <summary>Null if they cannot be read.</summary>
    private static List<ObjectIdentifier>? PoliciesIn(byte[] content)
    {
        try
        {
            List<ObjectIdentifier> policies = [];
            AsnReader sequence = new AsnReader(content, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData) policies.Add(new(sequence.ReadSequence().ReadObjectIdentifier()));
            return policies;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private const string CertificatePolicies = "2.5.29.32";

    private static readonly CertificateRole[] Ends =
        [CertificateRole.DpTls, CertificateRole.DsTls, CertificateRole.DpTlsV3, CertificateRole.DsTlsV3];

    private static readonly CertificateRole[] Issuers =
        [CertificateRole.CertificateIssuer, CertificateRole.CiSubCa, CertificateRole.DpSubCa, CertificateRole.DsSubCa];
}
