using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Servers.AspNetCore.Tests.SmDs;

/// <summary>Orders announced at SM-DSs, found and downloaded, over HTTPS between all of them. SGP.22 v2.5 §3.6.</summary>
public sealed class DiscoveryTests
{
    [Test]
    public async Task An_order_is_registered_discovered_downloaded_and_its_event_deleted()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        Iccid iccid = await ConfirmAsync(site, DiscoverySite.RootAddress, "MATCH");
        DiscoveredEvent found = (await DiscoverAsync(site)).Single();
        Assert.That((found.EventId, found.RspServerAddress, found.Trouble), Is.EqualTo(("MATCH", Site.Address, default(string))));
        Assert.That(await DownloadAsync(site, found), Is.TypeOf<DownloadOutcome.Installed>());
        Assert.That((await site.Smdp.Server.Orders.FindAsync(iccid))!.State, Is.EqualTo(OrderState.Installed));
        await UntilAsync(async () => (await site.Root.Store.FindByEidAsync(Eid())).Count == 0);
        Assert.That(await DiscoverAsync(site), Is.Empty);
    }

    [Test]
    public async Task The_root_leads_through_the_alternative_SM_DS_and_nothing_is_left_of_it()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        await ConfirmAsync(site, DiscoverySite.AlternativeAddress, "MATCH");
        Assert.That((await site.Root.Store.FindByEidAsync(Eid())).Single().RspServerAddress, Is.EqualTo(DiscoverySite.AlternativeAddress));
        DiscoveredEvent found = (await DiscoverAsync(site)).Single();
        Assert.That((found.EventId, found.RspServerAddress, found.SmdsAddress), Is.EqualTo(("MATCH", Site.Address, DiscoverySite.AlternativeAddress)));
        Assert.That(await DownloadAsync(site, found), Is.TypeOf<DownloadOutcome.Installed>());
        await UntilAsync(async () => (await site.Root.Store.FindByEidAsync(Eid())).Count + (await site.Alternative.Store.FindByEidAsync(Eid())).Count == 0);
    }

    [Test]
    public async Task While_the_SM_DS_is_down_orders_are_refused_and_deletions_wait()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        Iccid first = await ConfirmAsync(site, DiscoverySite.RootAddress, "ONE");
        site.IsUp = false;
        await site.CloseConnectionsAsync();
        await site.Smdp.Server.Es2.CancelOrderAsync(first, Eid(), "ONE", keepInStock: false);
        OrderOutcome refused = await OrderAsync(site, DiscoverySite.RootAddress, "TWO", 2);
        Assert.That(refused, Is.EqualTo(new OrderOutcome.Refused(new StatusCode("8.9", "5.1"))));
        Assert.That(await site.Root.Store.FindByEidAsync(Eid()), Has.Count.EqualTo(1));
        site.IsUp = true;
        await UntilAsync(async () => (await site.Root.Store.FindByEidAsync(Eid())).Count == 0);
    }

    [Test]
    public async Task Without_a_certificate_TLS_fails_and_with_one_of_another_CI_too()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        using X509Certificate2 foreign = TestPki.Create(EcCurve.NistP256, new SeededRandom("foreign"), TimeProvider.System.GetUtcNow().AddDays(-1))
            .WithSystemKeys().ToTlsCertificate();
        Assert.That(async () => await RegisterAsync(site.Transport(foreign)), Throws.TypeOf<Es9TransportException>());
        Assert.That(async () => await RegisterAsync(site.Transport(null)), Throws.TypeOf<Es9TransportException>());
        Assert.That(await site.Root.Store.FindByEidAsync(Eid()), Is.Empty);
    }

    [Test]
    public async Task A_certificate_of_the_wrong_kind_is_forbidden()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        Assert.That((await RegisterAsync(site.Transport(Site.NistTls), "es15")).Status, Is.EqualTo(403), "an SM-DP+ over ES15");
        Assert.That((await RegisterAsync(site.Transport(Site.NistTls))).Status, Is.EqualTo(200));
        Assert.That((await RegisterAsync(site.Transport(Site.NistTls), "es16")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_server_that_is_no_SM_DS_is_not_trusted_by_an_SM_DP()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        site.Redirect(Site.Address, site.Smdp.Es9);
        Assert.That(async () => await RegisterAsync(site.Transport(Site.NistTls), smds: Site.Address), FaultIs(Es9TransportFault.WrongPurpose));
        site.Redirect(DiscoverySite.RootAddress, site.AlternativeEs12);
        Assert.That(async () => await RegisterAsync(site.Transport(Site.NistTls)), FaultIs(Es9TransportFault.WrongName), "another SM-DS");
    }

    [Test]
    public async Task ES12_is_not_on_the_port_for_LPAs_nor_ES11_on_that_for_servers()
    {
        await using DiscoverySite site = await DiscoverySite.StartAsync();
        using HttpClient client = site.LpaClient();
        Assert.That(await PostAsync(client, DiscoverySite.RootAddress, "es12/registerEvent", "{}"), Is.EqualTo(404));
        Assert.That(await PostAsync(client, DiscoverySite.RootAddress, "es9plus/initiateAuthentication", "{}"), Is.EqualTo(400));
        Assert.That(await PostAsync(client, DiscoverySite.RootAddress, "es9plus/getBoundProfilePackage", "{}"), Is.EqualTo(404));
        Assert.That(await PostAsync(client, DiscoverySite.RootAddress, "es9plus/authenticateClient", new string(' ', 65 * 1024)), Is.EqualTo(413));
        Assert.That((await site.Transport(Site.NistTls).PostAsync(DiscoverySite.RootAddress, "es9plus", "initiateAuthentication", Octets.Of("{}"u8), default)).Status,
            Is.EqualTo(404));
    }

    private static Eid Eid() => Protocol.Identifiers.Eid.FromDigits(Site.Nist.EidDigits);

    private static async Task<Iccid> ConfirmAsync(DiscoverySite site, string smds, string matchingId) =>
        ((OrderOutcome.Done)await OrderAsync(site, smds, matchingId, 1)).Order.Iccid;

    private static async Task<OrderOutcome> OrderAsync(DiscoverySite site, string smds, string matchingId, int number)
    {
        Iccid iccid = site.Smdp.Stock(number);
        await site.Smdp.Server.Es2.DownloadOrderAsync(iccid);
        return await site.Smdp.Server.Es2.ConfirmOrderAsync(iccid, new() { Eid = Eid(), MatchingId = matchingId, SmdsAddress = smds });
    }

    private static async Task<IReadOnlyList<DiscoveredEvent>> DiscoverAsync(DiscoverySite site)
    {
        DiscoveryOutcome outcome = await WithLpaAsync(site, lpa => lpa.DiscoverAsync(new() { SmdsAddress = DiscoverySite.RootAddress }));
        Assert.That(outcome, Is.TypeOf<DiscoveryOutcome.Answered>());
        return ((DiscoveryOutcome.Answered)outcome).Events;
    }

    private static Task<DownloadOutcome> DownloadAsync(DiscoverySite site, DiscoveredEvent found) =>
        WithLpaAsync(site, lpa => lpa.DownloadAsync(found.ToActivationCode()));

    private static async Task<T> WithLpaAsync<T>(DiscoverySite site, Func<LpaClient, Task<T>> use)
    {
        using HttpClient client = site.LpaClient();
        await using EsimWorld world = await Site.WorldAsync(new HttpsTransport(client), Site.Nist);
        return await world.Device.WithLpaAsync(async lpa => await use(lpa));
    }

    private static Task<Es9HttpResponse> RegisterAsync(Es12HttpTransport transport, string interfaceName = "es12", string smds = DiscoverySite.RootAddress)
    {
        string json = $$"""{"header":{"functionRequesterIdentifier":"2.999.10","functionCallIdentifier":"1"},"eid":"{{Site.Nist.EidDigits}}","rspServerAddress":"a.example.com","eventId":"A","forwardingIndicator":false}""";
        return transport.PostAsync(smds, interfaceName, "registerEvent", Octets.Of(Encoding.UTF8.GetBytes(json)), default);
    }

    private static NUnit.Framework.Constraints.IResolveConstraint FaultIs(Es9TransportFault fault) =>
        Throws.TypeOf<Es9TransportException>().With.Property(nameof(Es9TransportException.Fault)).EqualTo(fault);

    private static async Task<int> PostAsync(HttpClient client, string host, string path, string json)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"https://{host}/gsma/rsp2/{path}");
        request.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.5.0");
        request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    // What the servers do on their own is done in a moment; the limit is for a test that fails.
    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        for (int i = 0; i < 600 && !await isDone(); i++) await Task.Delay(50);
        Assert.That(await isDone(), Is.True);
    }
}
