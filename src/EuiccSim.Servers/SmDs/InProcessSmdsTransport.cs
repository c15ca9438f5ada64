using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.SmDs;

/// <summary>Carries ES11, ES12 and ES15 calls to SM-DSs in this process: for tests and demonstrations, without a network.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class InProcessSmdsTransport : IEs9Transport, IEs12Transport
{
    private readonly Octets? _clientCertificate;
    private readonly SmdsServer[] _servers;

    /// <summary>Reaches these SM-DSs by their addresses.</summary>
    /// <param name="clientCertificate">As whom: CERT.DP.TLS or CERT.DS.TLS, DER; null as an LPA.</param>
    /// <param name="servers">The SM-DSs.</param>
    public InProcessSmdsTransport(Octets? clientCertificate, params ReadOnlySpan<SmdsServer> servers) =>
        (_clientCertificate, _servers) = (clientCertificate, servers.ToArray());

    /// <inheritdoc/>
    public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await Find(serverAddress).HandleAsync(function, request).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Es9HttpResponse> PostAsync(
        string smdsAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SmdsServer server = Find(smdsAddress);
        return interfaceName == "es15"
            ? await server.HandleEs15Async(function, _clientCertificate, request).ConfigureAwait(false)
            : await server.HandleEs12Async(function, _clientCertificate, request).ConfigureAwait(false);
    }

    private SmdsServer Find(string address)
    {
        foreach (SmdsServer server in _servers)
            if (string.Equals(server.Options.Address, address, StringComparison.OrdinalIgnoreCase)) return server;
        throw new Es9TransportException($"There is no SM-DS at {address}.");
    }
}
