using System.Net.Security;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>Which of a server's certificates a client is shown.</summary>
/// <remarks>
/// SslStream offers no way to have several and let the library choose, and its own callback knows the host name only. So the choice is
/// made here, from the ClientHello.
/// </remarks>
internal sealed class CertificateChoice
{
    private readonly ServerTlsCertificate[] _certificates;
    private readonly SslStreamCertificateContext[] _contexts;

    internal CertificateChoice(IEnumerable<ServerTlsCertificate> certificates)
    {
        _certificates = [.. certificates];
        // LPAs have the CI, which is all of the chain: nothing is added, and nothing looked up.
        _contexts = [.. _certificates.Select(one => SslStreamCertificateContext.Create(one.Certificate, additionalCertificates: null, offline: true))];
    }

    internal SslStreamCertificateContext For(ClientHello? hello) => _contexts[IndexFor(hello)];

    /// <summary>
    /// The first under a CI that the client says it trusts; otherwise the first whose curve the client can use, in the server's order.
    /// </summary>
    internal int IndexFor(ClientHello? hello)
    {
        if (hello is null || _certificates.Length == 1) return 0;
        foreach (var trusted in hello.TrustedCis)
        {
            int named = Array.FindIndex(_certificates, one => one.Issuer == trusted);
            if (named >= 0) return named;
        }
        int usable = Array.FindIndex(_certificates, one => CanUse(hello, one.Curve));
        return usable >= 0 ? usable : 0;
    }

    // TLS 1.3 names the curve in the scheme (RFC 8734). TLS 1.2 names it among the groups, and its scheme 0403 says no more than
    // "ECDSA with SHA-256", on whatever curve.
    private static bool CanUse(ClientHello hello, EcCurve curve)
    {
        bool brainpool = hello.Groups.Contains(BrainpoolP256r1) || hello.SignatureSchemes.Contains(EcdsaBrainpoolP256r1Sha256);
        if (curve == EcCurve.BrainpoolP256r1) return brainpool;
        return hello.Groups.Contains(Secp256r1) || (!brainpool && hello.SignatureSchemes.Contains(EcdsaSecp256r1Sha256));
    }

    private const ushort Secp256r1 = 23;
    private const ushort BrainpoolP256r1 = 26;
    private const ushort EcdsaSecp256r1Sha256 = 0x0403;
    private const ushort EcdsaBrainpoolP256r1Sha256 = 0x081A;
}
