using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Servers.AspNetCore.SmDp.Es2;
using EuiccSim.Servers.AspNetCore.Tls;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.AspNetCore.SmDp;

/// <summary>Where an SM-DP+ listens, and what it bears.</summary>
public sealed record SmdpHostOptions
{
    /// <summary>Where LPAs reach it. By default a free port of the loopback interface: nobody else gets in unless told otherwise.</summary>
    public IReadOnlyList<IPEndPoint> Es9EndPoints { get; init; } = [new(IPAddress.Loopback, 0)];

    /// <summary>
    /// CERT.DP.TLS, at most one for each CI, the most wanted first. A client that says which CIs it trusts (trusted_ca_keys), or which
    /// curves it knows, gets the first that suits it.
    /// </summary>
    public required IReadOnlyList<ServerTlsCertificate> Certificates { get; init; }

    /// <summary>ES2+, on its own listener; null for none.</summary>
    public Es2HostOptions? Es2 { get; init; }

    /// <summary>How long to wait before telling an SM-DS again what it could not be told.</summary>
    public TimeSpan SettleInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limits on clients.</summary>
    public HttpLimits Limits { get; init; } = new();

    /// <summary>Where Kestrel and the host log; nowhere if null.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}

/// <summary>Where operators reach an SM-DP+: TLS with certificates on both sides. SGP.22 v2.5 §2.6.6, §5.3.</summary>
public sealed record Es2HostOptions
{
    /// <summary>Where to listen. By default a free port of the loopback interface.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints { get; init; } = [new(IPAddress.Loopback, 0)];

    /// <summary>
    /// The CAs under which operators have their certificates. No others are trusted, and none of the system's. A certificate must be for
    /// client authentication (id-kp-clientAuth) if it says what it is for. Certificates that SGP.22 has for something else than TLS, an eUICC
    /// maker's for one, are nobody's here and issue nobody's.
    /// </summary>
    public required X509Certificate2Collection ClientCas { get; init; }

    /// <summary>The server's certificates here; those for LPAs if null.</summary>
    public IReadOnlyList<ServerTlsCertificate>? Certificates { get; init; }

    /// <summary>Adds paths of one's own for operators, who have shown a certificate there as well; null for none.</summary>
    public Action<IEndpointRouteBuilder>? Map { get; init; }

    /// <summary>How the operator is told of downloads; null for not at all.</summary>
    public ProgressOptions? Progress { get; init; }
}

/// <summary>What a client may take of a server.</summary>
public sealed record HttpLimits
{
    /// <summary>Open connections at a time; more are closed at once.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How long a TLS handshake may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the request line and the headers may take; answered with 408.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be idle between two requests.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The octets of a body that must come in a second, on the average; slower ones are answered with 408.</summary>
    public double MinBodyRate { get; init; } = 240;

    /// <summary>How long a body may be slower than that at first.</summary>
    public TimeSpan BodyGracePeriod { get; init; } = TimeSpan.FromSeconds(5);
}
