using System.Globalization;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests;

internal sealed class ConcurrencyTests
{
    [Test]
    public void Of_many_eUICCs_that_ask_for_one_profile_at_once_exactly_one_gets_it()
    {
        for (int round = 0; round < 5; round++)
        {
            TestServer server = new();
            server.Release();
            ScriptedEuicc[] euiccs = [.. Enumerable.Range(0, 8).Select(number => Authenticated(server, number))];
            string[] codes = AtOnce(euiccs, euicc => euicc.GetBoundProfilePackage().Code);
            Assert.That(codes.Order(), Is.EqualTo(new[] { "" }.Concat(Enumerable.Repeat("8.2/1.2", 7))));
            Assert.That(server.Order().Deliveries, Has.Count.EqualTo(1));
            Assert.That(server.Events.OfType<OrderEvent.Delivered>(), Has.One.Items);
        }
    }

    [Test]
    public void A_session_that_is_used_twice_at_once_delivers_once()
    {
        TestServer server = new();
        server.Release();
        ScriptedEuicc euicc = Authenticated(server, 0);
        string[] codes = AtOnce([euicc, euicc, euicc, euicc], caller => caller.GetBoundProfilePackage().Code);
        Assert.That(codes.Order(), Is.EqualTo(new[] { "", "8.10.1/3.9", "8.10.1/3.9", "8.10.1/3.9" }));
    }

    [Test]
    public void Wrong_codes_at_once_are_all_counted()
    {
        TestServer server = new(options => options with { MaxRefusedConfirmationCodes = 5 });
        server.Release(code: "1234");
        ScriptedEuicc[] euiccs = [.. Enumerable.Range(0, 8).Select(number => Authenticated(server, number, "0000"))];
        string[] codes = AtOnce(euiccs, euicc => euicc.GetBoundProfilePackage().Code);
        Assert.That(codes.Order(),
            Is.EqualTo(new[] { "8.2.7/3.8", "8.2.7/3.8", "8.2.7/3.8", "8.2.7/3.8", "8.2.7/3.8", "8.2.7/6.4", "8.2/1.2", "8.2/1.2" }));
    }

    [Test]
    public void One_profile_of_a_type_is_ordered_by_one_operator()
    {
        TestServer server = new();
        for (int i = 1; i <= 4; i++) server.Server.Orders.AddAsync(TestServer.Profile($"890{i}") with { ProfileType = "gold" }).Now();
        OrderOutcome[] outcomes = AtOnce(Enumerable.Range(0, 8).ToArray(), _ => server.Server.Es2.DownloadOrderAsync("gold").Now());
        Assert.That(outcomes.OfType<OrderOutcome.Done>().Select(done => done.Order.Iccid).Distinct().Count(), Is.EqualTo(4));
        Assert.That(outcomes.OfType<OrderOutcome.Refused>().Count(), Is.EqualTo(4));
    }

    [Test]
    public void Many_whole_downloads_at_once_all_succeed()
    {
        TestServer server = new();
        for (int i = 0; i < 16; i++) server.Release($"M{i}", profile: TestServer.Profile($"8910{i:D2}"));
        string[] codes = AtOnce(Enumerable.Range(0, 16).ToArray(), number =>
        {
            ScriptedEuicc euicc = server.Euicc().WithEid(EidOf(number));
            euicc.MatchingId = $"M{number}";
            string code = euicc.Download().Code;
            euicc.NotifyInstalled(server.Server.Orders.FindByMatchingIdAsync($"M{number}").Now()!.Iccid);
            return code;
        });
        Assert.That(codes, Has.All.Empty);
        Assert.That(server.Server.Orders.ListAsync().Now().Select(order => order.State), Has.All.EqualTo(OrderState.Installed));
    }

    private static ScriptedEuicc Authenticated(TestServer server, int number, string code = "")
    {
        ScriptedEuicc euicc = server.Euicc().WithEid(EidOf(number));
        euicc.ConfirmationCode = code;
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        return euicc;
    }

    private static string EidOf(int number) => "890490321234512345123456789" + number.ToString("D5", CultureInfo.InvariantCulture);

    private static TResult[] AtOnce<T, TResult>(T[] callers, Func<T, TResult> call)
    {
        using Barrier start = new(callers.Length);
        TResult[] results = new TResult[callers.Length];
        Thread[] threads = [.. callers.Select((caller, i) => new Thread(() =>
        {
            start.SignalAndWait();
            results[i] = call(caller);
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return results;
    }
}
