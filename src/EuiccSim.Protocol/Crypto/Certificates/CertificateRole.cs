using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>What a certificate may be used for. The number is the last arc of its policy identifier (SGP.22 v2.5 §4.5.2.1 and Annex
/// H).</summary>
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
}

/// <summary>The policy identifiers of the roles.</summary>
public static class CertificateRoles
{
    private static readonly ObjectIdentifier[] Policies =
    [
        new("2.23.146.1.2.1.0"), new("2.23.146.1.2.1.1"), new("2.23.146.1.2.1.2"), new("2.23.146.1.2.1.3"),
        new("2.23.146.1.2.1.4"), new("2.23.146.1.2.1.5"), new("2.23.146.1.2.1.6"), new("2.23.146.1.2.1.7"),
    ];

    /// <summary>The certificate policy that stands for a role, 2.23.146.1.2.1.n.</summary>
    public static ObjectIdentifier PolicyOid(this CertificateRole role) => Policies[(int)role];

    /// <summary>True if the policy belongs to the arc of roles, 2.23.146.1.2.1, whether or not this version knows the role.</summary>
    internal static bool IsRole(ObjectIdentifier policy) => policy.Value.StartsWith("2.23.146.1.2.1.", StringComparison.Ordinal);
}
