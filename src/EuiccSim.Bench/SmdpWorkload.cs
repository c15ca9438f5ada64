using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Bench;

/// <summary>
/// Complete ES9+ sessions through Kestrel: HTTPS over loopback, connections reused, the load made in the same process and on the same
/// processors.
/// </summary>
internal static class SmdpWorkload
{
    /// <summary>Sessions in a second beside their asymmetric operations alone, and what 99 of 100 sessions take no longer than.</summary>
    internal static IEnumerable<Figure> Measure() => MeasureAsync().GetAwaiter().GetResult();

    private static async Task<Figure[]> MeasureAsync()
    {
        await using EsimWorld world = BenchWorld.Create(EcCurve.NistP256);
        (RspPki pki, SmdpServer server) = (world.Pki, world.Server);
        using X509Certificate2 tls = pki.ToTlsCertificate(), ci = X509CertificateLoader.LoadCertificate(pki.Ci.Encoded.Span);
        await using SmdpHost host = await SmdpHost.StartAsync(server, new() { Certificates = [new(tls)] });
        using HttpClient http = Client(host.Es9Addresses[0], ci);
        Worker[] workers = [.. Enumerable.Range(0, Workers).Select(number => new Worker(server, new(http, server.Options.Address, pki), number))];
        foreach (Worker worker in workers) await worker.BeginAsync();

        await RunAsync(workers, s_warmUp);
        foreach (Worker worker in workers) worker.Times.Clear();
        List<(double Value, double Floor)> rounds = [];
        for (int i = 0; i < Rounds; i++) rounds.Add((await RunAsync(workers, s_round), SessionFloor.PerSecond(s_round / 2)));
        // Both saw the same machine in a round; of the rounds the best one counts, as nothing but others' work can make it worse.
        double sessions = rounds.Max(round => round.Value), floor = rounds.Max(round => round.Floor);
        double[] times = [.. workers.SelectMany(worker => worker.Times).Order()];
        return
        [
            Figure.Rate("smdp.sessions", (sessions, floor)),
            Figure.Time("smdp.p99", (times[times.Length * 99 / 100], Environment.ProcessorCount * 1000 / floor)),
        ];
    }

    private static async Task<double> RunAsync(Worker[] workers, TimeSpan time)
    {
        long began = TimeProvider.System.GetTimestamp();
        int[] done = await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RunAsync(began, time))));
        return done.Sum() / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static HttpClient Client(Uri server, X509Certificate2 ci)
    {
        SocketsHttpHandler handler = new() { UseProxy = false, MaxConnectionsPerServer = Workers };
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(ci);
        handler.ConnectCallback = async (_, ct) =>
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return new(handler);
    }

    /// <summary>One LPA after the other, each with an order of its own that is made anew before it is asked for.</summary>
    private sealed class Worker
    {
        private readonly SmdpServer _server;
        private readonly LoadEuicc _euicc;
        private readonly Profile _profile;
        private readonly string _matchingId;

        internal Worker(SmdpServer server, LoadEuicc euicc, int number)
        {
            (_server, _euicc, _matchingId) = (server, euicc, FormattableString.Invariant($"LOAD-{number}"));
            SubscriberData data = new()
            {
                Iccid = Iccid.FromDigits(FormattableString.Invariant($"894900000000000{number:D4}")),
                Imsi = "001010000000001",
                Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
                Opc = Octets.FromHex("F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF"),
                ProfileType = "Load",
            };
            _profile = Profile.FromPackage(ProfileBuilder.Build(data).Write(), "EuiccSim", "Load");
        }

        internal List<double> Times { get; } = [];

        internal async Task BeginAsync() => await _server.Orders.AddAsync(_profile);

        internal async Task<int> RunAsync(long began, TimeSpan time)
        {
            int count = 0;
            for (; TimeProvider.System.GetElapsedTime(began) < time; count++)
            {
                ProfileOrder last = (await _server.Orders.FindAsync(_profile.Iccid))!;
                await _server.Orders.TryUpdateAsync(last, new() { Profile = _profile, State = OrderState.Released, MatchingId = _matchingId });
                long start = TimeProvider.System.GetTimestamp();
                await _euicc.RunSessionAsync(_matchingId, _profile.Iccid);
                Times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }
            return count;
        }
    }

    private const int Rounds = 3;
    private static readonly int Workers = 4 * Environment.ProcessorCount;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(4);
}
