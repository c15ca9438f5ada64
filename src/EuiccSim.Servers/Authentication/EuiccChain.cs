using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.Authentication;

/// <summary>The certificates that an eUICC sends, and the codes for what may be wrong with them. SGP.22 v2.5 §4.5.2.2, §5.6.3.</summary>
internal static class EuiccChain
{
    /// <summary>Checks both certificates, each parsed and verified once.</summary>
    /// <returns>The eUICC's.</returns>
    internal static Result<RspCertificate> Check(EuiccTrust trust, Certificate eumCertificate, Certificate euiccCertificate)
    {
        if (Parse(eumCertificate, trust.EumCertificates.Read) is not { } eum) return new Objection(StatusCodes.EumCertificateInvalid, "it cannot be read");
        // One that names no CI is not of an unknown one: it lacks what each certificate must have.
        if (eum.AuthorityKeyIdentifier is not { } authority) return new Objection(StatusCodes.EumCertificateInvalid, $"{eum.Subject} does not name its issuer's key");
        if (!TrustedCi.TryFind(trust.Cis, eum, out TrustedCi? ci))
            return new Objection(StatusCodes.CiPublicKeyUnknown, $"{eum.Subject} was issued by {eum.Issuer} (key {authority})");
        // A copy: the message that it came in is not to be kept alive.
        if (Parse(euiccCertificate, der => trust.Read(Octets.Of(der.Span))) is not { } euicc) return new Objection(StatusCodes.EuiccCertificateInvalid, "it cannot be read");
        DateTimeOffset now = trust.Time.GetUtcNow();
        EuiccChainOutcome outcome = CertificateChain.CheckEuicc(eum, euicc, ci, now);
        if (outcome.IsGood) return euicc;
        Objection refusal = outcome switch
        {
            { Eum: CertificateFault.Expired } => new(StatusCodes.EumCertificateExpired, CertificateWords.Of(eum, outcome.Eum, now)),
            { Eum: not CertificateFault.None } => new(StatusCodes.EumCertificateInvalid, CertificateWords.Of(eum, outcome.Eum, now)),
            { Euicc: CertificateFault.Expired } => new(StatusCodes.EuiccCertificateExpired, CertificateWords.Of(euicc, outcome.Euicc, now)),
            _ => new(StatusCodes.EuiccCertificateInvalid, CertificateWords.Of(euicc, outcome.Euicc, now)),
        };
        return ClaimedEid(euicc) is { } eid ? refusal.About(eid) : refusal;
    }

    /// <summary>The EID in an accepted certificate.</summary>
    internal static Eid EidOf(RspCertificate euicc) => Eid.FromDigits(euicc.Subject.SerialNumber!);

    /// <summary>The EID in one that need not be accepted, or be an eUICC's at all; null where there is none.</summary>
    private static Eid? ClaimedEid(RspCertificate euicc)
    {
        try
        {
            return euicc.Subject.SerialNumber is { } digits ? Eid.FromDigits(digits) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A certificate, or null where the octets are none.</summary>
    internal static RspCertificate? Parse(Certificate certificate, Func<Octets, RspCertificate> read)
    {
        try
        {
            return read(certificate.Encoded);
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }
}

/// <summary>By what eUICCs are believed.</summary>
/// <param name="cis">The CIs whose eUICCs are accepted.</param>
/// <param name="time">The clock for validity periods.</param>
/// <param name="crypto">Who verifies with the keys in certificates.</param>
internal sealed class EuiccTrust(TrustedCi[] cis, TimeProvider time, CryptoProvider crypto)
{
    internal TrustedCi[] Cis { get; } = cis;

    internal TimeProvider Time { get; } = time;

    /// <summary>The makers' certificates, which are few and come with every session.</summary>
    internal CertificateCache EumCertificates { get; } = new(crypto);

    /// <summary>Reads a certificate that comes once.</summary>
    /// <exception cref="Asn1ContentException">It is none.</exception>
    internal RspCertificate Read(Octets der) => RspCertificate.Parse(der, crypto);
}
