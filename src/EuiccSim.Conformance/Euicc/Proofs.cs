using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Expectations of what an eUICC signs and how it encodes. SGP.22 v2.5 §2.6, §4.5.2.</summary>
internal static class Proofs
{
    /// <summary>Reads a certificate that the card sent.</summary>
    internal static RspCertificate ReadCertificate(this EuiccBench bench, Certificate certificate, string name)
    {
        try
        {
            return bench.Target.Stock.Read(certificate);
        }
        catch (Asn1ContentException fault)
        {
            throw new VerdictException(
                Verdict.Fail, $"expected: {name} is a certificate; came: {fault.Message}", new($"{name} is a certificate", fault.Message, null, certificate.Encoded), fault);
        }
    }

    /// <summary>Expects a signature over octets as they came.</summary>
    internal static void ExpectSigned(this EuiccBench bench, Octets signed, Octets signature, RspCertificate signer, string name) =>
        bench.Expect(signer.PublicKey?.Verify(signed.Span, signature.Span) ?? false, $"{name} verifies with the key of CERT.EUICC.ECDSA", $"the signature {signature}");

    /// <summary>Expects the one encoding that SGP.22 allows.</summary>
    internal static void ExpectDer<T>(this EuiccBench bench, Octets answer)
        where T : IAsn1<T>
    {
        string? fault = null;
        try
        {
            Asn1Codec.Decode<T>(answer, strict: true);
        }
        catch (Asn1ContentException refusal)
        {
            fault = refusal.Message;
        }
        bench.Expect(fault is null, $"{typeof(T).Name} in DER", fault);
    }

    /// <summary>Expects that the eUICC's certificates lead to the CI, and are of this eUICC.</summary>
    internal static void ExpectChain(this EuiccBench bench, RspPki pki, RspCertificate eum, RspCertificate euicc)
    {
        // Whether its maker's certificate has expired is no matter of the function.
        EuiccChainOutcome outcome = CertificateChain.CheckEuicc(eum, euicc, pki.TrustedCi, now: null);
        bench.Expect(outcome.Eum == CertificateFault.None, "CERT.EUM.ECDSA is one under the CI that was asked for", StandardName.Of(outcome.Eum));
        bench.Expect(outcome.Euicc == CertificateFault.None, "CERT.EUICC.ECDSA is one under CERT.EUM.ECDSA, within its name constraints", StandardName.Of(outcome.Euicc));
        bench.ExpectEqual(euicc.Subject.SerialNumber, bench.Target.Declaration.Eid.Digits, "the serialNumber in the subject of CERT.EUICC.ECDSA");
        bench.ExpectEqual(euicc.Curve, pki.Curve, "the curve of CERT.EUICC.ECDSA");
    }
}
