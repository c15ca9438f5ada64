using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>ES9+ over HttpClient: the names that are asked for lead to the given ports, and one CI is trusted.</summary>
internal sealed class HttpsTransport(HttpClient client) : IEs9Transport
{
    public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, $"https://{serverAddress}/gsma/rsp2/es9plus/{function}");
        message.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.2.0");
        message.Headers.UserAgent.ParseAdd("gsma-rsp-lpad");
        message.Content = new ByteArrayContent(request.ToArray());
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.SendAsync(message, cancellationToken);
        return new((int)response.StatusCode, Octets.Wrap(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
    }

    /// <summary>A client that trusts one CI and nobody else, and finds every host at one port of this machine.</summary>
    internal static HttpClient Client(Uri server, X509Certificate2 ci, X509Certificate2? own = null, Version? tls = null, X509Certificate2Collection? issuers = null)
    {
        SocketsHttpHandler handler = new();
        handler.SslOptions.EnabledSslProtocols = tls is { Minor: 2 } ? System.Security.Authentication.SslProtocols.Tls12
            : System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13;
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(ci);
        if (own is not null) handler.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(own, issuers, offline: true);
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        };
        return new(handler);
    }
}
