using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>The rules by which certificates are accepted (SGP.22 v2.5 §4.5.2.2), each as a plain outcome. Revocation is not looked
/// at.</summary>
/// <remarks>Generic chain engines do not fit: they refuse or ignore the name constraints of an EUM certificate.</remarks>
public static class CertificateChain
{
    /// <summary>Checks a certificate of an SM-DP+ or SM-DS that a CI issued directly.</summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="ci">The CI that was agreed on.</param>
    /// <param name="role">The role it must have: DpAuth, DpPb, DpTls, DsAuth or DsTls.</param>
    /// <param name="now">The time for the validity period; null where there is no clock, as in an eUICC.</param>
    public static CertificateFault CheckServer(RspCertificate certificate, TrustedCi ci, CertificateRole role, DateTimeOffset? now)
    {
        CertificateFault fault = CheckCommon(certificate, ci, role, KeyUsage.DigitalSignature, now);
        if (fault != CertificateFault.None) return fault;
        if (certificate.Extensions.RegisteredIds.Count == 0) return CertificateFault.MissingOid;
        return role.IsTls() && !HasPurpose(certificate, ServerAuthentication) ? CertificateFault.WrongExtendedKeyUsage : CertificateFault.None;
    }

    /// <summary>Checks the certificate with which an SM-DP+ or SM-DS comes to another server, as TLS client (SGP.22 v2.5 §6.1).</summary>
    /// <param name="certificate">The certificate; servers have one for both directions.</param>
    /// <param name="ci">The CI that issued it.</param>
    /// <param name="role">DpTls or DsTls.</param>
    /// <param name="now">The time for the validity period; null not to check it.</param>
    public static CertificateFault CheckTlsClient(RspCertificate certificate, TrustedCi ci, CertificateRole role, DateTimeOffset? now)
    {
        CertificateFault fault = CheckCommon(certificate, ci, role, KeyUsage.DigitalSignature, now);
        if (fault != CertificateFault.None) return fault;
        if (certificate.Extensions.RegisteredIds.Count == 0) return CertificateFault.MissingOid;
        return HasPurpose(certificate, ClientAuthentication) ? CertificateFault.None : CertificateFault.WrongExtendedKeyUsage;
    }

    /// <summary>Checks an SM-DP+'s certificate for profile binding, and that it is of the server that authenticated before (SGP.22 v2.5
    /// §5.7.5).</summary>
    /// <param name="binding">CERT.DPpb.ECDSA.</param>
    /// <param name="authentication">CERT.DPauth.ECDSA, which was accepted before.</param>
    /// <param name="ci">The CI that was agreed on.</param>
    /// <param name="now">The time for the validity period; null where there is no clock.</param>
    public static CertificateFault CheckProfileBinding(RspCertificate binding, RspCertificate authentication, TrustedCi ci, DateTimeOffset? now)
    {
        CertificateFault fault = CheckServer(binding, ci, CertificateRole.DpPb, now);
        if (fault != CertificateFault.None) return fault;
        bool isSameServer = binding.Extensions.RegisteredIds.Equals(authentication.Extensions.RegisteredIds);
        return isSameServer ? CertificateFault.None : CertificateFault.OidMismatch;
    }

    /// <summary>Checks an eUICC's certificate and its maker's.</summary>
    /// <param name="eum">CERT.EUM.ECDSA.</param>
    /// <param name="euicc">CERT.EUICC.ECDSA.</param>
    /// <param name="ci">The CI that the EUM names.</param>
    /// <param name="now">The time for the validity periods; null not to check them.</param>
    public static EuiccChainOutcome CheckEuicc(RspCertificate eum, RspCertificate euicc, TrustedCi ci, DateTimeOffset? now)
    {
        CertificateFault fault = CheckEum(eum, ci, now);
        return fault != CertificateFault.None ? new(fault, CertificateFault.None) : new(fault, CheckEuiccBelow(eum, euicc, now));
    }

