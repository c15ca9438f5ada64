using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.AspNetCore.Http;

namespace EuiccSim.Servers.AspNetCore.SmDs;

/// <summary>Carries ES12 and ES15 over HTTPS with certificates on both sides. SGP.22 v2.5 §2.6.6, §6.1.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class Es12HttpTransport : IEs12Transport, IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>By a client of one's own, which knows whom it trusts and has the certificate. It is disposed with this.</summary>
    /// <param name="client">The client.</param>
    /// <param name="timeout">How long one call may take; 10 seconds if null.</param>
    /// <param name="time">The clock; the system's if null.</param>
    public Es12HttpTransport(HttpClient client, TimeSpan? timeout = null, TimeProvider? time = null) =>
        (_client, _timeout, _time) = (client, timeout ?? TimeSpan.FromSeconds(10), time ?? TimeProvider.System);

    /// <summary>A handler that trusts SM-DSs under the given CIs and nobody else, and comes with the server's own certificate.</summary>
    /// <param name="own">CERT.DP.TLS or CERT.DS.TLS with its key; it stays the caller's.</param>
    /// <param name="cis">The CIs.</param>
    /// <param name="time">The clock for validity periods.</param>
    public static SocketsHttpHandler Handler(X509Certificate2 own, IReadOnlyList<TrustedCi> cis, TimeProvider time) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
            RemoteCertificateValidationCallback = (sender, certificate, _, _) =>
                certificate is not null && sender is SslStream { TargetHostName: var host } && IsSmds(certificate, host, cis, time.GetUtcNow()),
        },
    };

    /// <inheritdoc/>
    public async Task<Es9HttpResponse> PostAsync(
        string smdsAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate($"https://{smdsAddress}/gsma/rsp2/{interfaceName}/{function}", UriKind.Absolute, out Uri? address))
            throw new Es9TransportException($"'{smdsAddress}' is no address");
        using CancellationTokenSource limit = new(_timeout, _time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using HttpRequestMessage message = new(HttpMethod.Post, address);
        message.Headers.Add(RspHttp.AdminProtocol, RspHttp.OwnVersion);
        message.Content = new ReadOnlyMemoryContent(request.Memory);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(RspHttp.Json);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token)
                .ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MaxAnswerSize, both.Token).ConfigureAwait(false);
            return new((int)response.StatusCode, Octets.Wrap(await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false)));
        }
        catch (HttpRequestException fault)
        {
            throw new Es9TransportException($"{smdsAddress}: {fault.Message}", fault);
        }
        catch (OperationCanceledException fault) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new Es9TransportException($"{smdsAddress}: no answer within {_timeout.TotalSeconds} s", fault);
        }
    }

    /// <summary>Disposes the client.</summary>
    public void Dispose() => _client.Dispose();

    private static bool IsSmds(X509Certificate presented, string host, IReadOnlyList<TrustedCi> cis, DateTimeOffset now)
    {
        try
        {
            RspCertificate certificate = RspCertificate.Parse(Octets.Wrap(presented.GetRawCertData()));
            return TrustedCi.TryFind(cis, certificate, out TrustedCi? ci)
                && CertificateChain.CheckServer(certificate, ci, CertificateRole.DsTls, now) == CertificateFault.None
                && CertificateChain.NamesHost(certificate, host);
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    private const int MaxAnswerSize = 16 * 1024;
}
