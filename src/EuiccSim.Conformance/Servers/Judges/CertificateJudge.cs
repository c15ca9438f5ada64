using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Conformance.Servers.Judges;

/// <summary>Judges the certificates that a server shows to an eUICC. SGP.22 v2.5 §4.5.2.</summary>
internal static class CertificateJudge
{
    /// <summary>Expects a certificate with a role, under a CI with which the eUICC verifies.</summary>
    internal static RspCertificate Judge(ServerBench bench, ServerSession session, Certificate encoded, CertificateRole role, string name)
    {
        RspCertificate certificate = Parse(encoded.Encoded, name);
        bool isUnder = certificate.AuthorityKeyIdentifier is { } authority && session.Euicc.VerifiesWith.Contains(authority);
        bench.Expect(isUnder, $"{name} is under a CI of euiccCiPKIdListForVerification", certificate.AuthorityKeyIdentifier?.ToString());
        RspCertificate ci = session.Server.Served.First(one => one.SubjectKeyIdentifier == certificate.AuthorityKeyIdentifier);
        CertificateFault fault = CertificateChain.CheckServer(certificate, TrustedCi.From(ci), role, bench.RunOptions.Time.GetUtcNow());
        bench.ExpectEqual(fault, CertificateFault.None, $"what is wrong with {name}");
        return certificate;
    }

    private static RspCertificate Parse(Octets der, string name)
    {
        try
        {
            return RspCertificate.Parse(der);
        }
        catch (Asn1ContentException fault)
        {
            throw Running.Bench.Broken(new($"{name} is a certificate", fault.Message, null, der));
        }
    }
}
