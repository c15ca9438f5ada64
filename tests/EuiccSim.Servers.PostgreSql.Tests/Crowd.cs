using System.Diagnostics;
using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>
/// Many LPAs that come at once to a server which has a few threads and a slow database; in a process of its own, as a process has one pool. It
/// says how many sessions ended well, how long all took together, in ms, and how many of them waited for the database at once.
/// </summary>
internal static class Crowd
{
    internal const string Verb = "run-crowd";
    internal const int Sessions = 64;
    internal const int Threads = 4;
    internal static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);

    internal static void Run(string connectionString, string schema, bool blocks)
    {
        using PostgreSqlSmdpStore database = PostgreSqlSmdpStore.OpenAsync(connectionString, schema).Now();
        SlowStore store = new(database, Delay, blocks);
        TestServer quick = NewServer(database), slow = NewServer(store);
        // The first sessions open the connections, and compile what all need.
        ComeAtOnce([.. Enumerable.Range(0, 24).Select(number => Order(database, quick, number))]);
        Lpa[] lpas = [.. Enumerable.Range(100, Sessions).Select(number => Order(database, slow, number))];
        bool isLimited = ThreadPool.SetMinThreads(Threads, Threads) && ThreadPool.SetMaxThreads(Threads, Threads);
        if (!isLimited) throw new InvalidOperationException("the pool cannot be limited");
        Stopwatch time = Stopwatch.StartNew();
        int ended = ComeAtOnce(lpas);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended} {time.ElapsedMilliseconds} {store.MostWaiting}"));
    }

    private static TestServer NewServer(SmDp.Storage.ISmdpStore store) =>
        new(options => options with { Credentials = [SmdpCredential.From(s_pki)], Random = RandomSource.System }, store: store);

    // Beside the slow store: only the sessions count.
    private static Lpa Order(PostgreSqlSmdpStore database, TestServer server, int number)
    {
        string name = number.ToString("D6", CultureInfo.InvariantCulture);
        ProfileOrder order = new TestServer(store: database).Release(name, profile: TestServer.Profile($"89{name}"));
        return new(new(AskOnThePool(server), s_pki) { MatchingId = name }, order.Iccid);
    }

    // As in a web server.
    private static Func<string, Octets, Es9HttpResponse> AskOnThePool(TestServer server) =>
        (function, body) => Task.Run(() => server.Server.HandleAsync(function, body).AsTask()).Now();

    // An LPA is another machine: it waits on a thread of its own.
    private static int ComeAtOnce(Lpa[] lpas)
    {
        int ended = 0;
        Thread[] threads = [.. lpas.Select(lpa => new Thread(() =>
        {
            bool isDone = lpa.Euicc.Download().Code.Length == 0 && lpa.Euicc.NotifyInstalled(lpa.Iccid).Status == 204;
            if (isDone) Interlocked.Increment(ref ended);
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return ended;
    }

    private sealed record Lpa(ScriptedEuicc Euicc, Iccid Iccid);

    private static readonly RspPki s_pki = TestServer.Nist.WithSystemKeys();
}
