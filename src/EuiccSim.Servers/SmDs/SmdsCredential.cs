using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.Authentication;

namespace EuiccSim.Servers.SmDs;

/// <summary>What an SM-DS has under one CI: the CI that it trusts, and its own certificate with its key. SGP.22 v2.5 §4.5.2.</summary>
/// <remarks>The key belongs to the caller, who disposes it after the server is no longer used.</remarks>
/// <threadsafety>As safe as the key is.</threadsafety>
public sealed class SmdsCredential
{
    /// <summary>Checks that the certificate is what it should be, and that the key is its key.</summary>
    /// <param name="ciCertificate">CERT.CI.ECDSA; eUICCs and servers under it are accepted as well.</param>
    /// <param name="authentication">CERT.DSauth.ECDSA.</param>
    /// <param name="authenticationKey">SK.DSauth.ECDSA.</param>
    /// <exception cref="ArgumentException">The certificate is not accepted (validity aside), or the key is not its key.</exception>
    public SmdsCredential(RspCertificate ciCertificate, RspCertificate authentication, EcSigningKey authenticationKey)
    {
        Ci = TrustedCi.From(ciCertificate);
        CertificateFault fault = CertificateChain.CheckServer(authentication, Ci, CertificateRole.DsAuth, now: null);
        if (fault != CertificateFault.None) throw new ArgumentException($"{authentication}: {fault}");
        if (!authenticationKey.PublicKey.Equals(authentication.PublicKey)) throw new ArgumentException($"{authentication}: the key is another one");
        (Authentication, ForAuthentication) = (authentication, new(Ci, authentication, authenticationKey));
    }

    /// <summary>The CI.</summary>
    public TrustedCi Ci { get; }

    /// <summary>CERT.DSauth.ECDSA.</summary>
    public RspCertificate Authentication { get; }

    /// <summary>The object identifier in the certificate.</summary>
    public ObjectIdentifier Oid => Authentication.Extensions.RegisteredIds[0];

    internal ServerCredential ForAuthentication { get; }
}
