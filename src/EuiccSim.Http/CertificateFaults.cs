using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>What is wrong with a server's certificate, in words that follow "the certificate of HOST".</summary>
internal static class CertificateFaults
{
    /// <summary>Nobody who is trusted issued it.</summary>
    internal static TrustFault UnknownIssuer { get; } = new(Es9TransportFault.NotTrusted, "was not issued by anybody who is trusted");

    /// <summary>On an ordinary path of the web there is a certificate that SGP.22 has for something else.</summary>
    internal static TrustFault ForeignRole { get; } = new(
        Es9TransportFault.WrongPurpose, "has, or was issued with a certificate that has, another role than a TLS server's (certificate policies)");

    /// <summary>It is an SM-DP+ where an SM-DS is wanted, or the other way round.</summary>
    internal static TrustFault OtherServersRole { get; } = new(Es9TransportFault.WrongPurpose, "is that of a server with another role than the one that is called");

    internal static TrustFault WrongKeyUsage => Describe(CertificateFault.WrongKeyUsage);

    /// <summary>What is wrong on the way from a server to a CI.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="certificate">The certificate that has it.</param>
    /// <param name="servers">The server's own.</param>
    /// <param name="now">What the clock says here.</param>
    internal static TrustFault Describe(CertificateFault fault, RspCertificate certificate, RspCertificate servers, DateTimeOffset now)
    {
        bool isServers = ReferenceEquals(certificate, servers);
        TrustFault own = fault switch
        {
            CertificateFault.Expired or CertificateFault.NotYetValid => OutOfTime(certificate.NotBefore, certificate.NotAfter, now),
            CertificateFault.WrongRole when !isServers => new(Es9TransportFault.WrongPurpose, "may not issue certificates of TLS servers (certificate policies)"),
            CertificateFault.WrongKeyUsage when !isServers => new(Es9TransportFault.WrongPurpose, "may not issue certificates (key usage keyCertSign)"),
            _ => Describe(fault),
        };
        return isServers ? own : own with { Text = $"leads to that of {certificate.Subject}, which {own.Text}" };
    }

    /// <summary>What is wrong on a path of the web.</summary>
    internal static TrustFault Describe(X509Chain chain, DateTimeOffset now)
    {
        X509ChainStatusFlags all = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, one) => flags | one.Status);
        if ((all & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0) return UnknownIssuer;
        // The end of the path first: what is wrong there has consequences below.
        for (int i = chain.ChainElements.Count - 1; i >= 0; i--)
        {
            X509ChainElement element = chain.ChainElements[i];
            X509ChainStatusFlags status = element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, one) => flags | one.Status);
            if (status == X509ChainStatusFlags.NoError) continue;
            TrustFault own = Describe(status, element.Certificate, now);
            return i == 0 ? own : own with { Text = $"leads to that of {element.Certificate.Subject}, which {own.Text}" };
        }
        return new(Es9TransportFault.NotTrusted, $"cannot be verified ({all})");
    }

    private static TrustFault Describe(CertificateFault fault) => Direct.TryGetValue(fault, out (Es9TransportFault Kind, string Text) known)
        ? new(known.Kind, known.Text)
        : new(Es9TransportFault.NotTrusted, $"is not acceptable ({fault})");

    private static TrustFault Describe(X509ChainStatusFlags status, X509Certificate2 certificate, DateTimeOffset now)
    {
        if ((status & X509ChainStatusFlags.NotTimeValid) != 0)
            return OutOfTime(certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), now);
        if ((status & X509ChainStatusFlags.NotValidForUsage) != 0) return new(Es9TransportFault.WrongPurpose, "is not meant for TLS servers");
        if ((status & X509ChainStatusFlags.InvalidBasicConstraints) != 0) return Describe(CertificateFault.NotACa);
        if ((status & NameConstraintFaults) != 0) return Describe(CertificateFault.NotWithinNameConstraints);
        if ((status & X509ChainStatusFlags.NotSignatureValid) != 0) return Describe(CertificateFault.BadSignature);
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

    private static TrustFault OutOfTime(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        new(Es9TransportFault.CertificateNotValidNow, new Validity(from, to, now).ToString());

    private const X509ChainStatusFlags NameConstraintFaults =
        X509ChainStatusFlags.InvalidNameConstraints | X509ChainStatusFlags.HasNotSupportedNameConstraint | X509ChainStatusFlags.HasNotDefinedNameConstraint
        | X509ChainStatusFlags.HasNotPermittedNameConstraint | X509ChainStatusFlags.HasExcludedNameConstraint;

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
        [CertificateFault.NotACa] = (Es9TransportFault.NotTrusted, "is not one of a CA that may issue this (basic constraints, key usage)"),
        [CertificateFault.PathTooLong] = (Es9TransportFault.NotTrusted, "stands below more issuers, or above more, than is allowed (path length)"),
        [CertificateFault.NotWithinNameConstraints] = (Es9TransportFault.NotTrusted, "does not allow the names of those below (name constraints)"),
        [CertificateFault.MissingKeyIdentifier] = (Es9TransportFault.NotTrusted, "does not name its key, or its issuer's"),
        [CertificateFault.MissingOid] = (Es9TransportFault.WrongPurpose, "has no object identifier of a server (registeredID)"),
    };
}
