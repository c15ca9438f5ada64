using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.Es12;

/// <summary>Carries ES12 and ES15 over HTTPS with certificates on both sides. SGP.22 v2.5 §2.6.6, §6.1.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class Es12HttpTransport : IEs12Transport, IDisposable
{
    private readonly RspHttpClient _http;

    /// <summary>A transport that has no connection yet.</summary>
    /// <param name="options">
    /// How to work: <see cref="RspHttpOptions.BetweenServers"/> with the server's own CERT.DP.TLS or CERT.DS.TLS, and the CIs that it trusts. Of
    /// servers under these only SM-DSs are called, whatever role is given, and nobody else: an SM-DS has a certificate of a CI.
    /// </param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Es12HttpTransport(RspHttpOptions options) =>
        _http = new(options with { Trust = options.Trust with { Role = CertificateRole.DsTls, UseSystemStore = false } });

    /// <inheritdoc/>
    public Task<Es9HttpResponse> PostAsync(
        string smdsAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken) =>
        _http.CallAsync(smdsAddress, interfaceName, function, request, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();
}
