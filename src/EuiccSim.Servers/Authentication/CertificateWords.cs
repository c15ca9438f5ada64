using EuiccSim.Http;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Servers.Authentication;

/// <summary>What is wrong with a certificate that a server refuses, for who must mend it.</summary>
internal static class CertificateWords
{
    /// <summary>The certificate, what is wrong with it and, where it is about time, its dates and this server's clock.</summary>
    internal static string Of(RspCertificate certificate, CertificateFault fault, DateTimeOffset now) => fault switch
    {
        CertificateFault.Expired or CertificateFault.NotYetValid => $"{certificate.Subject} {new Validity(certificate.NotBefore, certificate.NotAfter, now)}",
        CertificateFault.BadSignature => $"the signature of {certificate.Subject} is not by {certificate.Issuer}",
        CertificateFault.UnknownIssuer => $"{certificate.Subject} names the issuer {certificate.Issuer}, whose certificate is another",
        CertificateFault.WrongRole => $"{certificate.Subject} has another role (certificate policies)",
        CertificateFault.WrongKeyUsage => $"{certificate.Subject} has another key usage",
        CertificateFault.WrongExtendedKeyUsage => $"{certificate.Subject} is not meant for this (extended key usage)",
        CertificateFault.UnknownCriticalExtension => $"{certificate.Subject} has a critical extension that is not known",
        CertificateFault.UnsupportedCurve => $"the key of {certificate.Subject} is on a curve that SGP.22 does not have",
        CertificateFault.InvalidPublicKey => $"the key of {certificate.Subject} is none",
        CertificateFault.NotACa => $"{certificate.Subject} is none of a CA (basic constraints)",
        CertificateFault.PathTooLong => $"the issuer of {certificate.Subject} may issue for no CA (path length)",
        CertificateFault.NotWithinNameConstraints => $"{certificate.Subject} is not within what its issuer may issue for, or lacks such constraints (name constraints)",
        CertificateFault.MissingKeyIdentifier => $"{certificate.Subject} does not name its key, or its issuer's",
        CertificateFault.MissingOid => $"{certificate.Subject} has no object identifier (registeredID)",
        CertificateFault.InvalidEid => $"the serial number of {certificate.Subject} is no EID of 32 digits",
        _ => $"{certificate.Subject}: {fault}",
    };
}
