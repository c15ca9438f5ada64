using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tls;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.AspNetCore.SmDs;

/// <summary>Where an SM-DS listens, and what it bears.</summary>
public sealed record SmdsHostOptions
{
    /// <summary>Where LPAs reach it (ES11). By default a free port of the loopback interface: nobody else gets in unless told otherwise.</summary>
    public IReadOnlyList<IPEndPoint> Es11EndPoints { get; init; } = [new(IPAddress.Loopback, 0)];

    /// <summary>CERT.DS.TLS, at most one for each CI, the most wanted first.</summary>
    public required IReadOnlyList<ServerTlsCertificate> Certificates { get; init; }

    /// <summary>Where SM-DP+s (ES12) and other SM-DSs (ES15) reach it, with certificates on both sides. By default a free port of the loopback
    /// interface.</summary>
    public IReadOnlyList<IPEndPoint> Es12EndPoints { get; init; } = [new(IPAddress.Loopback, 0)];

    /// <summary>The CIs under which SM-DP+s and SM-DSs have their certificates. No others are trusted, and none of the system's.</summary>
    public required X509Certificate2Collection ServerCis { get; init; }

    /// <summary>How long to wait before telling the root SM-DS again what it could not be told.</summary>
    public TimeSpan SettleInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limits on clients.</summary>
    public HttpLimits Limits { get; init; } = new();

    /// <summary>Where Kestrel and the host log; nowhere if null.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
