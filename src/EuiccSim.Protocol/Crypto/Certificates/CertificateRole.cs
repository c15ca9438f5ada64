using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>What a certificate may be used for. Up to 7 the number is the last arc of its policy identifier (SGP.22 v2.5 §4.5.2.1 and
/// Annex H); those above are of SGP.22 v3, whose TLS certificates can have issuers between them and the CI.</summary>
public enum CertificateRole
{
    /// <summary>The certificate issuer, id-rspRole-ci.</summary>
    CertificateIssuer = 0,

    /// <summary>An eUICC, id-rspRole-euicc.</summary>
    Euicc = 1,

    /// <summary>The maker of eUICCs, id-rspRole-eum.</summary>
    Eum = 2,

    /// <summary>An SM-DP+ as TLS server, id-rspRole-dp-tls.</summary>
    DpTls = 3,

    /// <summary>An SM-DP+ authenticating to an eUICC, id-rspRole-dp-auth.</summary>
    DpAuth = 4,

    /// <summary>An SM-DP+ binding Profiles, id-rspRole-dp-pb.</summary>
    DpPb = 5,

    /// <summary>An SM-DS as TLS server, id-rspRole-ds-tls.</summary>
    DsTls = 6,

    /// <summary>An SM-DS authenticating to an eUICC, id-rspRole-ds-auth.</summary>
    DsAuth = 7,

    /// <summary>An issuer below the CI, SGP.22 v3.</summary>
    CiSubCa = 8,

    /// <summary>An issuer of an SM-DP+'s certificates, SGP.22 v3.</summary>
    DpSubCa = 9,

    /// <summary>An issuer of an SM-DS's certificates, SGP.22 v3.</summary>
    DsSubCa = 10,

    /// <summary>An SM-DP+ as TLS server, SGP.22 v3.</summary>
    DpTlsV3 = 11,

    /// <summary>An SM-DS as TLS server, SGP.22 v3.</summary>
    DsTlsV3 = 12,
}

/// <summary>The policy identifiers of the roles.</summary>
public static class CertificateRoles
{
    private static readonly ObjectIdentifier[] Policies =
    [
        new("2.23.146.1.2.1.0"), new("2.23.146.1.2.1.1"), new("2.23.146.1.2.1.2"), new("2.23.146.1.2.1.3"),
        new("2.23.146.1.2.1.4"), new("2.23.146.1.2.1.5"), new("2.23.146.1.2.1.6"), new("2.23.146.1.2.1.7"),
        new("2.23.146.1.2.1.0.0"), new("2.23.146.1.2.1.0.0.1"), new("2.23.146.1.2.1.0.0.2"),
        new("2.23.146.1.2.1.0.0.1.0"), new("2.23.146.1.2.1.0.0.2.0"),
    ];

    /// <summary>The certificate policy that stands for a role: 2.23.146.1.2.1.n, with more arcs for roles of SGP.22 v3.</summary>
    public static ObjectIdentifier PolicyOid(this CertificateRole role) => Policies[(int)role];

    /// <summary>True for the certificates of TLS servers.</summary>
    internal static bool IsTls(this CertificateRole role) =>
        role is CertificateRole.DpTls or CertificateRole.DsTls or CertificateRole.DpTlsV3 or CertificateRole.DsTlsV3;

    /// <summary>True if the policy belongs to the arc of roles, 2.23.146.1.2.1, whether or not this version knows the role.</summary>
    internal static bool IsRole(ObjectIdentifier policy) => policy.Value.StartsWith("2.23.146.1.2.1.", StringComparison.Ordinal);
}
