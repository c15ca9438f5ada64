using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Http;

/// <summary>What is wrong with a server's certificate, in words that follow "the certificate of HOST".</summary>
internal static class CertificateFaults
{
    internal static TrustFault Describe(CertificateFault fault, RspCertificate certificate)
    {
        if (fault is CertificateFault.Expired or CertificateFault.NotYetValid) return OutOfTime(certificate.NotBefore, certificate.NotAfter);
        (Es9TransportFault kind, string text) = Direct.TryGetValue(fault, out (Es9TransportFault, string) known)
            ? known
            : (Es9TransportFault.NotTrusted, $"is not acceptable ({fault})");
        return new(kind, text);
    }

    internal static TrustFault Describe(X509ChainStatusFlags status, X509Certificate2 certificate)
    {
        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0)
            return new(Es9TransportFault.NotTrusted, "was not issued by anybody who is trusted");
        if ((status & X509ChainStatusFlags.NotTimeValid) != 0)
            return OutOfTime(certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if ((status & X509ChainStatusFlags.NotValidForUsage) != 0) return new(Es9TransportFault.WrongPurpose, "is not meant for TLS servers");
        return new(Es9TransportFault.NotTrusted, $"cannot be verified ({status})");
    }

    /// <summary>The names that a certificate is for.</summary>
    internal static string NamesIn(X509Certificate2 certificate)
    {
        foreach (X509Extension extension in certificate.Extensions)
        {
            if (extension is not X509SubjectAlternativeNameExtension names) continue;
            string[] all = [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
            if (all.Length > 0) return string.Join(", ", all);
        }
        return "no host at all";
    }

    private static TrustFault OutOfTime(DateTimeOffset from, DateTimeOffset to) =>
        new(Es9TransportFault.CertificateNotValidNow, string.Create(CultureInfo.InvariantCulture, $"is valid from {from:yyyy-MM-dd HH:mm}Z to {to:yyyy-MM-dd HH:mm}Z, and not now"));

    private static readonly Dictionary<CertificateFault, (Es9TransportFault, string)> Direct = new()
    {
        [CertificateFault.UnknownIssuer] = (Es9TransportFault.NotTrusted, "names the key of one certificate issuer and the name of another"),
        [CertificateFault.BadSignature] = (Es9TransportFault.NotTrusted, "was not signed by the certificate issuer that it names"),
        [CertificateFault.WrongRole] = (Es9TransportFault.WrongPurpose, "has not the role of an SM-DP+ or SM-DS for TLS (certificate policies)"),
        [CertificateFault.WrongKeyUsage] = (Es9TransportFault.WrongPurpose, "has not the key usage digitalSignature"),
        [CertificateFault.WrongExtendedKeyUsage] = (Es9TransportFault.WrongPurpose, "is not meant for TLS servers (extended key usage)"),
        [CertificateFault.UnknownCriticalExtension] = (Es9TransportFault.NotTrusted, "has a critical extension that is not understood here"),
        [CertificateFault.UnsupportedCurve] = (Es9TransportFault.NotTrusted, "has a key on a curve that SGP.22 does not have"),
        [CertificateFault.InvalidPublicKey] = (Es9TransportFault.NotTrusted, "has a key that is none"),
        [CertificateFault.MissingKeyIdentifier] = (Es9TransportFault.NotTrusted, "does not name its key, or its issuer's"),
        [CertificateFault.MissingOid] = (Es9TransportFault.WrongPurpose, "has no object identifier of a server (registeredID)"),
    };
}
