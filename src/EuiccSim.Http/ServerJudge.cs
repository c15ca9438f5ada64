using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>Why a server is not to be believed.</summary>
/// <param name="Fault">For programs.</param>
/// <param name="Text">For people: what is wrong with "the certificate of HOST".</param>
internal sealed record TrustFault(Es9TransportFault Fault, string Text);

/// <summary>Decides whether a TLS server is who it should be. SGP.22 v2.5 §2.6.6, §3.0.1; RFC 9525 for the name.</summary>
internal sealed class ServerJudge(TlsServerTrust trust)
{
    private readonly RspCertificate[] _usable = [.. trust.UsableCis];
    private readonly TrustedCi[] _cis = [.. trust.UsableCis.Where(ci => ci.PublicKey is not null && ci.SubjectKeyIdentifier is not null).Select(TrustedCi.From)];

    /// <summary>Null if the server is trusted.</summary>
    /// <param name="certificate">The server's own.</param>
    /// <param name="sent">What else it sent.</param>
    /// <param name="host">The name it was called by, or an IP address.</param>
    internal TrustFault? Judge(X509Certificate2 certificate, X509Certificate2Collection sent, string host) =>
        JudgeIssuer(certificate, sent, host) ?? JudgeName(certificate, host);

    private TrustFault? JudgeIssuer(X509Certificate2 certificate, X509Certificate2Collection sent, string host)
    {
        RspCertificate? parsed = Parse(certificate);
        // Under a CI the rules of SGP.22 hold, whatever else is trusted.
        if (parsed is not null && TlsServerChain.Check(parsed, Parse(sent), _cis, trust.Time.GetUtcNow()) is { } outcome)
            return outcome.Fault == CertificateFault.None ? JudgeRole(parsed, host) : CertificateFaults.Describe(outcome.Fault, outcome.Certificate, parsed, trust.Time.GetUtcNow());
        TrustFault? fault = null;
        if (trust.Cas.Count > 0)
        {
            fault = JudgeChain(certificate, sent, X509ChainTrustMode.CustomRootTrust);
            if (fault is null) return null;
        }
        if (trust.UseSystemStore)
        {
            TrustFault? systems = JudgeChain(certificate, sent, X509ChainTrustMode.System);
            // If neither knows the issuer, one of the two sentences does; otherwise the one that knows it has more to say.
            if (systems is null || fault is null || fault == CertificateFaults.UnknownIssuer) fault = systems;
            if (fault is null) return null;
        }
        return fault is null || fault == CertificateFaults.UnknownIssuer ? Unknown(certificate, parsed) : fault;
    }

    /// <summary>Where one role is wanted, there are no wildcards either.</summary>
    private TrustFault? JudgeRole(RspCertificate certificate, string host)
    {
        if (trust.Role is not { } wanted) return null;
        if (!certificate.HasRole(wanted)) return CertificateFaults.OtherServersRole;
        return CertificateChain.NamesHost(certificate, host)
            ? null
            : new(Es9TransportFault.WrongName, $"is for {string.Join(", ", certificate.Extensions.DnsNames)}, not for {host}");
    }

    /// <summary>By the rules of the web (RFC 5280), and without certificates that SGP.22 has for something else.</summary>
    private TrustFault? JudgeChain(X509Certificate2 certificate, X509Certificate2Collection sent, X509ChainTrustMode mode)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = mode;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.VerificationTime = trust.Time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        if (mode == X509ChainTrustMode.CustomRootTrust) chain.ChainPolicy.CustomTrustStore.AddRange(trust.Cas.ToArray());
        bool isGood = chain.Build(certificate);
        TrustFault? fault = isGood ? JudgeUse(certificate, chain) : CertificateFaults.Describe(chain, trust.Time.GetUtcNow());
        foreach (X509ChainElement element in chain.ChainElements) element.Certificate.Dispose();
        return fault;
    }

    /// <summary>What building a path does not look at.</summary>
    private static TrustFault? JudgeUse(X509Certificate2 certificate, X509Chain chain)
    {
        if (!TlsPathRoles.AreForTls(chain.ChainElements.Select(element => element.Certificate))) return CertificateFaults.ForeignRole;
        foreach (X509Extension extension in certificate.Extensions)
            if (extension is X509KeyUsageExtension { KeyUsages: var usages } && (usages & OfServers) == 0) return CertificateFaults.WrongKeyUsage;
        return null;
    }

    private static TrustFault? JudgeName(X509Certificate2 certificate, string host)
    {
        // No wildcards in SGP.22, but public CAs have them. The common name is not looked at.
        if (certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false)) return null;
        return new(Es9TransportFault.WrongName, $"is for {CertificateFaults.NamesIn(certificate)}, not for {host}");
    }

    private TrustFault Unknown(X509Certificate2 certificate, RspCertificate? parsed)
    {
        string key = parsed?.AuthorityKeyIdentifier is { } authority ? $" (key {authority})" : "";
        string known = _usable.Length == 0
            ? "no CI is"
            : "only " + string.Join(" and ", _usable.Select(ci => $"{ci.Subject} (key {ci.SubjectKeyIdentifier})"));
        bool isSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        string issuer = isSelfSigned ? "is signed by itself" : $"was issued by {certificate.Issuer}{key}, which is not trusted";
        string others = trust.Cas.Count + (trust.UseSystemStore ? 1 : 0) == 0 ? "" : ", besides CAs of the web or your own";
        return new(Es9TransportFault.NotTrusted, $"{issuer}; of eSIM certificate issuers, {known} trusted{others}");
    }

    private RspCertificate? Parse(X509Certificate2 certificate)
    {
        try
        {
            return RspCertificate.Parse(Octets.Of(certificate.RawDataMemory.Span), trust.Crypto);
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    private RspCertificate[] Parse(X509Certificate2Collection sent) => [.. sent.Select(Parse).OfType<RspCertificate>()];

    // With RSA keys and TLS 1.2 a server decrypts or agrees instead of signing.
    private const X509KeyUsageFlags OfServers = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
}
