using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>Carries the ES2+ calls of one operator to servers in this process: for tests and demonstrations, without a network.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class InProcessEs2Transport : IEs2Transport
{
    private readonly string? _operatorName;
    private readonly SmdpServer[] _servers;

    /// <summary>Reaches these servers by their addresses.</summary>
    /// <param name="operatorName">As whom, as <see cref="Orders.Profile.Owner"/>; null as one of whom nothing is known.</param>
    /// <param name="servers">The servers.</param>
    public InProcessEs2Transport(string? operatorName, params ReadOnlySpan<SmdpServer> servers) =>
        (_operatorName, _servers) = (operatorName, servers.ToArray());

    /// <inheritdoc/>
    public async Task<Es9HttpResponse> PostAsync(string address, string function, Octets request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (SmdpServer server in _servers)
        {
            bool isAddressed = string.Equals(server.Options.Address, address, StringComparison.OrdinalIgnoreCase);
            if (isAddressed) return await server.HandleEs2Async(function, _operatorName, request).ConfigureAwait(false);
        }
        throw new Es9TransportException($"There is no server at {address}.");
    }
}