    /// <summary>True if one of the certificate's dNSNames is this host name. Letter case is ignored; there are no wildcards in
    /// SGP.22.</summary>
    public static bool NamesHost(RspCertificate certificate, string host)
    {
        foreach (string name in certificate.Extensions.DnsNames.Span)
            if (string.Equals(name, host, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static CertificateFault CheckEum(RspCertificate eum, TrustedCi ci, DateTimeOffset? now)
    {
        CertificateFault fault = CheckCommon(eum, ci, CertificateRole.Eum, KeyUsage.KeyCertSign, now);
        if (fault != CertificateFault.None) return fault;
        CertificateExtensions extensions = eum.Extensions;
        if (extensions.BasicConstraints is not { Critical: true, Value.IsCa: true }) return CertificateFault.NotACa;
        if (ci.PathLength is 0) return CertificateFault.PathTooLong;
        if (extensions.RegisteredIds.Count == 0) return CertificateFault.MissingOid;
        // Without its constraints an EUM could certify the chips of any other.
        if (extensions.NameConstraints is not { Critical: true } constraints) return CertificateFault.NotWithinNameConstraints;
        return constraints.Value.HasOtherForms ? CertificateFault.UnknownCriticalExtension : CertificateFault.None;
    }

    private static CertificateFault CheckEuiccBelow(RspCertificate eum, RspCertificate euicc, DateTimeOffset? now)
    {
        TrustedCi issuer = new(eum.SubjectKeyIdentifier!.Value, eum.PublicKey!, eum.Subject); // the EUM was just accepted
        CertificateFault fault = CheckCommon(euicc, issuer, CertificateRole.Euicc, KeyUsage.DigitalSignature, now);
        if (fault != CertificateFault.None) return fault;
        if (euicc.Subject.SerialNumber is not { Length: EidDigits } eid) return CertificateFault.InvalidEid;
        if (eid.AsSpan().ContainsAnyExceptInRange('0', '9')) return CertificateFault.InvalidEid;
        foreach (CertificateName permitted in eum.Extensions.NameConstraints!.Value.Value.PermittedNames.Span)
            if (IsWithin(euicc.Subject, eid, permitted)) return CertificateFault.None;
        return CertificateFault.NotWithinNameConstraints;
    }

    // Not the subtree match of RFC 5280: the constraint has no C, and its serialNumber is the beginning of the EID.
    private static bool IsWithin(CertificateName subject, string eid, CertificateName permitted) =>
        permitted.Organization is { } organization && organization == subject.Organization
        && permitted.SerialNumber is { Length: > 0 } prefix && eid.StartsWith(prefix, StringComparison.Ordinal);

    internal static CertificateFault CheckCommon(RspCertificate certificate, TrustedCi issuer, CertificateRole role, KeyUsage usage, DateTimeOffset? now)
    {
        if (certificate.AuthorityKeyIdentifier is not { } authority) return CertificateFault.MissingKeyIdentifier;
        bool isIssuedBy = authority == issuer.SubjectKeyIdentifier && (issuer.Name is null || certificate.Issuer.Matches(issuer.Name));
        if (!isIssuedBy) return CertificateFault.UnknownIssuer;
        if (certificate.SignatureAlgorithm != EcdsaWithSha256) return CertificateFault.BadSignature;
        if (!issuer.PublicKey.VerifyDer(certificate.TbsCertificate.Span, certificate.SignatureValue.Span)) return CertificateFault.BadSignature;
        // At once: of what has expired nobody need know what else is wrong with it.
        if (now < certificate.NotBefore) return CertificateFault.NotYetValid;
        if (now > certificate.NotAfter) return CertificateFault.Expired;
        CertificateExtensions extensions = certificate.Extensions;
        if (extensions.SubjectKeyIdentifier is null) return CertificateFault.MissingKeyIdentifier;
        if (extensions.UnknownCritical.Count != 0) return CertificateFault.UnknownCriticalExtension;
        if (extensions.KeyUsage is not { Critical: true } keyUsage || (keyUsage.Value & usage) == 0) return CertificateFault.WrongKeyUsage;
        if (!HasOnlyRole(certificate, role)) return CertificateFault.WrongRole;
        return certificate.PublicKeyFault;
    }

    private static bool HasOnlyRole(RspCertificate certificate, CertificateRole role)
    {
        if (certificate.Extensions.CertificatePolicies is not { } policies) return false;
        if (!policies.Critical && !role.IsTls()) return false;
        foreach (ObjectIdentifier policy in policies.Value.Span)
            if (policy != role.PolicyOid() && CertificateRoles.IsRole(policy)) return false;
        return certificate.HasRole(role);
    }

    internal static bool HasPurpose(RspCertificate certificate, ObjectIdentifier purpose)
    {
        if (certificate.Extensions.ExtendedKeyUsage is not { } purposes) return false;
        foreach (ObjectIdentifier candidate in purposes.Value.Span)
            if (candidate == purpose) return true;
        return false;
    }

    private const int EidDigits = 32;
    private static readonly ObjectIdentifier EcdsaWithSha256 = new("1.2.840.10045.4.3.2");
    internal static readonly ObjectIdentifier ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly ObjectIdentifier ClientAuthentication = new("1.3.6.1.5.5.7.3.2");
}

/// <summary>The outcome for both certificates of an eUICC; a server answers with different codes for each.</summary>
/// <param name="Eum">What is wrong with the maker's certificate.</param>
/// <param name="Euicc">What is wrong with the eUICC's; none where the maker's was refused already.</param>
public readonly record struct EuiccChainOutcome(CertificateFault Eum, CertificateFault Euicc)
{
    /// <summary>True if both are accepted.</summary>
    public bool IsGood => Eum == CertificateFault.None && Euicc == CertificateFault.None;
}
