using EuiccSim.Card.IsdR.Functions;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Card.IsdR;

/// <summary>The certificate of an RSP server as the eUICC judges it. SGP.22 v2.5 §4.5.2.2.</summary>
internal static class ServerCertificate
{
    /// <summary>Reads and checks CERT.DPauth or CERT.DSauth against the CIs that this eUICC trusts.</summary>
    /// <returns>What is wrong, or null.</returns>
    internal static CertificateFault? Read(
        Certificate received, CardState state, CardEnvironment environment, out RspCertificate? certificate, out TrustedCi? ci)
    {
        ci = null;
        if (!TryParse(received, environment, out certificate)) return CertificateFault.Malformed;
        if (!TrustedCi.TryFind(state.Euicc.TrustedCis, certificate!, out ci)) return CertificateFault.UnknownIssuer;
        CertificateRole role = certificate!.HasRole(CertificateRole.DsAuth) ? CertificateRole.DsAuth : CertificateRole.DpAuth;
        CertificateFault fault = CertificateChain.CheckServer(certificate, ci, role, environment.Now);
        if (fault != CertificateFault.None) return fault;
        return LoadCrl.IsRevoked(certificate, ci, state) ? CertificateFault.Revoked : null;
    }

    /// <summary>Reads a certificate; false if it is none.</summary>
    internal static bool TryParse(Certificate received, CardEnvironment environment, out RspCertificate? certificate)
    {
        try
        {
            certificate = environment.Cache.ReadCertificate(received.Encoded, environment.Crypto);
            return true;
        }
        catch (Asn1ContentException)
        {
            certificate = null;
            return false;
        }
    }
}
