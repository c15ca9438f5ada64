using EuiccSim.Ending;
using EuiccSim.Servers.AspNetCore.Http;
using EuiccSim.Servers.SmDs;

namespace EuiccSim.Servers.AspNetCore.SmDs;

/// <summary>An SM-DS in Kestrel: HTTPS for LPAs and, on other ports, for SM-DP+s and SM-DSs.</summary>
public sealed class SmdsHost : IAsyncDisposable
{
    private readonly RspWebHost _es11;
    private readonly RspWebHost _es12;
    private readonly EventSettler? _settler;

    private SmdsHost(RspWebHost es11, RspWebHost es12, EventSettler? settler) => (_es11, _es12, _settler) = (es11, es12, settler);

    /// <summary>Where LPAs reach it, with the ports that it got.</summary>
    public IReadOnlyList<Uri> Es11Addresses => _es11.Addresses;

    /// <summary>Where SM-DP+s and SM-DSs reach it.</summary>
    public IReadOnlyList<Uri> Es12Addresses => _es12.Addresses;

    /// <summary>Starts to listen.</summary>
    /// <param name="server">Who answers. It stays the caller's.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ListenException">An address is in use, or none of this machine.</exception>
    public static async Task<SmdsHost> StartAsync(SmdsServer server, SmdsHostOptions options, CancellationToken cancellationToken = default)
    {
        RspListener forLpas = new(options.Es11EndPoints, options.Certificates, null, options.Limits);
        HostTeller teller = new(server.Reject, server.RefuseConnection);
        RspWebHost es11 = await RspWebHost.StartAsync(forLpas, routes =>
        {
            routes.MapEs11(server);
            routes.MapHealth();
        }, teller, options.LoggerFactory, cancellationToken).ConfigureAwait(false);
        try
        {
            RspListener forServers = new(options.Es12EndPoints, options.Certificates, options.ServerCis, options.Limits);
            RspWebHost es12 = await RspWebHost.StartAsync(forServers, routes => routes.MapEs12(server), teller, options.LoggerFactory, cancellationToken)
                .ConfigureAwait(false);
            EventSettler? settler = server.Options.Root is null
                ? null
                : new(server.SettleAsync, options.SettleInterval, server.Options.Time, options.LoggerFactory);
            return new(es11, es12, settler);
        }
        catch
        {
            await es11.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops listening; what is being answered is answered. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await LetGo.QuietlyAsync(_es11.DisposeAsync).ConfigureAwait(false);
        await LetGo.QuietlyAsync(_es12.DisposeAsync).ConfigureAwait(false);
        if (_settler is not null) await LetGo.QuietlyAsync(_settler.DisposeAsync).ConfigureAwait(false);
    }
}
