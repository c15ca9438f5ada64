using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Conformance.Lpas.Servers;

/// <summary>Who answers at a listener: as each case has it.</summary>
/// <param name="Certificate">What is shown in TLS, with its key.</param>
/// <param name="Protocols">The versions of TLS that are offered.</param>
/// <param name="Answer">Answers a request.</param>
internal sealed record HttpsSite(X509Certificate2 Certificate, SslProtocols Protocols, Func<HttpPost, CancellationToken, Task<HttpReply>> Answer);

/// <summary>HTTPS on a socket of this machine. It stays for a whole run, so that an LPA can be told once where it is; who answers there changes.</summary>
internal sealed class HttpsListener : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private volatile HttpsSite? _site;

    /// <summary>Begins to listen at a free port.</summary>
    /// <param name="address">Of this machine.</param>
    /// <param name="host">The name by which LPAs reach it.</param>
    /// <exception cref="TransportException">It is no address of this machine.</exception>
    internal HttpsListener(IPAddress address, string host)
    {
        _listener = new(address, 0);
        try
        {
            _listener.Start();
        }
        catch (SocketException fault)
        {
            throw new TransportException($"The servers of the run cannot listen at {address}: {fault.Message}.", fault);
        }
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        Address = $"{host}:{EndPoint.Port}";
        _accepting = AcceptAsync();
    }

    internal IPEndPoint EndPoint { get; }

    /// <summary>The name with the port.</summary>
    internal string Address { get; }

    /// <summary>Lets somebody else answer; nobody if null: then connections are closed at once.</summary>
    internal void Show(HttpsSite? site) => _site = site;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                open.RemoveAll(task => task.IsCompleted);
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException && _end.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        if (_site is not { } site) return;
        try
        {
            client.NoDelay = true;
            using SslStream tls = new(client.GetStream());
            await tls.AuthenticateAsServerAsync(TlsOf(site), _end.Token);
            await ConverseAsync(new(tls, Address), site);
            await tls.ShutdownAsync();
        }
        catch (Exception end) when (end is IOException or AuthenticationException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The LPA has gone, or does not like the server: that is what many cases want.
        }
    }

    private async Task ConverseAsync(HttpConversation conversation, HttpsSite site)
    {
        // A connection that is kept from one case to the next must not be answered by the server of the last.
        while (await conversation.ReadAsync(_end.Token) is { } post && _site == site)
        {
            HttpReply reply = await site.Answer(post, _end.Token);
            if (reply.Form == ReplyForm.None) return;
            await conversation.WriteAsync(reply, _end.Token);
        }
    }

    private static SslServerAuthenticationOptions TlsOf(HttpsSite site) => new()
    {
        // The certificate alone: the CI is what the LPA has, and what leads elsewhere is not helped along.
        ServerCertificateContext = SslStreamCertificateContext.Create(site.Certificate, additionalCertificates: null, offline: true),
        EnabledSslProtocols = site.Protocols,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };
}
