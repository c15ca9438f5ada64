using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>The client of ES2+, over HTTPS with certificates on both sides.</summary>
internal sealed class Es2ClientTests
{
    private static readonly OperatorPki s_operator = OperatorPki.Create(new SeededRandom("ACME"), TimeProvider.System.GetUtcNow().AddDays(-1), "ACME");

    private Site _site = null!;

    [SetUp]
    public async Task BeginAsync() => _site = await Site.StartAsync(host: options => options with
    {
        Es2 = new() { ClientCas = [X509CertificateLoader.LoadCertificate(s_operator.Ca.Encoded.Span)] },
    });

    [TearDown]
    public async Task EndAsync() => await _site.DisposeAsync();

    [Test]
    public async Task An_operator_orders_confirms_releases_and_cancels()
    {
        using RspHttpClient http = Client(Site.Nist.Ci, s_operator.ToClientCertificate());
        Es2Client es2 = new(new Es2HttpTransport(http), Site.Address, "2.999.1000");
        Iccid iccid = _site.Stock(1, owner: "ACME"), others = _site.Stock(2, owner: "other");
        Assert.That(await es2.DownloadOrderAsync(iccid), Is.EqualTo(Ok(new DownloadOrderResponse { Iccid = iccid })));
        Assert.That(await es2.ConfirmOrderAsync(iccid, releaseFlag: false, matchingId: "CLIENT"),
            Is.EqualTo(Ok(new ConfirmOrderResponse { MatchingId = "CLIENT", SmdpAddress = Site.Address })));
        Assert.That((await es2.ReleaseProfileAsync(iccid)).IsSuccess, Is.True);
        Assert.That((await _site.Server.Orders.FindAsync(iccid))!.State, Is.EqualTo(OrderState.Released));
        Assert.That((await es2.ReleaseProfileAsync(iccid)).StatusCodeData!.Code, Is.EqualTo(new StatusCode("8.2.1", "3.5")));
        Assert.That((await es2.CancelOrderAsync(iccid, keepInStock: true)).IsSuccess, Is.True);
        Assert.That((await _site.Server.Orders.FindAsync(iccid))!.State, Is.EqualTo(OrderState.Available));
        var refused = (RspResult<DownloadOrderResponse>.Failed)await es2.DownloadOrderAsync(others);
        Assert.That(refused.Header.StatusCodeData!.Code, Is.EqualTo(new StatusCode("8.2.1", "1.2")), "by its certificate it is ACME");
    }

    [Test]
    public async Task A_server_of_another_CI_is_asked_nothing()
    {
        using RspHttpClient http = Client(Site.Brainpool.Ci, s_operator.ToClientCertificate());
        Iccid iccid = _site.Stock(1);
        Es9TransportException fault = await FaultAsync(http, iccid);
        Assert.That(fault.Fault, Is.EqualTo(Es9TransportFault.NotTrusted));
        Assert.That((await _site.Server.Orders.FindAsync(iccid))!.State, Is.EqualTo(OrderState.Available));
    }

    [Test]
    public async Task Without_a_certificate_there_is_no_answer()
    {
        using RspHttpClient http = Client(Site.Nist.Ci, null);
        Es9TransportException fault = await FaultAsync(http, _site.Stock(1));
        Assert.That(fault.Fault, Is.AnyOf(Es9TransportFault.ConnectionLost, Es9TransportFault.TlsFailed));
    }

    /// <summary>Where it listens for LPAs there is no such path, and TLS lets everybody in.</summary>
    [Test]
    public async Task Another_HTTP_status_is_told_as_such()
    {
        using RspHttpClient http = Client(Site.Nist.Ci, null, _site.Es9);
        Es9TransportException fault = await FaultAsync(http, _site.Stock(1));
        Assert.That((fault.Fault, fault.HttpStatus), Is.EqualTo((Es9TransportFault.NotEs9, (int?)404)));
    }

    private static async Task<Es9TransportException> FaultAsync(RspHttpClient http, Iccid iccid) => (await Assert.ThrowsAsync<Es9TransportException>(
        () => new Es2Client(new Es2HttpTransport(http), Site.Address, "2.999.1000").DownloadOrderAsync(iccid)))!;

    private RspHttpClient Client(RspCertificate ci, X509Certificate2? own, Uri? place = null) => new(RspHttpOptions.BetweenServers with
    {
        ClientCertificate = own,
        Trust = new() { Cis = [ci] },
        ConnectTo = new Dictionary<string, EndPoint> { [Site.Address] = new IPEndPoint(IPAddress.Loopback, (place ?? _site.Host.Es2Addresses[0]).Port) },
    });

    private static RspResult<T> Ok<T>(T value) => new RspResult<T>.Ok(value);
}
