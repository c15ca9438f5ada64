using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.AspNetCore.SmDs;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDs;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>An SM-DP+, an alternative SM-DS and its root, each on ports of this machine, which reach each other over HTTPS.</summary>
internal sealed class DiscoverySite : IAsyncDisposable
{
    internal const string RootAddress = "testrootsmds.example.com";
    internal const string AlternativeAddress = "alternative.example.com";

    private static readonly RspPki s_alternativePki = AlternativePki();
    private static readonly X509Certificate2 s_rootTls = Site.Nist.ToSmdsTlsCertificate();
    private static readonly X509Certificate2 s_alternativeTls = s_alternativePki.ToSmdsTlsCertificate();

    // For servers, by name: where they listen for other servers. For LPAs, by name: where they listen for LPAs.
    private readonly Dictionary<string, Uri> _forServers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Uri> _forLpas = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IAsyncDisposable> _hosts = [];
    private readonly List<Es12HttpTransport> _transports = [];
    private readonly List<Stream> _streams = [];

    internal SmdsServer Root { get; private set; } = null!;

    internal SmdsServer Alternative { get; private set; } = null!;

    internal Site Smdp { get; private set; } = null!;

    /// <summary>False for SM-DSs that no server reaches.</summary>
    internal bool IsUp { get; set; } = true;

    internal Uri RootEs12 => _forServers[RootAddress];

    internal Uri RootEs11 => _forLpas[RootAddress];

    internal Uri AlternativeEs12 => _forServers[AlternativeAddress];

    /// <summary>Has a name lead elsewhere, for servers.</summary>
    internal void Redirect(string host, Uri to) => _forServers[host] = to;

    /// <summary>Ends the connections between servers that are kept for later.</summary>
    internal async Task CloseConnectionsAsync()
    {
        foreach (Stream stream in _streams) await stream.DisposeAsync();
        _streams.Clear();
    }

    internal static async Task<DiscoverySite> StartAsync(TimeSpan? settleInterval = null)
    {
        DiscoverySite site = new();
        TimeSpan interval = settleInterval ?? TimeSpan.FromMilliseconds(50);
        SmdsOptions root = new() { Address = RootAddress, Credentials = [CredentialOf(Site.Nist)] };
        site.Root = await site.AddAsync(root, s_rootTls, interval);
        site.Alternative = await site.AddAsync(root with
        {
            Address = AlternativeAddress,
            Credentials = [CredentialOf(s_alternativePki)],
            Root = new(RootAddress, site.Transport(s_alternativeTls)),
        }, s_alternativeTls, interval);
        SmdsAccess access = new(site.Transport(Site.NistTls), [new(RootAddress), new(AlternativeAddress, ForwardingIndicator: true)]);
        site.Smdp = await Site.StartAsync(options => options with { Smds = access }, host => host with { SettleInterval = interval });
        site._hosts.Add(site.Smdp);
        site._forLpas[Site.Address] = site.Smdp.Es9;
        return site;
    }

    /// <summary>What a server reaches SM-DSs with.</summary>
    internal Es12HttpTransport Transport(X509Certificate2? own)
    {
        Es12HttpTransport transport = new(RspHttpOptions.BetweenServers with
        {
            ClientCertificate = own,
            Trust = new() { Cis = [Site.Nist.Ci] },
            Connect = async (place, cancellationToken) =>
            {
                Stream stream = await ConnectAsync(IsUp ? _forServers : [], ((DnsEndPoint)place).Host, cancellationToken);
                lock (_streams) _streams.Add(stream);
                return stream;
            },
        });
        _transports.Add(transport);
        return transport;
    }

    /// <summary>What an LPA reaches all servers with.</summary>
    internal HttpClient LpaClient()
    {
        SocketsHttpHandler handler = new();
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(Site.NistCi);
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(_forLpas, context.DnsEndPoint.Host, cancellationToken);
        return new(handler);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable host in _hosts) await host.DisposeAsync();
        foreach (Es12HttpTransport transport in _transports) transport.Dispose();
    }

    private async Task<SmdsServer> AddAsync(SmdsOptions options, X509Certificate2 tls, TimeSpan settleInterval)
    {
        SmdsServer server = new(options);
        SmdsHost host = await SmdsHost.StartAsync(server, new()
        {
            Certificates = [new(tls)],
            ServerCis = [Site.NistCi],
            SettleInterval = settleInterval,
        });
        _hosts.Add(host);
        _forLpas[options.Address] = host.Es11Addresses[0];
        _forServers[options.Address] = host.Es12Addresses[0];
        return server;
    }

    private static async ValueTask<Stream> ConnectAsync(Dictionary<string, Uri> ports, string host, CancellationToken cancellationToken)
    {
        if (!ports.TryGetValue(host, out Uri? address)) throw new SocketException((int)SocketError.HostUnreachable);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static SmdsCredential CredentialOf(RspPki pki) => new(Site.Nist.Ci, pki.DsAuth!, pki.DsAuthKey!);

    // Another SM-DS under the same CI.
    private static RspPki AlternativePki()
    {
        DateTimeOffset from = TimeProvider.System.GetUtcNow().AddDays(-1);
        Rfc6979SigningKey auth = Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom("auth 2"));
        Rfc6979SigningKey tls = Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom("tls 2"));
        Protocol.Asn1.ObjectIdentifier oid = new("2.999.16");
        return (Site.Nist with
        {
            DsAuth = CertificateTemplates.Server(CertificateRole.DsAuth, "ALTERNATIVE", oid, Protocol.Asn1.Octets.FromHex("0301"), from)
                .Issue(auth.PublicKey, Site.Nist.Ci, Site.Nist.CiKey!),
            DsAuthKey = auth,
            DsTls = CertificateTemplates.TlsServer(CertificateRole.DsTls, [AlternativeAddress], oid, Protocol.Asn1.Octets.FromHex("0302"), from)
                .Issue(tls.PublicKey, Site.Nist.Ci, Site.Nist.CiKey!),
            DsTlsKey = tls,
        }).WithSystemKeys();
    }
}
