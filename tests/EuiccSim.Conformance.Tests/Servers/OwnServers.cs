using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Conformance.Servers;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.SmDs;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDs;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>Our own SM-DP+ and SM-DS on ports of this machine, under both test PKIs, which reach each other.</summary>
internal sealed class OwnServers : IAsyncDisposable
{
    internal static readonly RspPki Nist = Pki(EcCurve.NistP256);
    internal static readonly RspPki Brainpool = Pki(EcCurve.BrainpoolP256r1);
    private static readonly OperatorPki s_operator = OperatorPki.Create(RandomSource.System, TimeProvider.System.GetUtcNow().AddDays(-1));
    private static readonly X509Certificate2[] s_dpTls = [Nist.ToTlsCertificate(), Brainpool.ToTlsCertificate()];
    private static readonly X509Certificate2[] s_dsTls = [Nist.ToSmdsTlsCertificate(), Brainpool.ToSmdsTlsCertificate()];
    private static readonly X509Certificate2 s_operatorCertificate = s_operator.ToClientCertificate();

    private readonly SmdpHost _smdp;
    private readonly SmdsHost _smds;
    private readonly Es12HttpTransport _announcing;

    private OwnServers(SmdpServer server, SmdpHost smdp, SmdsHost smds, Es12HttpTransport announcing) => (Smdp, _smdp, _smds, _announcing) = (server, smdp, smds, announcing);

    internal SmdpServer Smdp { get; }

    /// <summary>Where they are, with everything that a run may use.</summary>
    internal ServerTargetOptions Options => new()
    {
        Smdp = At(_smdp.Es9Addresses[0]),
        Es2 = At(_smdp.Es2Addresses[0]),
        Smds = At(_smds.Es11Addresses[0]),
        Es12 = At(_smds.Es12Addresses[0]),
        Http = new() { Trust = new() { Cis = [Nist.Ci, Brainpool.Ci] }, UseProxy = false },
        OperatorCertificate = s_operatorCertificate,
        Pkis = [Nist, Brainpool],
    };

    internal static async Task<OwnServers> StartAsync(Func<SmdpOptions, SmdpOptions>? change = null)
    {
        BrainpoolTls.TryEnable();
        SmdsServer smds = new(new() { Address = "localhost", Credentials = [Credential(Nist), Credential(Brainpool)] });
        SmdsHost smdsHost = await SmdsHost.StartAsync(smds, new() { Certificates = Tls(s_dsTls), ServerCis = [X509(Nist), X509(Brainpool)] });
        Es12HttpTransport announcing = new(RspHttpOptions.BetweenServers with
        {
            ClientCertificate = s_dpTls[0],
            Trust = new() { Cis = [Nist.Ci, Brainpool.Ci] },
            ConnectTo = new Dictionary<string, EndPoint> { [$"localhost:{smdsHost.Es11Addresses[0].Port}"] = new IPEndPoint(IPAddress.Loopback, smdsHost.Es12Addresses[0].Port) },
            UseProxy = false,
        });
        SmdpOptions options = new()
        {
            Address = "localhost",
            Credentials = [SmdpCredential.From(Nist), SmdpCredential.From(Brainpool)],
            Smds = new(announcing, [new($"localhost:{smdsHost.Es11Addresses[0].Port}")]),
            // As the tool has it: the played eUICC makes up what it can do.
            Eligibility = EligibilityRules.WithoutServices,
        };
        SmdpServer server = new(change is null ? options : change(options));
        SmdpHost host = await SmdpHost.StartAsync(server, new()
        {
            Certificates = Tls(s_dpTls),
            Es2 = new() { ClientCas = [X509CertificateLoader.LoadCertificate(s_operator.Ca.Encoded.Span)], Map = routes => StockRoute.Map(routes, server) },
            SettleInterval = TimeSpan.FromMilliseconds(50),
        });
        return new(server, host, smdsHost, announcing);
    }

    /// <summary>Profiles in stock whose packages are protected beforehand, for the order file of a run.</summary>
    internal async Task<IReadOnlyList<ProfileOrder>> ProtectedAsync(int count)
    {
        List<ProfileOrder> orders = [];
        for (int i = 0; i < count; i++)
        {
            Iccid iccid = Iccid.WithCheckDigit($"890199977000000{i:D4}");
            Profile profile = Profile.FromPackage(Package(iccid), "Conformance").WithRandomKeys(RandomSource.System);
            orders.Add(await Smdp.Orders.AddAsync(new ProfileOrder { Profile = profile }));
        }
        return orders;
    }

    public async ValueTask DisposeAsync()
    {
        await _smdp.DisposeAsync();
        await _smds.DisposeAsync();
        _announcing.Dispose();
    }

    internal static Octets Package(Iccid iccid) => ProfileBuilder.Build(new SubscriberData
    {
        Iccid = iccid,
        Imsi = "001010123456789",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Write();

    internal static Octets Hash(string code) => Octets.Wrap(SHA256.HashData(Encoding.ASCII.GetBytes(code)));

    // By the name that is in the certificates.
    private static Uri At(Uri address) => new($"https://localhost:{address.Port}");

    private static ServerTlsCertificate[] Tls(X509Certificate2[] certificates) => [.. certificates.Select(one => new ServerTlsCertificate(one))];

    private static SmdsCredential Credential(RspPki pki) => new(pki.Ci, pki.DsAuth!, pki.DsAuthKey!);

    private static X509Certificate2 X509(RspPki pki) => X509CertificateLoader.LoadCertificate(pki.Ci.Encoded.Span);

    private static RspPki Pki(EcCurve curve) =>
        TestPki.Create(curve, new SeededRandom("conformance " + curve.Name), TimeProvider.System.GetUtcNow().AddDays(-1)).WithSystemKeys();
}
