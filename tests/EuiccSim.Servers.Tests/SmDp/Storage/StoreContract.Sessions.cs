using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

/// <summary>Sessions, their number and their end.</summary>
internal abstract partial class StoreContract
{
    [Test]
    public void A_session_is_kept_in_each_of_its_states()
    {
        OfferedOrder offered = OfferedOrder.Of(FullOrder.Create());
        RspSession[] states =
        [
            new RspSession.ServerAuthenticated(Octets.FromHex("01"), Octets.FromHex("02")),
            new RspSession.ClientAuthenticated(FullOrder.Eid, TestServer.Nist.Euicc, offered, Octets.FromHex("03"), Octets.FromHex("04")),
            new RspSession.Delivered(FullOrder.Eid, TestServer.Brainpool.Euicc,
                offered with { MatchingId = null, Eid = null, LastDelivery = null }),
        ];
        SmdpSession? before = null;
        foreach (RspSession state in states)
        {
            SmdpSession session = before is null ? new(FullOrder.Id("1", 1), 1, s_later, state) : before.Next(state, s_later.AddTicks(1));
            Assert.That(Store.TryCommitAsync(null, session).Now(), Is.True);
            if (session.IsAuthenticated || !ForgetsUnauthenticated) Reopen();
            Assert.That(Dump.Of(Store.FindSessionAsync(session.Id).Now()), Is.EqualTo(Dump.Of(session)));
            before = session;
        }
        Assert.That(Store.TryCommitAsync(null, before!.Next(null, s_later)).Now(), Is.True);
        Assert.That(Store.TryCommitAsync(null, before.Next(before.State, s_later)).Now(), Is.False);
        Reopen();
        Assert.That(Store.FindSessionAsync(before.Id).Now(), Is.Null);
    }

    [Test]
    public void Sessions_are_counted_until_they_end_or_expire()
    {
        SmdpSession[] sessions = [.. Enumerable.Range(1, 4).Select(number => Session(number, s_later.AddMinutes(number)))];
        foreach (SmdpSession session in sessions) Assert.That(Store.TryCommitAsync(null, session).Now(), Is.True);
        Assert.That(Store.TryCommitAsync(null, sessions[0]).Now(), Is.False);
        Assert.That(Store.TryCommitAsync(null, sessions[3].Next(null, s_later)).Now(), Is.True);
        Assert.That(Store.CountSessionsAsync().Now().All, Is.EqualTo(3));
        Assert.That(Store.RemoveExpiredSessionsAsync(s_later.AddMinutes(2)).Now(), Is.EqualTo(s_later.AddMinutes(3)));
        Assert.That(Store.CountSessionsAsync().Now().All, Is.EqualTo(1));
        if (!ForgetsUnauthenticated) Reopen();
        Assert.That(Store.CountSessionsAsync().Now().All, Is.EqualTo(1));
        Assert.That(Store.FindSessionAsync(sessions[1].Id).Now(), Is.Null);
        Assert.That(Store.FindSessionAsync(sessions[2].Id).Now(), Is.Not.Null);
        Assert.That(Store.RemoveExpiredSessionsAsync(s_later.AddMinutes(3)).Now(), Is.EqualTo(DateTimeOffset.MaxValue));
    }

    [Test]
    public void The_oldest_that_are_not_authenticated_are_removed_until_as_few_are_left_as_wanted()
    {
        SmdpSession[] sessions = [.. Enumerable.Range(1, 5).Select(number => Session(number, s_later.AddMinutes(number)))];
        foreach (SmdpSession session in sessions) Assert.That(Store.TryCommitAsync(null, session).Now(), Is.True);
        SmdpSession authenticated = sessions[0].Next(
            new Servers.SmDp.Sessions.RspSession.Delivered(FullOrder.Eid, TestServer.Nist.Euicc, Servers.SmDp.Sessions.OfferedOrder.Of(FullOrder.Create())), s_later);
        Assert.That(Store.TryCommitAsync(null, authenticated).Now(), Is.True);
        Assert.That(Store.CountSessionsAsync().Now(), Is.EqualTo(new SessionCount(5, 4)));
        Store.TrimUnauthenticatedSessionsAsync(2).Now();
        Assert.That(Store.CountSessionsAsync().Now(), Is.EqualTo(new SessionCount(3, 2)));
        Assert.That(sessions.Select(session => Store.FindSessionAsync(session.Id).Now() is not null), Is.EqualTo(new[] { true, false, false, true, true }));
        Store.TrimUnauthenticatedSessionsAsync(2).Now();
        Assert.That(Store.TryCommitAsync(null, sessions[4].Next(null, s_later)).Now(), Is.True);
        Assert.That(Store.CountSessionsAsync().Now(), Is.EqualTo(new SessionCount(2, 1)));
    }

    private static SmdpSession Session(int number, DateTimeOffset? expiresAt = null) => new(FullOrder.Id("7", number), 1,
        expiresAt ?? s_later, new RspSession.ServerAuthenticated(Octets.FromHex("01"), Octets.FromHex("02")));
}
