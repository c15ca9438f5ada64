using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>Sessions that anybody begins, and no eUICC goes on with.</summary>
internal sealed class SessionFloodTests
{
    // 500 a second for 10 seconds, from one peer: a slow eUICC is not pushed out, at any moment of a flood that lasts.
    [Test]
    public void A_client_that_takes_ten_seconds_gets_through_a_flood_of_five_hundred_a_second()
    {
        // Ten thousand signatures: the platform makes them faster, and which octets they have does not matter here.
        TestServer server = new(options => options with { Credentials = [SmdpCredential.From(TestServer.Nist.WithSystemKeys())] });
        server.Release();
        ScriptedEuicc flood = server.Euicc();
        Queue<ScriptedEuicc> slow = [];
        // Three of them, which begin 5 seconds after one another.
        for (int second = 0; second < 20; second++)
        {
            if (second is 0 or 5 or 10)
            {
                slow.Enqueue(server.Euicc());
                Assert.That(slow.Last().Initiate().Code, Is.Empty);
            }
            for (int i = 0; i < 500; i++) Assert.That(flood.Initiate().Code, Is.Empty);
            server.Time.Advance(TimeSpan.FromSeconds(1));
            if (second is not (9 or 14 or 19)) continue;
            ScriptedEuicc first = slow.Dequeue();
            first.MatchingId = "OTHER"; // known by its eUICC, and no attempt of the order
            Assert.That(first.AuthenticateClient().Code, Is.EqualTo("8.2.6/3.8"));
        }
        Assert.That(slow, Is.Empty);
    }

    [Test]
    public void The_limits_by_default_leave_room_for_ten_seconds_of_five_thousand_a_second() =>
        Assert.That(new TestServer().Server.Options.MaxUnauthenticatedSessions, Is.GreaterThanOrEqualTo(50_000));

    [Test]
    public void The_oldest_of_those_that_wait_makes_room()
    {
        TestServer server = new(options => options with { MaxUnauthenticatedSessions = 3 });
        server.Release();
        ScriptedEuicc[] euiccs = [.. Enumerable.Range(0, 4).Select(_ => server.Euicc())];
        foreach (ScriptedEuicc euicc in euiccs) Assert.That(euicc.Initiate().Code, Is.Empty);
        Assert.That(euiccs.Select(euicc => euicc.AuthenticateClient().Code), Is.EqualTo(new[] { "8.10.1/3.9", "", "", "" }));
    }

    [Test]
    public void No_number_of_others_pushes_out_an_eUICC_that_has_shown_who_it_is()
    {
        TestServer server = new(options => options with { MaxUnauthenticatedSessions = 3 });
        server.Release();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Initiate();
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        for (int i = 0; i < 50; i++) Assert.That(server.Euicc().Initiate().Code, Is.Empty);
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void A_session_waits_a_minute_for_its_eUICC_and_a_quarter_of_an_hour_for_the_next_step()
    {
        TestServer server = new();
        server.Release();
        ScriptedEuicc late = server.Euicc(), euicc = server.Euicc();
        late.Initiate();
        euicc.Initiate();
        server.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(late.AuthenticateClient().Code, Is.EqualTo("8.10.1/3.9"));
        server.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(2));
        Assert.That(euicc.GetBoundProfilePackage().Code, Is.Empty);
    }

    [Test]
    public void The_number_of_sessions_stays_bounded_and_the_file_gets_none_of_them()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        TestServer server = new(options => options with { MaxUnauthenticatedSessions = 100, Credentials = [SmdpCredential.From(TestServer.Nist.WithSystemKeys())] }, store: store);
        server.Release();
        int before = disk.Written.Length;
        for (int i = 0; i < 1000; i++)
        {
            ScriptedEuicc euicc = server.Euicc();
            Assert.That(euicc.Initiate().Code, Is.Empty);
            // Some answer with nonsense.
            if (i % 2 == 0) Assert.That(euicc.AuthenticateClient(spoil: true).Code, Is.EqualTo("8.1/6.1"));
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.That(store.CountSessionsAsync().Now().All, Is.LessThanOrEqualTo(100));
        Assert.That(disk.Written, Has.Length.EqualTo(before));
    }
}
