using System.Security.Cryptography.X509Certificates;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>An SM-DP+ on a port of this machine, under both test PKIs.</summary>
internal sealed class Site : IAsyncDisposable
{
    internal const string Address = "testsmdpplus1.example.com";
    internal static readonly RspPki Nist = Pki(EcCurve.NistP256);
    internal static readonly RspPki Brainpool = Pki(EcCurve.BrainpoolP256r1);
    internal static readonly X509Certificate2 NistTls = Nist.ToTlsCertificate();
    internal static readonly X509Certificate2 BrainpoolTls = Brainpool.ToTlsCertificate();

    internal static readonly X509Certificate2 NistCi = X509CertificateLoader.LoadCertificate(Nist.Ci.Encoded.Span);
    internal const string SecretKey = "9C1B7E5D3A0F486297B5D1C3E8F7A604";
    internal const string SecretOpc = "51F2E0C7B3A94D8685D0713FAC2E964B";

    private Site(SmdpServer server, SmdpHost host) => (Server, Host) = (server, host);

    internal SmdpServer Server { get; }

    internal SmdpHost Host { get; }

    internal Uri Es9 => Host.Es9Addresses[0];

    internal static async Task<Site> StartAsync(
        Func<SmdpOptions, SmdpOptions>? server = null, Func<SmdpHostOptions, SmdpHostOptions>? host = null, ILoggerFactory? loggers = null)
    {
        SmdpOptions options = new() { Address = Address, Credentials = [SmdpCredential.From(Nist), SmdpCredential.From(Brainpool)] };
        SmdpServer smdp = new(server is null ? options : server(options), loggers: loggers);
        SmdpHostOptions where = new() { Certificates = [new(NistTls), new(BrainpoolTls)], LoggerFactory = loggers };
        return new(smdp, await SmdpHost.StartAsync(smdp, host is null ? where : host(where)));
    }

    internal HttpClient Client() => HttpsTransport.Client(Es9, NistCi);

    /// <summary>A profile that can be ordered.</summary>
    internal Iccid Stock(int number, string? profileType = null, string? owner = null)
    {
        Iccid iccid = Iccid.FromDigits($"894900000000000{number:D4}");
        SubscriberData data = new()
        {
            Iccid = iccid,
            Imsi = "001010000000001",
            Key = Octets.FromHex(SecretKey),
            Opc = Octets.FromHex(SecretOpc),
            ProfileType = "Test",
        };
        Profile profile = Profile.FromPackage(ProfileBuilder.Build(data).Write(), "ACME", $"Profile {number}");
        Server.Orders.AddAsync(profile with { ProfileType = profileType, Owner = owner }).Now();
        return iccid;
    }

    /// <summary>An order that waits for download.</summary>
    internal ProfileOrder Release(string matchingId, int number = 1, string? code = null, string? profileType = null, string? owner = null)
    {
        Iccid iccid = Stock(number, profileType, owner);
        Server.Es2.DownloadOrderAsync(iccid).Now();
        return ((OrderOutcome.Done)Server.Es2.ConfirmOrderAsync(iccid, new() { MatchingId = matchingId, ConfirmationCode = code }).Now()).Order;
    }

    /// <summary>A world for its device: its LPA goes this way to servers, and trusts what the PKIs say.</summary>
    internal static async Task<EsimWorld> WorldAsync(IEs9Transport wire, params RspPki[] pkis)
    {
        EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = pkis, Time = TimeProvider.System, Random = _ => RandomSource.System });
        world.Net.Wire = wire;
        return world;
    }

    /// <summary>Downloads and installs on a new card.</summary>
    internal Task<DownloadOutcome> DownloadAsync(HttpClient client, ProfileOrder order, params RspPki[] pkis) =>
        DownloadAsync(new HttpsTransport(client), order, pkis);

    internal async Task<DownloadOutcome> DownloadAsync(IEs9Transport wire, ProfileOrder order, params RspPki[] pkis)
    {
        await using EsimWorld world = await WorldAsync(wire, pkis);
        return await world.Device.DownloadAsync(Server.ActivationCodeOf(order));
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static RspPki Pki(EcCurve curve) =>
        TestPki.Create(curve, new SeededRandom("web " + curve.Name), TimeProvider.System.GetUtcNow().AddDays(-1)).WithSystemKeys();
}
