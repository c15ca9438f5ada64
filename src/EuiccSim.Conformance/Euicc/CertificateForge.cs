using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Makes certificates of a server that are wrong in one respect, by the key of a CI that the card trusts.</summary>
/// <param name="Pki">The server, and its CI.</param>
/// <param name="Role">DpAuth, DpPb or DsAuth.</param>
/// <param name="Stock">What the run has: another CI, the time, numbers.</param>
internal sealed record CertificateForge(RspPki Pki, CertificateRole Role, RunStock Stock)
{
    /// <summary>The good certificate.</summary>
    internal RspCertificate Good => Role switch
    {
        CertificateRole.DpPb => Pki.DpPb,
        CertificateRole.DsAuth => Pki.DsAuth!,
        _ => Pki.DpAuth,
    };

    /// <summary>Its key.</summary>
    internal EcSigningKey Key => Role switch
    {
        CertificateRole.DpPb => Pki.DpPbKey,
        CertificateRole.DsAuth => Pki.DsAuthKey!,
        _ => Pki.DpAuthKey,
    };

    /// <summary>The server with another certificate in this role.</summary>
    internal RspPki With(RspCertificate certificate, EcSigningKey? key = null) => Role == CertificateRole.DpPb
        ? Pki with { DpPb = certificate, DpPbKey = key ?? Key }
        : Pki with { DpAuth = certificate, DpAuthKey = key ?? Key };

    /// <summary>A certificate of the CI for the server's key, with other content.</summary>
    internal RspCertificate Issue(Func<CertificateTemplate, CertificateTemplate>? change = null)
    {
        CertificateTemplate template = Template(Role);
        return (change is null ? template : change(template)).Issue(Key.PublicKey, Pki.Ci, Pki.CiKey!);
    }

    /// <summary>The same content, signed by another key than the CI's.</summary>
    internal RspCertificate IssueWith(EcSigningKey key) => Template(Role).Issue(Key.PublicKey, Pki.Ci, key);

    /// <summary>The good certificate with one extension changed, or without it.</summary>
    internal RspCertificate Remake(string oid, Func<Extension, Extension?> change) =>
        RemadeCertificate.WithExtensions(Good, Pki.CiKey!, one => one.Oid == oid ? change(one) : one);

    /// <summary>The good certificate for another key.</summary>
    internal RspCertificate WithKey(string curve, string point) => RemadeCertificate.WithKey(Good, Pki.CiKey!, curve, point);

    /// <summary>A certificate of an issuer between the CI and the server, as in SGP.22 v3, which the CI has certified. An eUICC of v2 is never shown that issuer.</summary>
    internal RspCertificate IssueBelow(EcSigningKey subCaKey)
    {
        CertificateTemplate issuer = Template(CertificateRole.DpSubCa) with { KeyUsage = KeyUsage.KeyCertSign, BasicConstraints = new(IsCa: true, PathLength: 0) };
        return Template(Role).Issue(Key.PublicKey, issuer.Issue(subCaKey.PublicKey, Pki.Ci, Pki.CiKey!), subCaKey);
    }

    private CertificateTemplate Template(CertificateRole role) =>
        CertificateTemplates.Server(role, "TEST SM-DP+", Good.Extensions.RegisteredIds[0], Stock.DrawSerialNumber(), Stock.Now.AddYears(-1));
}
