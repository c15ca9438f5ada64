namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>Why a certificate is not accepted. <see cref="None"/> means that it is.</summary>
public enum CertificateFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>It cannot be read as a certificate.</summary>
    Malformed,

    /// <summary>Issuer name or authority key identifier are not those of the issuer at hand.</summary>
    UnknownIssuer,

    /// <summary>The issuer's key does not verify the signature, or it is not ecdsa-with-SHA256.</summary>
    BadSignature,

    /// <summary>The policy of the expected role is absent, not critical where it must be, or stands beside another role.</summary>
    WrongRole,

    /// <summary>The key usage for the role is absent or not critical.</summary>
    WrongKeyUsage,

    /// <summary>A TLS certificate is not marked for TLS servers.</summary>
    WrongExtendedKeyUsage,

    /// <summary>A critical extension that this implementation does not process.</summary>
    UnknownCriticalExtension,

    /// <summary>The public key is not on a curve that SGP.22 names, or is no elliptic curve key.</summary>
    UnsupportedCurve,

    /// <summary>The public key is not a point of its curve.</summary>
    InvalidPublicKey,

    /// <summary>The validity period has not begun.</summary>
    NotYetValid,

    /// <summary>The validity period is over.</summary>
    Expired,

    /// <summary>No registeredID, the object identifier of the server or maker, in the subject alternative name.</summary>
    MissingOid,

    /// <summary>The certificate for profile binding names another server than the one for authentication.</summary>
    OidMismatch,

    /// <summary>A certificate that issues others is not marked as a CA.</summary>
    NotACa,

    /// <summary>There are more certificates below an issuer than it permits.</summary>
    PathTooLong,

    /// <summary>The eUICC's organization or EID is not one that its maker's certificate permits.</summary>
    NotWithinNameConstraints,

    /// <summary>The subject's serialNumber is not an EID of 32 decimal digits.</summary>
    InvalidEid,

    /// <summary>A revocation list of its issuer names it.</summary>
    Revoked,

    /// <summary>It does not name its own key (subjectKeyIdentifier), or does not name its issuer's (authorityKeyIdentifier).</summary>
    MissingKeyIdentifier,
}
