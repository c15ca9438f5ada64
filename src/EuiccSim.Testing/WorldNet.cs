using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDs;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Testing;

/// <summary>The servers of a world and the way to them, with the world's faults on it.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class WorldNet : IEs9Transport
{
    private readonly WorldParts _parts;
    private readonly List<SmdpServer> _servers = [];
    private readonly FaultyTransport _faulty;
    private SmdsServer? _smds;

    internal WorldNet(WorldParts parts)
    {
        _parts = parts;
        _faulty = new(new Watched(this), parts.Faults);
        Wire = new InMemory(this);
    }

    /// <summary>
    /// What carries calls to the servers, beneath the world's faults and events. In memory, without HTTP, unless another one is set: HTTPS, for
    /// example, to hosts that were started for <see cref="EsimWorld.Servers"/>.
    /// </summary>
    public IEs9Transport Wire { get; set; }

    internal IReadOnlyList<SmdpServer> Servers => _servers;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The world was disposed of.</exception>
    public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        _parts.RequireAlive();
        return _faulty.PostAsync(serverAddress, function, request, cancellationToken);
    }

    internal SmdpServer AddServer(string? address, Func<SmdpOptions, SmdpOptions>? change)
    {
        _parts.RequireAlive();
        int number = _servers.Count + 1;
        RspPki[] pkis = address is null ? _parts.Pkis : _parts.Server(address, number);
        SmdpOptions options = new()
        {
            Address = address ?? FirstAddress,
            Credentials = SequenceOf.From(pkis.Select(SmdpCredential.From)),
            Time = _parts.Time,
            Crypto = _parts.Options.Crypto,
            Random = _parts.Random(number == 1 ? "server" : $"server {number}"),
            Smds = _smds is null ? null : new(Es12(pkis[0]), [new(_smds.Options.Address)]),
        };
        SmdpServer server = new(change is null ? options : change(options));
        server.Happened += what => _parts.Events.Add(new WorldEvent.Smdp(_parts.Now, what) { Party = server.Options.Address });
        _servers.Add(server);
        return server;
    }

    internal SmdsServer? AddSmds()
    {
        if (_parts.Pkis.Any(pki => pki.DsAuth is null || pki.DsAuthKey is null)) return null;
        SmdsOptions options = new()
        {
            Address = SmdsAddress,
            Credentials = SequenceOf.From(_parts.Pkis.Select(SmdsCredential.From)),
            Time = _parts.Time,
            Crypto = _parts.Options.Crypto,
            Random = _parts.Random("smds"),
        };
        if (_parts.Options.Smds is { } change) options = change(options);
        Action<SmdsActivity>? own = options.OnActivity;
        return _smds = new(options with
        {
            OnActivity = what =>
            {
                own?.Invoke(what);
                _parts.Events.Add(new WorldEvent.Smds(_parts.Now, what) { Party = options.Address });
            },
        });
    }

    private FaultyEs12Transport Es12(RspPki pki) =>
        new(new WatchedEs12(new InProcessSmdsTransport(pki.DpTls?.Encoded, _smds!), _parts), _parts.Faults);

    /// <summary>The address in SGP.26's TLS certificate.</summary>
    private const string FirstAddress = "testsmdpplus1.example.com";
    private const string SmdsAddress = "testrootsmds.example.com";

    private sealed class InMemory(WorldNet net) : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
        {
            IEs9Transport way = net._smds is { } smds && string.Equals(smds.Options.Address, serverAddress, StringComparison.OrdinalIgnoreCase)
                ? new InProcessSmdsTransport(null, smds)
                : new InProcessTransport([.. net._servers]);
            return way.PostAsync(serverAddress, function, request, cancellationToken);
        }
    }

    private sealed class Watched(WorldNet net) : IEs9Transport
    {
        public async Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
        {
            Es9HttpResponse response = await net.Wire.PostAsync(serverAddress, function, request, cancellationToken).ConfigureAwait(false);
            HttpCall call = new("es9plus", serverAddress, function, request, response.Status, response.Body);
            net._parts.Events.Add(new TraceEvent.Http(net._parts.Now, call) { Party = serverAddress });
            return response;
        }
    }

    private sealed class WatchedEs12(IEs12Transport smds, WorldParts parts) : IEs12Transport
    {
        public async Task<Es9HttpResponse> PostAsync(
            string smdsAddress, string interfaceName, string function, Octets request, CancellationToken cancellationToken)
        {
            Es9HttpResponse response = await smds.PostAsync(smdsAddress, interfaceName, function, request, cancellationToken).ConfigureAwait(false);
            HttpCall call = new(interfaceName, smdsAddress, function, request, response.Status, response.Body);
            parts.Events.Add(new TraceEvent.Http(parts.Now, call) { Party = smdsAddress });
            return response;
        }
    }
}
