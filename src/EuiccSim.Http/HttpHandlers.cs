using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>Makes what HttpClient works on: connections, TLS, proxies.</summary>
internal static class HttpHandlers
{
    internal static SocketsHttpHandler Make(RspHttpOptions options)
    {
        ServerJudge judge = new(options.Trust);
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(options, context, cancellationToken),
            // A person may think for minutes before the next call; a connection that old may be dead without a word.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // A server calls others for months: it learns in time that a name leads elsewhere.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseProxy = options.UseProxy,
            Proxy = options.UseProxy ? new ProxyUnlessMapped(options) : null,
            SslOptions = new()
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = Cheap(),
                ClientCertificateContext = options.ClientCertificate is { } own
                    ? SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true)
                    : null,
                RemoteCertificateValidationCallback = (sender, certificate, chain, _) =>
                    IsTrusted(judge, options, ((SslStream)sender).TargetHostName, certificate, chain),
            },
        };
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(RspHttpOptions options, SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        CallProgress.Note(context.InitialRequestMessage, Es9Timeout.Connect);
        Stream stream = await ConnectAsync(options, context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
        CallProgress.Note(context.InitialRequestMessage, Es9Timeout.TlsHandshake);
        return stream;
    }

    private static async ValueTask<Stream> ConnectAsync(RspHttpOptions options, DnsEndPoint wanted, CancellationToken cancellationToken)
    {
        EndPoint place = Mapping.Find(options.ConnectTo, wanted.Host, wanted.Port) ?? wanted;
        if (options.Connect is { } connect) return await connect(place, cancellationToken).ConfigureAwait(false);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An exception says more than "false": HttpClient passes it on as the inner one of its own.</summary>
    private static bool IsTrusted(ServerJudge judge, RspHttpOptions options, string host, X509Certificate? certificate, X509Chain? chain)
    {
        TrustFault? fault = certificate is X509Certificate2 own
            ? judge.Judge(own, chain?.ChainPolicy.ExtraStore ?? [], host)
            : new(Es9TransportFault.TlsFailed, "is missing");
        if (fault is null) return true;
        string sentence = $"The certificate of {host} {fault.Text}.";
        if (options.AcceptUntrusted is null) throw new Es9TransportException(sentence) { Fault = fault.Fault };
        options.AcceptUntrusted(sentence);
        return true;
    }

    /// <summary>The chain that TLS builds before it asks us is of no use: at least it shall fetch nothing from the network.</summary>
    private static X509ChainPolicy Cheap() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
    };

    /// <summary>The proxy, but not for hosts of which we are told where they are.</summary>
    private sealed class ProxyUnlessMapped(RspHttpOptions options) : IWebProxy
    {
        private readonly IWebProxy _proxy = options.Proxy ?? HttpClient.DefaultProxy;

        public ICredentials? Credentials
        {
            get => _proxy.Credentials;
            set => throw new NotSupportedException();
        }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _proxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => Mapping.Find(options.ConnectTo, host.IdnHost, host.Port) is not null || _proxy.IsBypassed(host);
    }
}

/// <summary>Looks up <see cref="RspHttpOptions.ConnectTo"/>.</summary>
internal static class Mapping
{
    internal static EndPoint? Find(IReadOnlyDictionary<string, EndPoint> map, string host, int port)
    {
        foreach ((string key, EndPoint place) in map)
        {
            bool isHost = string.Equals(key, host, StringComparison.OrdinalIgnoreCase)
                || string.Equals(key, $"{host}:{port}", StringComparison.OrdinalIgnoreCase);
            if (isHost) return place;
        }
        return null;
    }
}
