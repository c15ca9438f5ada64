using EuiccSim.Ending;
using EuiccSim.Servers.AspNetCore.Http;
using EuiccSim.Servers.AspNetCore.SmDp.Es2;
using EuiccSim.Servers.AspNetCore.SmDs;
using EuiccSim.Servers.SmDp;

namespace EuiccSim.Servers.AspNetCore.SmDp;

/// <summary>An SM-DP+ in Kestrel: HTTPS for LPAs and, on other ports, for operators.</summary>
public sealed class SmdpHost : IAsyncDisposable
{
    private readonly RspWebHost _es9;
    private readonly RspWebHost? _es2;
    private readonly ProgressReporter? _reporter;
    private readonly SmdpServer _server;
    private readonly EventSettler? _settler;

    private SmdpHost(SmdpServer server, SmdpHostOptions options, RspWebHost es9, RspWebHost? es2, ProgressReporter? reporter)
    {
        (_server, _es9, _es2, _reporter) = (server, es9, es2, reporter);
        if (server.Options.Smds is null) return;
        _settler = new(server.SettleEventsAsync, options.SettleInterval, server.Options.Time, options.LoggerFactory);
        server.Happened += _settler.Wake;
    }

    /// <summary>Where LPAs reach it, with the ports that it got.</summary>
    public IReadOnlyList<Uri> Es9Addresses => _es9.Addresses;

    /// <summary>Where operators reach it; empty if they do not.</summary>
    public IReadOnlyList<Uri> Es2Addresses => _es2?.Addresses ?? [];

    /// <summary>Starts to listen.</summary>
    /// <param name="server">Who answers. It stays the caller's.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ListenException">An address is in use, or none of this machine.</exception>
    public static async Task<SmdpHost> StartAsync(SmdpServer server, SmdpHostOptions options, CancellationToken cancellationToken = default)
    {
        RspListener forLpas = new(options.Es9EndPoints, options.Certificates, null, options.Limits);
        HostTeller teller = new(server.Reject, server.RefuseConnection);
        RspWebHost es9 = await RspWebHost.StartAsync(forLpas, routes =>
        {
            routes.MapEs9Plus(server);
            routes.MapHealth();
        }, teller, options.LoggerFactory, cancellationToken).ConfigureAwait(false);
        if (options.Es2 is not { } es2Options) return new(server, options, es9, null, null);
        try
        {
            RspListener forOperators = new(es2Options.EndPoints, es2Options.Certificates ?? options.Certificates, es2Options.ClientCas, options.Limits);
            RspWebHost es2 = await RspWebHost.StartAsync(forOperators, routes =>
            {
                routes.MapEs2Plus(server);
                es2Options.Map?.Invoke(routes);
            }, teller, options.LoggerFactory, cancellationToken).ConfigureAwait(false);
            return new(server, options, es9, es2, es2Options.Progress is { } progress ? new(server, progress, options.LoggerFactory) : null);
        }
        catch
        {
            await es9.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops listening; what is being answered is answered, and what waits to be told to the operator is told. Throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await LetGo.QuietlyAsync(_es9.DisposeAsync).ConfigureAwait(false);
        if (_es2 is not null) await LetGo.QuietlyAsync(_es2.DisposeAsync).ConfigureAwait(false);
        if (_reporter is not null) await LetGo.QuietlyAsync(_reporter.DisposeAsync).ConfigureAwait(false);
        if (_settler is null) return;
        _server.Happened -= _settler.Wake;
        await LetGo.QuietlyAsync(_settler.DisposeAsync).ConfigureAwait(false);
    }
}
