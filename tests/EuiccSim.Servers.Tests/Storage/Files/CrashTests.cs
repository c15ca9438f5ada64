using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.Storage.Files;

/// <summary>A server whose disk loses power at each operation in turn, and what is there afterwards.</summary>
internal sealed class CrashTests
{
    private static readonly string[] s_steps = ["initiate", "authenticate", "get", "notify"];

    [Test]
    public void Nothing_that_a_client_was_told_is_lost_whenever_the_power_fails([Values(1, 1_000_000)] long compactsFrom)
    {
        int operations = 0;
        for (bool isWhole = false; !isWhole; operations++)
        {
            FakeDisk disk = new(Prepared(compactsFrom)) { Operations = operations };
            int told = Run(disk, compactsFrom);
            isWhole = told == s_steps.Length;
            byte[] flushed = disk.Flushed, written = disk.Written;
            foreach (int kept in new[] { flushed.Length, (flushed.Length + written.Length) / 2, written.Length })
                MustGoOn(written[..kept], told, $"after {operations} operations and {kept} of {written.Length} octets");
        }
        Assert.That(operations, Is.GreaterThan(7));
    }

    [Test]
    public void After_a_failure_the_client_is_told_that_the_server_cannot_answer_and_nothing_else_is_answered()
    {
        FakeDisk disk = new(Prepared(1_000_000));
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        TestServer server = new(store: store);
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Initiate().Status, Is.EqualTo(200));
        disk.Operations = 1;
        Assert.That(euicc.AuthenticateClient().Status, Is.EqualTo(503));
        disk.Operations = int.MaxValue;
        Assert.That(euicc.Initiate().Status, Is.EqualTo(503));
        Assert.That(() => server.Order(), Throws.TypeOf<SmdpStoreException>());
        Assert.That(server.Events, Has.All.Matches<SmdpEvent>(happened => happened is SmdpEvent.RequestRejected { HttpStatus: 503 }));
    }

    // An order that waits for download, in a file.
    private static byte[] Prepared(long compactsFrom)
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk, compactsFrom);
        new TestServer(store: store).Release(profile: TestServer.Profile(length: 100));
        return disk.Written;
    }

    /// <summary>How many calls of a download were answered before the power failed.</summary>
    private static int Run(FakeDisk disk, long compactsFrom)
    {
        try
        {
            using FileSmdpStore store = FileSmdpStore.Open(disk, compactsFrom);
            ScriptedEuicc euicc = new TestServer(store: store).Euicc();
            int told = 0;
            while (told < s_steps.Length && IsAnswered(Step(euicc, told))) told++;
            return told;
        }
        catch (SmdpStoreException)
        {
            return 0;
        }
    }

    private static Answer Step(ScriptedEuicc euicc, int number) => s_steps[number] switch
    {
        "initiate" => euicc.Initiate(),
        "authenticate" => euicc.AuthenticateClient(),
        "get" => euicc.GetBoundProfilePackage(),
        _ => euicc.NotifyInstalled(TestServer.Profile(length: 100).Iccid),
    };

    private static bool IsAnswered(Answer answer)
    {
        if (answer.Status == 503) return false;
        Assert.That(answer.Status, Is.EqualTo(204).Or.EqualTo(200));
        if (answer.Status == 200) Assert.That(answer.Code, Is.Empty);
        return true;
    }

    private static void MustGoOn(byte[] content, int told, string when)
    {
        using FileSmdpStore store = FileSmdpStore.Open(new FakeDisk(content));
        TestServer server = new(options => options with { Random = new SeededRandom("anew") }, store: store);
        ProfileOrder order = server.Order();
        Assert.That(order.DownloadAttempts, Is.GreaterThanOrEqualTo(told >= 2 ? 1 : 0), when);
        Assert.That(order.Deliveries, Has.Count.EqualTo(told >= 3 ? 1 : order.Deliveries.Count), when);
        if (told == 4) Assert.That(order.State, Is.EqualTo(OrderState.Installed), when);
        // The step before has to be there for the next one to be done; the one that was cut off may have been done.
        if (order.State == OrderState.Installed) return;
        bool isDelivered = order.Deliveries.Count > 0;
        ScriptedEuicc stranger = server.Euicc().WithEid("89049032123451234512345678900099");
        stranger.Initiate();
        if (isDelivered) Assert.That(stranger.AuthenticateClient().Code, Is.EqualTo("8.2/1.2"), when);
        ScriptedEuicc euicc = server.Euicc();
        Assert.That(euicc.Download().Code, Is.Empty, when);
        Assert.That(euicc.NotifyInstalled(order.Iccid).Status, Is.EqualTo(204), when);
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Installed), when);
        Assert.That(server.Order().Deliveries.Select(delivery => delivery.Eid).Distinct(), Has.One.Items, when);
    }
}
