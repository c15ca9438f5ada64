using EuiccSim.Smdp.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EuiccSim.Smdp.AspNetCore;

/// <summary>An SM-DP+ in Kestrel: HTTPS for LPAs and, where wanted, for operators.</summary>
public sealed class SmdpHost : IAsyncDisposable
{
    private readonly RspWebHost _es9;

    private SmdpHost(RspWebHost es9) => _es9 = es9;

    /// <summary>Where LPAs reach it, with the ports that it got.</summary>
    public IReadOnlyList<Uri> Es9Addresses => _es9.Addresses;

    /// <summary>Starts to listen.</summary>
    /// <param name="server">Who answers. It stays the caller's.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">An address is in use.</exception>
    public static async Task<SmdpHost> StartAsync(SmdpServer server, SmdpHostOptions options, CancellationToken cancellationToken = default)
    {
        void Map(IEndpointRouteBuilder routes) => routes.MapEs9Plus(server);
        RspListener listener = new(options.Es9EndPoints, options.Certificates, null, options.Limits);
        return new(await RspWebHost.StartAsync(listener, Map, options.Loggers, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Stops listening; what is being answered is answered.</summary>
    public async ValueTask DisposeAsync() => await _es9.DisposeAsync().ConfigureAwait(false);
}
