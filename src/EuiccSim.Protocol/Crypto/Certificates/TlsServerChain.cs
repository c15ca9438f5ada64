namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>The rules for the chain of a TLS server's certificate under a CI. Revocation is not looked at.</summary>
/// <remarks>
/// In SGP.22 v2.5 (§2.6.6, §4.5.2) the CI issues it itself. SGP.22 v3 lets an issuer below the CI, and one of the SM-DP+'s or SM-DS's
/// certificates, stand between. Nobody else issues certificates of TLS servers: not the makers of eUICCs, although they are CAs under the CI.
/// </remarks>
public static class TlsServerChain
{
    /// <summary>Finds the way to a CI, and checks every certificate on it.</summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="sent">What else it sent, in any order.</param>
    /// <param name="cis">The CIs that are trusted.</param>
    /// <param name="now">The time for validity periods; null not to check them.</param>
    /// <returns>Null where no way leads to one of the CIs.</returns>
    public static TlsServerChainOutcome? Check(
        RspCertificate certificate, IReadOnlyCollection<RspCertificate> sent, IReadOnlyCollection<TrustedCi> cis, DateTimeOffset? now)
    {
        // From the server's upwards; one more than is allowed is enough to tell that there are too many.
        List<RspCertificate> path = [certificate];
        while (path.Count <= LongestPath)
        {
            if (TrustedCi.TryFind(cis, path[^1], out TrustedCi? ci)) return CheckPath(path, ci, now);
            if (IssuerOf(path[^1], sent) is not { } issuer || path.Contains(issuer)) return null;
            path.Add(issuer);
        }
        return null;
    }

    private static RspCertificate? IssuerOf(RspCertificate certificate, IReadOnlyCollection<RspCertificate> sent)
    {
        RspCertificate? named = null;
        foreach (RspCertificate candidate in sent)
        {
            if (candidate.SubjectKeyIdentifier is not { } identifier || identifier != certificate.AuthorityKeyIdentifier) continue;
            named ??= candidate;
            // A key can have several certificates.
            if (candidate.Subject.Matches(certificate.Issuer)) return candidate;
        }
        return named;
    }

    private static TlsServerChainOutcome CheckPath(List<RspCertificate> path, TrustedCi ci, DateTimeOffset? now)
    {
        TrustedCi issuer = ci;
        CertificateRole above = CertificateRole.CertificateIssuer;
        for (int i = path.Count - 1; i > 0; i--)
        {
            CertificateFault fault = CheckIssuer(path, i, issuer, above, now);
            if (fault != CertificateFault.None) return new(fault, path[i]);
            above = RoleOf(path[i], IssuersBelow(above)) ?? above; // it has one: it was just accepted
            issuer = new(path[i].SubjectKeyIdentifier!.Value, path[i].PublicKey!, path[i].Subject, path[i].Extensions.BasicConstraints?.Value.PathLength);
        }
        CertificateRole[] servers = ServersBelow(above);
        return new(CertificateChain.CheckServer(path[0], issuer, RoleOf(path[0], servers) ?? servers[0], now), path[0]);
    }

    /// <param name="path">The whole path.</param>
    /// <param name="index">Whose turn it is; <paramref name="index"/> - 1 issuers are below.</param>
    /// <param name="issuer">Who issued it.</param>
    /// <param name="above">The issuer's role.</param>
    /// <param name="now">The time.</param>
    private static CertificateFault CheckIssuer(List<RspCertificate> path, int index, TrustedCi issuer, CertificateRole above, DateTimeOffset? now)
    {
        RspCertificate certificate = path[index];
        // A certificate of another role is another's affair, whatever else is wrong with it.
        if (RoleOf(certificate, IssuersBelow(above)) is not { } role) return CertificateFault.WrongRole;
        CertificateFault fault = CertificateChain.CheckCommon(certificate, issuer, role, KeyUsage.KeyCertSign, now);
        if (fault != CertificateFault.None) return fault;
        CertificateExtensions extensions = certificate.Extensions;
        if (extensions.BasicConstraints is not { Critical: true, Value: { IsCa: true } constraints }) return CertificateFault.NotACa;
        if (issuer.PathLength < index || constraints.PathLength < index - 1) return CertificateFault.PathTooLong;
        if (extensions.ExtendedKeyUsage is not null && !CertificateChain.HasPurpose(certificate, CertificateChain.ServerAuthentication))
            return CertificateFault.WrongExtendedKeyUsage;
        return extensions.NameConstraints is { } names ? CheckNames(path, index, names.Value) : CertificateFault.None;
    }

    private static CertificateFault CheckNames(List<RspCertificate> path, int index, NameConstraints constraints)
    {
        // RFC 5280 §4.2.1.10: what is not understood here is a reason to refuse.
        if (constraints.HasOtherForms) return CertificateFault.UnknownCriticalExtension;
        for (int i = index - 1; i >= 0; i--)
            if (!IsWithin(path[i].Subject, constraints)) return CertificateFault.NotWithinNameConstraints;
        return CertificateFault.None;
    }

    // As in CertificateChain, the constraints of SGP.26 leave out the country: what they name must be there, once.
    private static bool IsWithin(CertificateName subject, NameConstraints constraints)
    {
        foreach (CertificateName permitted in constraints.PermittedNames.Span)
        {
            bool isWithin = permitted.Attributes.Count > 0;
            foreach (AttributeTypeAndValue wanted in permitted.Attributes.Span)
                isWithin &= subject.Attributes.Count(one => one.Type == wanted.Type) == 1 && subject.Attributes.Contains(wanted);
            if (isWithin) return true;
        }
        return false;
    }

    private static CertificateRole? RoleOf(RspCertificate certificate, CertificateRole[] accepted)
    {
        foreach (CertificateRole role in accepted)
            if (certificate.HasRole(role)) return role;
        return null;
    }

    private static CertificateRole[] IssuersBelow(CertificateRole issuer) => issuer switch
    {
        CertificateRole.CertificateIssuer => [CertificateRole.CiSubCa, CertificateRole.DpSubCa, CertificateRole.DsSubCa],
        CertificateRole.CiSubCa => [CertificateRole.DpSubCa, CertificateRole.DsSubCa],
        _ => [],
    };

    private static CertificateRole[] ServersBelow(CertificateRole issuer) => issuer switch
    {
        CertificateRole.DpSubCa => [CertificateRole.DpTls, CertificateRole.DpTlsV3],
        CertificateRole.DsSubCa => [CertificateRole.DsTls, CertificateRole.DsTlsV3],
        _ => [CertificateRole.DpTls, CertificateRole.DsTls, CertificateRole.DpTlsV3, CertificateRole.DsTlsV3],
    };

    private const int LongestPath = 8;
}

/// <summary>The outcome for the chain of a TLS server.</summary>
/// <param name="Fault">What is wrong; none if the server's certificate is accepted.</param>
/// <param name="Certificate">With which certificate: the server's own, or one of its issuers'.</param>
public readonly record struct TlsServerChainOutcome(CertificateFault Fault, RspCertificate Certificate);
