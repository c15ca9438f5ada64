using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Card.Chip;

/// <summary>
/// What an eUICC holds under one CI: the CI it trusts, the EUM that certified it, its own certificate and key. SGP.22 v2.5 §2.4.1, §4.5.2.
/// </summary>
/// <param name="Ci">The trusted CI; its subject key identifier is the euiccCiPKId.</param>
/// <param name="Eum">CERT.EUM.ECDSA.</param>
/// <param name="Euicc">CERT.EUICC.ECDSA; its subject's serialNumber is the EID.</param>
/// <param name="Key">SK.EUICC.ECDSA.</param>
public sealed record EuiccCredential(TrustedCi Ci, RspCertificate Eum, RspCertificate Euicc, EcSigningKey Key)
{
    /// <summary>The euiccCiPKId: the CI's subject key identifier, 20 octets.</summary>
    public Octets CiPkId => Ci.SubjectKeyIdentifier;
}
