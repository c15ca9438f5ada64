using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Servers;

/// <summary>Where the servers are that are judged, and what a run may use of them. Of each URL scheme, host and port count.</summary>
public sealed record ServerTargetOptions
{
    /// <summary>The SM-DP+, where LPAs reach it (ES9+): "https://smdp.example.com". Null to judge none.</summary>
    public Uri? Smdp { get; init; }

    /// <summary>The same SM-DP+, where operators reach it (ES2+). With it a run makes its orders itself. Null if it is not to be asked so.</summary>
    public Uri? Es2 { get; init; }

    /// <summary>The SM-DS, where LPAs reach it (ES11). Null to judge none.</summary>
    public Uri? Smds { get; init; }

    /// <summary>The same SM-DS, where SM-DP+s reach it (ES12). Null if it is not to be asked so.</summary>
    public Uri? Es12 { get; init; }

    /// <summary>By which name the SM-DP+ knows the SM-DS, to announce orders there; null for host and port of <see cref="Smds"/>.</summary>
    public string? SmdsAddress { get; init; }

    /// <summary>Which servers are trusted, where names lead, the proxy, how long to wait. Client certificates are named below.</summary>
    public RspHttpOptions Http { get; init; } = new();

    /// <summary>The operator's certificate with its key, for ES2+. It stays the caller's.</summary>
    public X509Certificate2? OperatorCertificate { get; init; }

    /// <summary>
    /// The certificate with its key of the SM-DP+ that the run plays for ES12 (CERT.DP.TLS); null for that of the first of <see cref="Pkis"/> that has
    /// one. It stays the caller's.
    /// </summary>
    public X509Certificate2? SmdpCertificate { get; init; }

    /// <summary>
    /// Keys and certificates of an eUICC and its maker under a CI that the servers trust, one set for each curve. With the maker's key the run
    /// makes eUICCs, with the CI's key makers. They stay the caller's. None for what needs no eUICC.
    /// </summary>
    public IReadOnlyList<RspPki> Pkis { get; init; } = [];

    /// <summary>
    /// The orders that the SM-DP+ has, and that the run may use up, as <see cref="OrderFile"/> reads them. One in stock (available) is ordered over
    /// ES2+.
    /// </summary>
    public IReadOnlyList<ProfileOrder> Orders { get; init; } = [];

    /// <summary>
    /// What answers requests in the place of HTTPS: a server in this process. It is asked by the URLs above, and stays the caller's. Null for HTTPS.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }
}
