using EuiccSim.Card;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using TestPackages = EuiccSim.EndToEnd.Tests.Support.Packages;

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>Cards and LPAs at one address, behind which are several servers with one database.</summary>
internal sealed class TwoServersTests
{
    private static readonly string[] s_functions =
        ["initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "handleNotification"];

    private readonly List<IDisposable> _used = [];
    private string _schema = "";

    [SetUp]
    public void Begin() => _schema = DatabaseServer.NewSchema();

    [TearDown]
    public void End()
    {
        foreach (IDisposable one in _used) one.Dispose();
        _used.Clear();
    }

    [Test]
    public async Task Downloads_complete_however_their_calls_are_spread([Range(0, 15)] int spread)
    {
        SmdpServer[] servers = [NewServer("one"), NewServer("two")];
        // Bit n says which server gets the n-th function of a download.
        Device phone = await NewDeviceAsync(1, (function, body) =>
            servers[(spread >> Array.IndexOf(s_functions, function)) & 1].HandleAsync(function, body).Now());
        (await phone.DownloadAsync(Order(servers[0], 1))).MustBeInstalled();
        await phone.DeliverNotificationsAsync();
        foreach (SmdpServer server in servers) MustBeInstalledOnce(server, 1, phone);
    }

    [Test]
    public async Task Many_downloads_at_once_whose_calls_alternate_all_complete()
    {
        SmdpServer[] servers = [NewServer("one"), NewServer("two")];
        int calls = 0;
        Device[] phones = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => NewDeviceAsync(number, (function, body) =>
            servers[Interlocked.Increment(ref calls) % 2].HandleAsync(function, body).Now())));
        ActivationCode[] codes = [.. Enumerable.Range(1, 6).Select(number => Order(servers[number % 2], number))];
        DownloadOutcome[] outcomes = await Task.WhenAll(phones.Zip(codes, (phone, code) => Task.Run(() => phone.DownloadAsync(code))));
        Assert.That(outcomes, Has.All.InstanceOf<DownloadOutcome.Installed>());
        foreach (Device phone in phones) await phone.DeliverNotificationsAsync();
        for (int number = 1; number <= 6; number++) MustBeInstalledOnce(servers[0], number, phones[number - 1]);
    }

    [Test]
    public async Task Of_many_cards_that_want_one_profile_exactly_one_gets_it()
    {
        SmdpServer[] servers = [NewServer("one"), NewServer("two")];
        int calls = 0;
        Device[] phones = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => NewDeviceAsync(number, (function, body) =>
            servers[Interlocked.Increment(ref calls) % 2].HandleAsync(function, body).Now())));
        ActivationCode code = Order(servers[0], 1);
        DownloadOutcome[] outcomes = await Task.WhenAll(phones.Select(phone => Task.Run(() => phone.DownloadAsync(code))));
        Assert.That(outcomes.OfType<DownloadOutcome.Installed>(), Has.One.Items);
        Assert.That(outcomes.OfType<DownloadOutcome.RefusedByServer>().Count(), Is.EqualTo(5));
        Assert.That(phones.Sum(phone => phone.Profiles.Count), Is.EqualTo(1));
        Assert.That(servers[1].Orders.FindAsync(TestPackages.FirstIccid).Now()!.Deliveries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_is_killed_after_it_answered_leaves_the_rest_to_the_other([Values(1, 2, 3)] int answers)
    {
        SmdpServer survivor = NewServer("survivor");
        ServerProcess victim = NewProcess("victim");
        int calls = 0;
        Device phone = await NewDeviceAsync(1, (function, body) =>
        {
            if (++calls <= answers) return victim.Handle(function, body);
            if (calls == answers + 1) victim.Kill();
            return survivor.HandleAsync(function, body).Now();
        });
        (await phone.DownloadAsync(Order(survivor, 1))).MustBeInstalled();
        await phone.DeliverNotificationsAsync();
        Assert.That(victim.HasAnswered, Is.True);
        MustBeInstalledOnce(survivor, 1, phone);
    }

    [Test]
    public async Task A_server_that_is_killed_while_it_answers_has_done_all_or_nothing([Range(0, 3)] int function)
    {
        SmdpServer survivor = NewServer("survivor");
        ActivationCode code = Order(survivor, 1);
        Device phone = null!;
        for (int round = 0; round < 3; round++)
        {
            ServerProcess victim = NewProcess($"victim {round}");
            bool isKilled = false;
            phone = await NewDeviceAsync(1, (called, body) =>
            {
                if (isKilled || called != s_functions[function]) return survivor.HandleAsync(called, body).Now();
                // The first answer shows that it runs; then it is killed somewhere in the work on the call.
                victim.Handle("initiateAuthentication", Octets.Empty);
                victim.Send(called, body);
                victim.Kill();
                isKilled = true;
                throw new Es9TransportException("the server is gone");
            });
            bool isInstalled = await IsInstalledAsync(phone, code);
            Assert.That(isKilled, Is.True);
            if (isInstalled) break;
            // No other card gets what this one may have got.
            if (survivor.Orders.FindAsync(TestPackages.FirstIccid).Now()!.State == OrderState.Downloaded)
                Assert.That(await (await NewDeviceAsync(2, (called, body) => survivor.HandleAsync(called, body).Now())).DownloadAsync(code), Is.InstanceOf<DownloadOutcome.RefusedByServer>());
        }
        // The package is on the card where only the notification of it was cut off.
        if (phone.Profiles.IsEmpty) (await phone.DownloadAsync(code)).MustBeInstalled();
        await phone.DeliverNotificationsAsync();
        Assert.That(phone.Profiles, Has.Count.EqualTo(1));
        ProfileOrder order = survivor.Orders.FindAsync(TestPackages.FirstIccid).Now()!;
        Assert.That(order.State, Is.EqualTo(OrderState.Installed));
        Assert.That(order.Deliveries.Select(delivery => delivery.Eid).Distinct(), Is.EqualTo(new[] { phone.Eid }));
    }

    [Test]
    public async Task A_database_that_is_restarted_in_the_middle_has_lost_nothing()
    {
        SmdpServer server = NewServer("one");
        Device phone = await NewDeviceAsync(1, (function, body) =>
        {
            DatabaseServer.Restart();
            for (int i = 0; ; i++)
            {
                Es9HttpResponse response = server.HandleAsync(function, body).Now();
                if (response.Status != 503 || i == 20) return response;
            }
        });
        (await phone.DownloadAsync(Order(server, 1))).MustBeInstalled();
        await phone.DeliverNotificationsAsync();
        MustBeInstalledOnce(server, 1, phone);
    }

    // False where the line broke.
    private static async Task<bool> IsInstalledAsync(Device phone, ActivationCode code)
    {
        try
        {
            return await phone.DownloadAsync(code) is DownloadOutcome.Installed;
        }
        catch (Es9TransportException)
        {
            return false;
        }
    }

    private SmdpServer NewServer(string seed)
    {
        PostgreSqlSmdpStore store = PostgreSqlSmdpStore.OpenAsync(DatabaseServer.ConnectionString, _schema).Now();
        _used.Add(store);
        return ServerProcess.Create(store, seed);
    }

    private ServerProcess NewProcess(string seed)
    {
        ServerProcess process = new(DatabaseServer.ConnectionString, _schema, seed);
        _used.Add(process);
        return process;
    }

    private static async Task<Device> NewDeviceAsync(int number, Func<string, Octets, Es9HttpResponse> reach)
    {
        EsimWorld world = await EsimWorld.CreateAsync(new() { Seed = $"phone {number}", Start = Pkis.Start, Pkis = [Pkis.NistWithChip(number)] });
        world.Net.Wire = new Line(reach);
        return world.Device;
    }

    private static ActivationCode Order(SmdpServer server, int number)
    {
        ProfileOrder stock = server.Orders.AddAsync(TestPackages.Number(number)).Now();
        server.Es2.DownloadOrderAsync(stock.Iccid).Now();
        return server.ActivationCodeOf(((OrderOutcome.Done)server.Es2.ConfirmOrderAsync(stock.Iccid, new()).Now()).Order);
    }

    private static void MustBeInstalledOnce(SmdpServer server, int number, Device phone)
    {
        ProfileOrder order = server.Orders.FindAsync(TestPackages.IccidNumber(number)).Now()!;
        Assert.That(order.State, Is.EqualTo(OrderState.Installed));
        Assert.That(order.Deliveries, Has.Count.EqualTo(1));
        Assert.That(order.LastDelivery!.Eid, Is.EqualTo(phone.Eid));
        Assert.That(phone.Profiles, Has.Count.EqualTo(1));
    }

    private sealed class Line(Func<string, Octets, Es9HttpResponse> reach) : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
            Task.FromResult(reach(function, request));
    }
}
