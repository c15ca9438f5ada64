using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Testing;

/// <summary>
/// Which of the certificates of a folder are a PKI: by their roles (SGP.22 v2.5 §4.5.2.1), and by who issued them. Of several for the same, those
/// with a private key, those that are accepted, those of the server with the lowest object identifier, and those that expire last come first.
/// Where none is accepted, one that is not is taken: tests want such, too.
/// </summary>
internal sealed class PkiChoice
{
    private readonly PkiFiles _files;
    private readonly EcCurve _curve;
    private readonly TrustedCi _trusted;

    internal PkiChoice(PkiFiles files, EcCurve curve)
    {
        (_files, _curve) = (files, curve);
        Ci = Of(CertificateRole.CertificateIssuer).Where(one => one.Certificate is { PublicKey: not null, SubjectKeyIdentifier: not null })
            .MaxBy(ci => files.Certificates.Count(one => one.Certificate.AuthorityKeyIdentifier == ci.Certificate.SubjectKeyIdentifier))
            ?? throw Missing("of a CI");
        _trusted = TrustedCi.From(Ci.Certificate);
    }

    internal PkiCertificate Ci { get; }

    /// <summary>The eUICC and its maker.</summary>
    internal (PkiCertificate Eum, PkiCertificate Euicc) Chip()
    {
        PkiCertificate euicc = Best(Of(CertificateRole.Euicc), one => Of(CertificateRole.Eum).Any(eum => IsGood(eum, one))) ?? throw Missing("of an eUICC");
        PkiCertificate eum = Best(Of(CertificateRole.Eum), one => IsGood(one, euicc)) ?? throw Missing("of an eUICC's maker (EUM)");
        return (eum, euicc);

        bool IsGood(PkiCertificate eum, PkiCertificate chip) => CertificateChain.CheckEuicc(eum.Certificate, chip.Certificate, _trusted, now: null).IsGood;
    }

    /// <summary>A server's; null if there is none.</summary>
    /// <param name="role">DpAuth, DpPb, DpTls, DsAuth or DsTls.</param>
    /// <param name="sameServer">Another certificate of the same server; null for any server.</param>
    internal PkiCertificate? Server(CertificateRole role, PkiCertificate? sameServer = null) =>
        Best(Of(role), one => CertificateChain.CheckServer(one.Certificate, _trusted, role, now: null) == CertificateFault.None, sameServer);

    /// <summary>The same where there must be one.</summary>
    internal PkiCertificate RequireServer(CertificateRole role, string what, PkiCertificate? sameServer = null) => Server(role, sameServer) ?? throw Missing(what);

    /// <summary>The private key that must be there.</summary>
    internal EcSigningKey KeyOf(PkiCertificate one) => _files.KeyOf(one.Certificate)
        ?? throw new PkiFileException(one.File, $"its private key is nowhere in {_files.Root}{_files.Unread()}");

    private PkiCertificate? Best(IEnumerable<PkiCertificate> candidates, Func<PkiCertificate, bool> isAccepted, PkiCertificate? sameServer = null) => candidates
        .OrderByDescending(one => _files.KeyOf(one.Certificate) is not null)
        .ThenByDescending(isAccepted)
        .ThenByDescending(one => sameServer is null || IdOf(one) == IdOf(sameServer))
        .ThenBy(IdOf, s_byArc)
        .ThenByDescending(one => one.Certificate.NotAfter)
        .FirstOrDefault();

    private IEnumerable<PkiCertificate> Of(CertificateRole role) =>
        _files.Certificates.Where(one => one.Certificate.Curve == _curve && RoleOf(one.Certificate) == role);

    /// <summary>A TLS certificate is one by its names, also where its role is wrong.</summary>
    private static CertificateRole? RoleOf(RspCertificate certificate)
    {
        foreach (CertificateRole role in s_roles)
        {
            if (!certificate.HasRole(role)) continue;
            if (certificate.Extensions.DnsNames.Count == 0) return role;
            return role is CertificateRole.DsAuth or CertificateRole.DsTls ? CertificateRole.DsTls : CertificateRole.DpTls;
        }
        return null;
    }

    private PkiFileException Missing(string what)
    {
        bool isOfV3 = _files.Certificates.Any(one => one.Certificate.Curve == _curve
            && (one.Certificate.Extensions.CertificatePolicies?.Value.Any(CertificateRoles.IsRole) ?? false) && RoleOf(one.Certificate) is null);
        string advice = isOfV3 ? "; those of SGP.22 v3 (variants A, B, C and Ov3 of SGP.26) are not taken here: name the folder of variant O" : "";
        return new(_files.Root, $"there is no certificate {what} on {_curve} in this folder{advice}{_files.Unread()}")
        {
            IsOfOtherCurve = !_files.Certificates.Any(one => one.Certificate.Curve == _curve),
        };
    }

    private static ObjectIdentifier? IdOf(PkiCertificate one) => one.Certificate.Extensions.RegisteredIds is { Count: > 0 } ids ? ids[0] : null;

    // 2.999.9 comes before 2.999.10.
    private static readonly Comparer<ObjectIdentifier?> s_byArc = Comparer<ObjectIdentifier?>.Create((one, other) =>
        string.CompareOrdinal(Padded(one), Padded(other)));

    private static string Padded(ObjectIdentifier? id) => id is { } some ? string.Join('.', some.Value.Split('.').Select(arc => arc.PadLeft(20, '0'))) : "";

    private static readonly CertificateRole[] s_roles =
    [
        CertificateRole.CertificateIssuer, CertificateRole.Euicc, CertificateRole.Eum, CertificateRole.DpTls, CertificateRole.DpAuth,
        CertificateRole.DpPb, CertificateRole.DsTls, CertificateRole.DsAuth,
    ];
}
