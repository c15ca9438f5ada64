using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.Bindings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.AspNetCore.Http;

/// <summary>Where to listen and for whom.</summary>
/// <param name="EndPoints">The addresses.</param>
/// <param name="Certificates">The server's.</param>
/// <param name="ClientCas">Under which clients must have certificates; null if they need none.</param>
/// <param name="Limits">What a client may take.</param>
internal sealed record RspListener(
    IReadOnlyList<IPEndPoint> EndPoints, IReadOnlyList<ServerTlsCertificate> Certificates, X509Certificate2Collection? ClientCas, HttpLimits Limits);

/// <summary>Who is told of what comes to no function.</summary>
/// <param name="Rejected">Told of each request.</param>
/// <param name="Refused">Told of each connection without one: the client's address, and why.</param>
internal sealed record HostTeller(Action<Rejection> Rejected, Action<string, string> Refused);

/// <summary>One Kestrel with the paths of one interface, and no configuration from files or the environment.</summary>
internal sealed class RspWebHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private RspWebHost(WebApplication application)
    {
        _application = application;
        Addresses = [.. application.Urls.Select(url => new Uri(url))];
    }

    internal IReadOnlyList<Uri> Addresses { get; }

    internal static async Task<RspWebHost> StartAsync(
        RspListener listener, Action<IEndpointRouteBuilder> map, HostTeller teller, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, listener, teller.Refused));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        if (loggers is not null) builder.Services.AddSingleton(loggers);
        WebApplication application = builder.Build();
        application.Use(new HttpFaults(teller.Rejected).HandleAsync);
        map(application);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(application);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw ListenException.Of(listener.EndPoints, fault);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, RspListener listener, Action<string, string> refused)
    {
        HttpLimits limits = listener.Limits;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = limits.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = limits.KeepAliveTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new(limits.MinBodyRate, limits.BodyGracePeriod);
        kestrel.Limits.MaxRequestHeadersTotalSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 32;
        kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
        TlsListener tls = new(listener.Certificates, listener.ClientCas, limits.HandshakeTimeout, refused);
        foreach (IPEndPoint endPoint in listener.EndPoints) kestrel.Listen(endPoint, tls.Use);
    }

    /// <summary>The caller starts and stops: no signal of the process does.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
