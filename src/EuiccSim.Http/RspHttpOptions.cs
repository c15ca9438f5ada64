using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Identifiers;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Http;

/// <summary>How an <see cref="RspHttpClient"/>, or a transport of one interface over it, works. The defaults are an LPA's.</summary>
public sealed record RspHttpOptions
{
    /// <summary>
    /// How servers call each other: who is trusted must be named, no call is tried again, none takes longer than 10 seconds, and no answer is
    /// longer than 16 KiB.
    /// </summary>
    public static RspHttpOptions BetweenServers { get; } = new()
    {
        Trust = new(),
        CallTimeout = TimeSpan.FromSeconds(10),
        Attempts = 1,
        MaximumBodyLength = 16 * 1024,
    };

    /// <summary>Which servers are trusted. The default trusts what the system trusts, and no GSMA CI.</summary>
    public TlsServerTrust Trust { get; init; } = new() { UseSystemStore = true };

    /// <summary>
    /// The certificate that says who calls, with its key, where a server wants one: that of an operator (ES2+), CERT.DP.TLS (ES12),
    /// CERT.DS.TLS (ES15). It stays the caller's. Null for none.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>
    /// If not null, servers that are not trusted are called nevertheless, and this is told why they are not, for every connection. Null, the
    /// default, refuses them. For tests only: who is in between reads and changes everything.
    /// </summary>
    public Action<string>? AcceptUntrusted { get; init; }

    /// <summary>
    /// Where to connect instead of where a name leads: for tests without DNS. The key is "host" or "host:port", in any letter case. The
    /// server is still asked for by its name, and its certificate must have it. No proxy is used for these hosts.
    /// </summary>
    public IReadOnlyDictionary<string, EndPoint> ConnectTo { get; init; } = new Dictionary<string, EndPoint>();

    /// <summary>
    /// Opens the connection to a host and port, below TLS; null for a socket. For networks of one's own. <see cref="ConnectTo"/> has been looked
    /// at before.
    /// </summary>
    public Func<EndPoint, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>The proxy; null for the system's (HTTPS_PROXY and NO_PROXY in the environment, where there are such).</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>False to use no proxy at all.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>How long one try to connect may take, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a whole call may take, tries and pauses included.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often to try, at most, where it can do no harm (see <see cref="RspHttpClient"/>). 1 never tries again.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The octets that a body may have.</summary>
    public int MaximumBodyLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>The version in X-Admin-Protocol.</summary>
    public VersionType AdminProtocolVersion { get; init; } = new(2, 5);

    /// <summary>The clock for timeouts and pauses. That for certificates is in <see cref="Trust"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where to log; nowhere if null.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The User-Agent that an interface has; null for none.</summary>
    internal string? UserAgent { get; init; }

    /// <summary>The functions that an interface lets be called again after the connection broke before the answer.</summary>
    internal FrozenSet<string> Repeatable { get; init; } = [];
}
