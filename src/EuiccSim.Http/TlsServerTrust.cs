using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Http;

/// <summary>Which TLS servers are trusted. What none of the three kinds of trust covers is refused.</summary>
public sealed record TlsServerTrust
{
    /// <summary>
    /// The certificates of CIs (SGP.22 v2.5 §2.4.2). What leads to one of them must be as SGP.22 has it: the role of an SM-DP+ or SM-DS for
    /// TLS, its key usage, its object identifier, and no issuers between but those of SGP.22 v3 (see <see cref="TlsServerChain"/>).
    /// </summary>
    public IReadOnlyList<RspCertificate> Cis { get; init; } = [];

    /// <summary>
    /// If not null, of <see cref="Cis"/> only those with these subject key identifiers: the euiccCiPKIdListForVerification of the eUICC, if
    /// servers are to be trusted that the eUICC itself could trust (SGP.22 v2.5 §3.0.1).
    /// </summary>
    public IReadOnlyCollection<Octets>? CiPKIds { get; init; }

    /// <summary>
    /// If not null, a server under a CI must have this role, and must be called by a name that its certificate has letter by letter: an SM-DP+
    /// announces orders at an SM-DS (<see cref="CertificateRole.DsTls"/>) and nowhere else. Null for any SM-DP+ or SM-DS.
    /// </summary>
    public CertificateRole? Role { get; init; }

    /// <summary>Other roots: an own CA. What leads to them is checked as on the web; no eUICC maker's certificate may be on the way.</summary>
    public IReadOnlyList<X509Certificate2> Cas { get; init; } = [];

    /// <summary>True to trust what this machine trusts on the web.</summary>
    public bool UseSystemStore { get; init; }

    /// <summary>The clock for the validity of certificates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Who verifies with the keys that servers send, under a CI; the TLS handshake itself is the platform's.</summary>
    public CryptoProvider Crypto { get; init; } = CryptoProvider.PlatformFirst;

    /// <summary>True if a CI is on brainpoolP256r1, which the system's TLS may have to be told of: <see cref="BrainpoolTls"/>.</summary>
    public bool NeedsBrainpool => Cis.Any(ci => ci.Curve == EcCurve.BrainpoolP256r1);

    internal IEnumerable<RspCertificate> UsableCis => CiPKIds is null
        ? Cis
        : Cis.Where(ci => ci.SubjectKeyIdentifier is { } identifier && CiPKIds.Contains(identifier));
}
