using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.SmDp;

/// <summary>Carries ES9+ calls to servers in this process: for tests and demonstrations, without a network.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class InProcessTransport : IEs9Transport
{
    private readonly SmdpServer[] _servers;

    /// <summary>Reaches these servers by their addresses.</summary>
    public InProcessTransport(params ReadOnlySpan<SmdpServer> servers) => _servers = servers.ToArray();

    /// <inheritdoc/>
    public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (SmdpServer server in _servers)
        {
            bool isAddressed = string.Equals(server.Options.Address, serverAddress, StringComparison.OrdinalIgnoreCase);
            if (isAddressed) return await server.HandleAsync(function, request).ConfigureAwait(false);
        }
        throw new Es9TransportException($"There is no server at {serverAddress}.");
    }
}
