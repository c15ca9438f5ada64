using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>What is wrong with a client's certificate, in words for who runs the server.</summary>
internal static class ClientCertificate
{
    /// <returns>Null if nothing is.</returns>
    internal static string? WhyNot(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection cas)
    {
        if (certificate is not X509Certificate2 { } given || chain is null) return "it shows no certificate, and here clients need one";
        if (errors == SslPolicyErrors.None)
            return TlsPathRoles.AreForTls(chain.ChainElements.Select(element => element.Certificate)) ? null : Of(given, "is not, or its issuer's is not, for TLS");
        X509ChainStatusFlags status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid)) return DatesOf(chain) ?? Of(given, "is not valid now");
        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0)
            return Of(given, $"was issued by {given.Issuer}; accepted are {string.Join(", ", cas.Select(ca => ca.Subject))}");
        return Of(given, status.HasFlag(X509ChainStatusFlags.NotValidForUsage) ? "is not for clients (extended key usage)" : $"is not accepted: {string.Join(", ", chain.ChainStatus.Select(one => one.Status))}");
    }

    private static string? DatesOf(X509Chain chain)
    {
        DateTimeOffset now = new(chain.ChainPolicy.VerificationTime);
        foreach (X509ChainElement element in chain.ChainElements)
        {
            Validity validity = new(element.Certificate.NotBefore, element.Certificate.NotAfter, now);
            if (!validity.IsNow) return Of(element.Certificate, validity.ToString());
        }
        return null;
    }

    private static string Of(X509Certificate2 certificate, string what) => $"its certificate {certificate.Subject} {what}";
}
