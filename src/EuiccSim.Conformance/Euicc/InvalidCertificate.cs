using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>
/// A way in which the certificate of a server can be wrong: those that SGP.26 has, and the others that SGP.22 v2.5 §4.5.2 leads to, each by changing that
/// one thing of a good certificate.
/// </summary>
/// <param name="Word">For the id of a case.</param>
/// <param name="Title">What it is.</param>
/// <param name="Make">The server with the certificate.</param>
/// <param name="Codes">The error codes that are right; 1 to 3 are the same for AuthenticateServer and PrepareDownload.</param>
/// <param name="Needs">What making it takes.</param>
internal sealed record InvalidCertificate(
    string Word, string Title, Func<CertificateForge, RspPki> Make, SequenceOf<AuthenticateErrorCode> Codes, SequenceOf<string> Needs)
{
    /// <summary>All of them.</summary>
    internal static IEnumerable<InvalidCertificate> All => [.. Issuers(), .. OtherRoles(), .. Extensions(), .. Keys(), .. Validity()];

    private static IEnumerable<InvalidCertificate> Issuers() =>
    [
        // No key of a CI is needed to damage a signature, or to come from another CI.
        new("bad-signature", "a bit of the CI's signature is changed", forge => forge.With(RemadeCertificate.WithBadSignature(forge.Good)), s_invalid, s_keys),
        new("foreign-ci", "it is of a CI that the eUICC does not know", forge => forge.With(Foreign(forge).Good, Foreign(forge).Key),
            [AuthenticateErrorCode.InvalidCertificate, AuthenticateErrorCode.CiPKUnknown], s_keys),
        new("ci-of-same-name", "another key signed it in the CI's name", forge => forge.With(forge.IssueWith(forge.Stock.Foreign.CiKey!)), s_invalid, s_keys),
        new("self-signed", "its own key signed it in the CI's name", forge => forge.With(forge.IssueWith(forge.Key)), s_invalid, s_keys),
        Row("sub-ca", "an issuer below the CI signed it", forge => forge.IssueBelow(forge.Stock.Foreign.EumKey!)),
        new("ci-itself", "it is CERT.CI.ECDSA, and the CI's key signs for the server", forge => forge.With(forge.Pki.Ci, forge.Pki.CiKey), s_invalid, s_ciKey),
    ];

    private static IEnumerable<InvalidCertificate> OtherRoles() =>
    [
        Role("role-ci", CertificateRole.CertificateIssuer),
        Role("role-euicc", CertificateRole.Euicc),
        Role("role-eum", CertificateRole.Eum),
        Role("role-dp-tls", CertificateRole.DpTls),
        Role("role-ds-tls", CertificateRole.DsTls),
        Row("role-other", "its policy is that of the SM-DP+'s other certificate", forge => forge.Issue(template =>
            template with { Policies = [(forge.Role == CertificateRole.DpPb ? CertificateRole.DpAuth : CertificateRole.DpPb).PolicyOid()] })),
        Row("role-unknown", "its policy is of no role, 2.23.146.1.2.1.8", forge => forge.Issue(template => template with { Policies = [new("2.23.146.1.2.1.8")] })),
        Row("no-policies", "certificatePolicies are absent", forge => forge.Remake(Extension.Policies, _ => null)),
        Row("policies-not-critical", "certificatePolicies are not critical", forge => forge.Remake(Extension.Policies, one => one with { Critical = false })),
    ];

    private static IEnumerable<InvalidCertificate> Extensions() =>
    [
        Row("key-agreement", "its keyUsage is keyAgreement", forge => forge.Issue(template => template with { KeyUsage = KeyUsage.KeyAgreement })),
        Row("ca", "it is a CA's: keyUsage keyCertSign, basicConstraints cA", forge => forge.Issue(template =>
            template with { KeyUsage = KeyUsage.KeyCertSign, BasicConstraints = new(IsCa: true, PathLength: null) })),
        Row("no-key-usage", "keyUsage is absent", forge => forge.Remake(Extension.KeyUsage, _ => null)),
        Row("key-usage-not-critical", "keyUsage is not critical", forge => forge.Remake(Extension.KeyUsage, one => one with { Critical = false })),
        Row("unknown-critical-extension", "it has a critical extension that nobody knows", forge =>
            forge.Issue(template => template with { UnknownCriticalExtension = new("2.999.99") })),
        Row("no-authority-key-id", "authorityKeyIdentifier is absent", forge => forge.Remake("2.5.29.35", _ => null)),
        Row("no-subject-key-id", "subjectKeyIdentifier is absent", forge => forge.Remake("2.5.29.14", _ => null)),
        // Both codes say it: the certificate lacks an extension, and the server its OID.
        Row("no-oid", "the server's OID (subjectAltName) is absent", forge => forge.Remake("2.5.29.17", _ => null), AuthenticateErrorCode.InvalidOid),
    ];

    private static IEnumerable<InvalidCertificate> Keys() =>
    [
        Curve("curve-p192", "its key is on P-192", "1.2.840.10045.3.1.1", P192),
        Curve("curve-brainpool-p192", "its key is on brainpoolP192r1", "1.3.36.3.3.2.8.1.1.3", Brainpool192),
        Curve("curve-p384", "its key is on P-384", "1.3.132.0.34", P384),
        Curve("curve-secp256k1", "its key is on secp256k1", "1.3.132.0.10", Secp256k1),
        // A point that is none cannot verify anything either.
        Row("point-off-curve", "its key is no point of its curve", forge => forge.WithKey(forge.Pki.Curve.Oid.Value, Secp256k1),
            AuthenticateErrorCode.InvalidSignature, AuthenticateErrorCode.UnsupportedCurve),
    ];

    private static IEnumerable<InvalidCertificate> Validity() =>
    [
        Dated("expired", "it has expired", forge => forge.Issue(template => template with { NotAfter = forge.Stock.Now.AddDays(-30) })),
        Dated("not-yet-valid", "its validity has not begun", forge => forge.Issue(template => template with { NotBefore = forge.Stock.Now.AddDays(30) })),
    ];

    private static InvalidCertificate Row(string word, string title, Func<CertificateForge, RspCertificate> make, params AuthenticateErrorCode[] more) =>
        new(word, title, forge => forge.With(make(forge)), [AuthenticateErrorCode.InvalidCertificate, .. more], s_ciKey);

    private static InvalidCertificate Role(string word, CertificateRole role) =>
        Row(word, $"its policy is that of {StandardName.Of(role)}", forge => forge.Issue(template => template with { Policies = [role.PolicyOid()] }));

    private static InvalidCertificate Curve(string word, string title, string oid, string point) =>
        new(word, title, forge => forge.With(forge.WithKey(oid, point)), [AuthenticateErrorCode.UnsupportedCurve], s_ciKey);

    private static InvalidCertificate Dated(string word, string title, Func<CertificateForge, RspCertificate> make) =>
        Row(word, title, make) with { Needs = [.. s_ciKey, EuiccDeclaration.Clock] };

    private static CertificateForge Foreign(CertificateForge forge) => forge with { Pki = forge.Stock.Foreign };

    private static readonly SequenceOf<AuthenticateErrorCode> s_invalid = [AuthenticateErrorCode.InvalidCertificate];
    private static readonly SequenceOf<string> s_keys = [EuiccDeclaration.Keys];
    private static readonly SequenceOf<string> s_ciKey = [EuiccDeclaration.Keys, EuiccDeclaration.CiKey];

    // Base points, which are as good as any: FIPS 186-4 D.1.2.1 and D.1.2.4, RFC 5639 §3.1, SEC 2 §2.4.1.
    private const string P192 = "04188DA80EB03090F67CBF20EB43A18800F4FF0AFD82FF101207192B95FFC8DA78631011ED6B24CDD573F977A11E794811";
    private const string Brainpool192 = "04C0A0647EAAB6A48753B033C56CB0F0900A2F5C4853375FD614B690866ABD5BB88B5F4828C1490002E6773FA2FA299B8F";

    private const string P384 = "04AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7"
        + "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F";

    private const string Secp256k1 = "0479BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"
        + "483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8";
}
