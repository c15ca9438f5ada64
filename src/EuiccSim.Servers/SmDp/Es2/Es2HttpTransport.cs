using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>Carries ES2+ over HTTPS with certificates on both sides. SGP.22 v2.5 §2.6.6, §6.1.</summary>
/// <param name="client">
/// Has the own certificate, and knows who is trusted (<see cref="RspHttpOptions.BetweenServers"/>). It stays the caller's.
/// </param>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class Es2HttpTransport(RspHttpClient client) : IEs2Transport
{
    /// <inheritdoc/>
    public Task<Es9HttpResponse> PostAsync(string address, string function, Octets request, CancellationToken cancellationToken) =>
        function == HandleDownloadProgressInfoRequest.Function
            ? client.TellAsync(address, Es2Plus.InterfaceName, function, request, cancellationToken)
            : client.CallAsync(address, Es2Plus.InterfaceName, function, request, cancellationToken);
}
