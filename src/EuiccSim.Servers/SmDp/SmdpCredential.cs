using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.Authentication;

namespace EuiccSim.Servers.SmDp;

/// <summary>
/// What an SM-DP+ has under one CI: the CI that it trusts, and its own two certificates with their keys. SGP.22 v2.5 §4.5.2.
/// </summary>
/// <remarks>The keys belong to the caller, who disposes them after the server is no longer used.</remarks>
/// <threadsafety>As safe as the keys are.</threadsafety>
public sealed class SmdpCredential
{
    /// <summary>Checks that the certificates are what they should be, and that the keys are theirs.</summary>
    /// <param name="ciCertificate">CERT.CI.ECDSA; eUICCs under it are accepted as well.</param>
    /// <param name="authentication">CERT.DPauth.ECDSA.</param>
    /// <param name="authenticationKey">SK.DPauth.ECDSA.</param>
    /// <param name="binding">CERT.DPpb.ECDSA. Its curve is that of the one-time keys.</param>
    /// <param name="bindingKey">SK.DPpb.ECDSA.</param>
    /// <exception cref="ArgumentException">A certificate is not accepted (validity aside), or a key is not its key.</exception>
    public SmdpCredential(RspCertificate ciCertificate, RspCertificate authentication, EcSigningKey authenticationKey,
        RspCertificate binding, EcSigningKey bindingKey)
    {
        Ci = TrustedCi.From(ciCertificate);
        Require(CertificateChain.CheckServer(authentication, Ci, CertificateRole.DpAuth, now: null), authentication);
        Require(CertificateChain.CheckProfileBinding(binding, authentication, Ci, now: null), binding);
        RequireOwn(authentication, authenticationKey);
        RequireOwn(binding, bindingKey);
        (Authentication, ForAuthentication) = (authentication, new(Ci, authentication, authenticationKey));
        (Binding, BindingKey) = (binding, bindingKey);
    }

    /// <summary>The CI.</summary>
    public TrustedCi Ci { get; }

    /// <summary>CERT.DPauth.ECDSA.</summary>
    public RspCertificate Authentication { get; }

    /// <summary>CERT.DPpb.ECDSA.</summary>
    public RspCertificate Binding { get; }

    /// <summary>The object identifier in both certificates.</summary>
    public ObjectIdentifier Oid => Authentication.Extensions.RegisteredIds[0];

    internal ServerCredential ForAuthentication { get; }

    internal EcSigningKey BindingKey { get; }

    private static void Require(CertificateFault fault, RspCertificate certificate)
    {
        if (fault != CertificateFault.None) throw new ArgumentException($"{certificate}: {fault}");
    }

    private static void RequireOwn(RspCertificate certificate, EcSigningKey key)
    {
        if (!key.PublicKey.Equals(certificate.PublicKey)) throw new ArgumentException($"{certificate}: the key is another one");
    }
}
