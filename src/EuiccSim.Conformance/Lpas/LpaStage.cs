using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Lpas;

/// <summary>What stays for a whole run: addresses, certificates, the place where the card is, and who writes down what is seen.</summary>
internal sealed class LpaStage : IAsyncDisposable
{
    private readonly RunOptions _options;
    private readonly RspPki _pki;
    private readonly TlsCertificates _tls;
    private readonly HttpsListener _smdp;
    private readonly HttpsListener _smds;
    private readonly Socket _closed;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conformance-lpa");
    private LpaScene? _first;
    private LpaScene? _shown;

    internal LpaStage(RunOptions options, LpaTargetOptions target)
    {
        _options = options;
        Witness = new(options.Time);
        Card = new(Witness);
        using RspPki made = TestPki.Create(EcCurve.NistP256, options.Random, options.Time.GetUtcNow().AddDays(-1), new() { DpHosts = [target.Host], DsHosts = [target.Host] });
        _pki = made.WithSystemKeys();
        _tls = new(_pki, target.Host, options.Random, options.Time);
        (_smdp, Second, _smds) = (new(target.ListenAddress, target.Host), new(target.ListenAddress, target.Host), new(target.ListenAddress, target.Host));
        _closed = new(target.ListenAddress.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        // Bound, so that nobody else gets the port, and not listening.
        _closed.Bind(new IPEndPoint(target.ListenAddress, 0));
        ClosedAddress = $"{target.Host}:{((IPEndPoint)_closed.LocalEndPoint!).Port}";
        Surroundings = new()
        {
            Card = Card,
            CaFile = Path.Combine(_folder.FullName, "CI.pem"),
            Ci = _pki.Ci,
            SmdpAddress = _smdp.Address,
            SmdsAddress = _smds.Address,
            SmdpEndPoint = _smdp.EndPoint,
        };
        File.WriteAllText(Surroundings.CaFile, PemEncoding.WriteString("CERTIFICATE", _pki.Ci.Encoded.Span));
    }

    internal LpaSurroundings Surroundings { get; }

    internal Witness Witness { get; }

    internal SeenCard Card { get; }

    /// <summary>The second SM-DP+.</summary>
    internal HttpsListener Second { get; }

    /// <summary>An address at which nobody listens.</summary>
    internal string ClosedAddress { get; }

    /// <summary>Signs as the first SM-DP+ does to authenticate itself.</summary>
    internal Octets SignAsServer(Octets octets) => _pki.DpAuthKey.Sign(octets.Span);

    /// <summary>Signs as the first SM-DP+ does to bind profiles.</summary>
    internal Octets SignAsBinder(Octets octets) => _pki.DpPbKey.Sign(octets.Span);

    /// <summary>The object identifier of the first SM-DP+.</summary>
    internal ObjectIdentifier SmdpOid => _pki.ServerOid;

    /// <summary>A download as it should be, which many cases look at; null as long as nobody has asked for it.</summary>
    internal LpaNominal? Nominal { get; set; }

    internal EsimWorldOptions WorldOptions(LpaSceneOptions scene)
    {
        byte[] seed = new byte[16];
        _options.Random.Fill(seed);
        return scene.World(new EsimWorldOptions
        {
            Seed = Convert.ToHexString(seed),
            Time = _options.Time,
            Pkis = [_pki],
            Server = server => server with { Address = _smdp.Address },
            Smds = smds => smds with { Address = _smds.Address },
            Euicc = euicc => euicc with { RootDsAddress = _smds.Address },
            KeepsEvents = false,
        });
    }

    /// <summary>Puts a card in: a reader wants one from the first moment on.</summary>
    internal async Task BeginAsync() => Show(_first = await LpaScene.CreateAsync(this, new()));

    /// <summary>Lets the LPA meet a scene from now on. What the last one is asked is not answered any more.</summary>
    internal void Show(LpaScene scene)
    {
        if (_shown == scene) return;
        _shown = scene;
        Card.Insert(scene.Device.Connection);
        Surroundings.TellCardChanged();
        _smdp.Show(new(_tls.Get(CertificateRole.DpTls, scene.TlsFault), scene.TlsVersions, AnswerAsync));
        Second.Show(new(_tls.Get(CertificateRole.DpTls), scene.TlsVersions, AnswerAsync));
        _smds.Show(new(_tls.Get(CertificateRole.DsTls), scene.TlsVersions, AnswerAsync));

        async Task<HttpReply> AnswerAsync(HttpPost post, CancellationToken cancellationToken)
        {
            HttpReply reply = await scene.AnswerAsync(post, cancellationToken);
            Witness.Add(new Sight.Http(Witness.Now, post, reply));
            return reply;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _smdp.DisposeAsync();
        await Second.DisposeAsync();
        await _smds.DisposeAsync();
        _closed.Dispose();
        if (Nominal is not null) await Nominal.Scene.DisposeAsync();
        if (_first is not null) await _first.DisposeAsync();
        _tls.Dispose();
        _pki.Dispose();
        _folder.Delete(recursive: true);
    }
}
