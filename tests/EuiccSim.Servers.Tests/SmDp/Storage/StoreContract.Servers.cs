using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

/// <summary>Servers that share a store, or are started anew with it.</summary>
internal abstract partial class StoreContract
{
    [Test]
    public void A_download_goes_on_at_a_server_that_was_started_anew_before_each_call()
    {
        TestServer server = new(store: Store);
        ProfileOrder order = server.Release(code: "1234");
        ScriptedEuicc euicc = server.Euicc();
        euicc.ConfirmationCode = "1234";
        int servers = 0;
        euicc.Reach = (function, body) =>
        {
            if (function != "authenticateClient" || !ForgetsUnauthenticated) Reopen();
            return NewServer(++servers).Server.HandleAsync(function, body).Now();
        };
        Assert.That(euicc.Download().Code, Is.Empty);
        Assert.That(euicc.NotifyInstalled(order.Iccid).Status, Is.EqualTo(204));
        Assert.That(euicc.NotifyOther(order.Iccid, Protocol.Rsp.Common.NotificationEvent.NotificationEnable).Status, Is.EqualTo(204));
        ProfileOrder installed = Store.FindOrderAsync(order.Iccid).Now()!;
        Assert.That(installed.State, Is.EqualTo(OrderState.Installed));
        Assert.That(installed.History.Select(happened => happened.GetType().Name),
            Is.EqualTo(new[] { "Offered", "Delivered", "Installed", "Notified" }));
        Assert.That(installed.LastDelivery!.Binding, Is.Null);
        Assert.That(Store.CountSessionsAsync().Now().All, Is.Zero);
    }

    [Test]
    public void A_retry_at_another_server_gets_the_same_package_signed_anew()
    {
        new TestServer(store: Store).Release();
        ScriptedEuicc euicc = NewServer(1).Euicc();
        Answer first = euicc.Download();
        euicc.NotifyFailed(FullOrder.Create().Iccid, (int)Protocol.Rsp.Common.ErrorReason.InstallFailedDueToInterruption);
        Reopen();
        SmdpServer other = NewServer(2).Server;
        euicc.Reach = (function, body) => other.HandleAsync(function, body).Now();
        Answer second = euicc.Download();
        Assert.That(euicc.SmdpSigned2!.BppEuiccOtpk, Is.EqualTo(euicc.OneTimeKey.PublicPoint));
        Assert.That(Body(second), Is.EqualTo(Body(first)));
        Assert.That(second.Text("transactionId"), Is.Not.EqualTo(first.Text("transactionId")));
    }

    [Test]
    public void Of_many_eUICCs_at_two_servers_exactly_one_gets_the_profile()
    {
        TestServer[] servers = [NewServer(1), NewServer(2)];
        servers[0].Release();
        ScriptedEuicc[] euiccs = [.. Enumerable.Range(0, 6).Select(number =>
        {
            ScriptedEuicc euicc = servers[number % 2].Euicc().WithEid(EidOf(number));
            Assert.That(euicc.Initiate().Code, Is.Empty);
            Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
            return euicc;
        })];
        string[] codes = new string[euiccs.Length];
        AtOnce(euiccs.Length, i =>
        {
            euiccs[i].Reach = (function, body) => servers[(i + 1) % 2].Server.HandleAsync(function, body).Now();
            codes[i] = euiccs[i].GetBoundProfilePackage().Code;
        });
        Assert.That(codes.Order(), Is.EqualTo(new[] { "" }.Concat(Enumerable.Repeat("8.2/1.2", 5))));
        Assert.That(servers[0].Order().Deliveries, Has.Count.EqualTo(1));
        Assert.That(servers.SelectMany(server => server.Events).OfType<OrderEvent.Delivered>(), Has.One.Items);
    }

    [Test]
    public void One_session_used_at_two_servers_at_once_delivers_once()
    {
        TestServer[] servers = [NewServer(1), NewServer(2)];
        servers[0].Release();
        ScriptedEuicc euicc = servers[0].Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        int calls = 0;
        euicc.Reach = (function, body) => servers[Interlocked.Increment(ref calls) % 2].Server.HandleAsync(function, body).Now();
        string[] codes = new string[4];
        AtOnce(codes.Length, i => codes[i] = euicc.GetBoundProfilePackage().Code);
        Assert.That(codes.Order(), Is.EqualTo(new[] { "", "8.10.1/3.9", "8.10.1/3.9", "8.10.1/3.9" }));
    }

    [Test]
    public void A_session_expires_by_the_servers_clock()
    {
        TestServer server = new(options => options with { SessionLifetime = TimeSpan.FromMinutes(1), MaxSessions = 2 }, store: Store);
        server.Release();
        ScriptedEuicc euicc = server.Euicc(), other = server.Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        server.Time.Advance(TimeSpan.FromSeconds(30));
        other.Initiate();
        Assert.That(other.AuthenticateClient().Code, Is.Empty);
        Assert.That(server.Euicc().Initiate().Code, Is.EqualTo("1.2/4.4"));
        server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.EqualTo("8.10.1/3.9"));
        Assert.That(server.Euicc().Initiate().Code, Is.Empty);
        Assert.That(other.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void A_session_under_a_CI_that_the_server_has_no_more_is_unknown()
    {
        new TestServer(store: Store).Release();
        ScriptedEuicc euicc = new TestServer(store: Store).Euicc();
        euicc.Initiate();
        SmdpServer anew = new TestServer(
            options => options with { Credentials = [SmdpCredential.From(TestServer.Brainpool)] }, store: Store).Server;
        euicc.Reach = (function, body) => anew.HandleAsync(function, body).Now();
        Assert.That(euicc.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
    }

    // Servers that draw the same numbers would give the same transaction identifiers.
    private TestServer NewServer(int number) =>
        new(options => options with { Random = new Testing.SeededRandom($"server {number}") }, store: Store);

    private static Octets Body(Answer answer)
    {
        Octets package = answer.Der("boundProfilePackage");
        int at = package.Span.IndexOf<byte>([0xA0, 0x1A, 0x87, 0x18]);
        Assert.That(at, Is.GreaterThan(0));
        return package.Slice(at);
    }

    private static string EidOf(int number) => "890490321234512345123456789" + number.ToString("D5", CultureInfo.InvariantCulture);
}
