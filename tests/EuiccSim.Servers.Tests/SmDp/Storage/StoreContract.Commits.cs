using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

/// <summary>What is committed, and what is refused.</summary>
internal abstract partial class StoreContract
{
    [Test]
    public void Only_what_follows_is_committed()
    {
        ProfileOrder first = FullOrder.Create();
        Assert.That(Store.TryCommitAsync(first with { Revision = 2 }, null).Now(), Is.False);
        Assert.That(Store.TryCommitAsync(first, null).Now(), Is.True);
        Assert.That(Store.TryCommitAsync(first, null).Now(), Is.False);
        Assert.That(Store.TryCommitAsync(first with { Revision = 3 }, null).Now(), Is.False);
        Assert.That(Store.TryCommitAsync(first with { Revision = 2, State = OrderState.Error }, null).Now(), Is.True);
        Assert.That(Store.TryCommitAsync(first with { Revision = 2, State = OrderState.Installed }, null).Now(), Is.False);
        Reopen();
        Assert.That(Store.FindOrderAsync(first.Iccid).Now()!.State, Is.EqualTo(OrderState.Error));
    }

    [Test]
    public void A_MatchingID_is_of_one_order()
    {
        ProfileOrder one = FullOrder.Create("8901", "one"), two = FullOrder.Create("8902", "two");
        Store.TryCommitAsync(one, null).Now();
        Assert.That(Store.TryCommitAsync(two with { MatchingId = "one" }, null).Now(), Is.False);
        Assert.That(Store.TryCommitAsync(two, null).Now(), Is.True);
        Assert.That(Store.TryCommitAsync((two with { MatchingId = "one" }).After(two), null).Now(), Is.False);
        Assert.That(Store.FindByMatchingIdAsync("two").Now()!.Revision, Is.EqualTo(1));
        // An empty one is no MatchingID.
        Assert.That(Store.TryCommitAsync((one with { MatchingId = "" }).After(one), null).Now(), Is.True);
        Assert.That(Store.TryCommitAsync((two with { MatchingId = "" }).After(two), null).Now(), Is.True);
    }

    [Test]
    public void An_order_and_a_session_change_both_or_neither()
    {
        ProfileOrder order = FullOrder.Create();
        SmdpSession session = Session(1);
        Assert.That(Store.TryCommitAsync(order, session).Now(), Is.True);
        SmdpSession next = session.Next(session.State, s_later.AddMinutes(1));
        Assert.That(Store.TryCommitAsync(order, next).Now(), Is.False);
        Assert.That(Store.TryCommitAsync(order.After(order), session).Now(), Is.False);
        Assert.That(Store.TryCommitAsync((order with { MatchingId = "x" }).After(order), next).Now(), Is.True);
        Reopen();
        Assert.That(Store.FindSessionAsync(session.Id).Now()!.Revision, Is.EqualTo(2));
        Assert.That(Store.FindOrderAsync(order.Iccid).Now()!.Revision, Is.EqualTo(2));
    }

    [Test]
    public void No_change_is_lost_where_many_change_one_order()
    {
        ProfileOrder order = FullOrder.Create() with { DownloadAttempts = 0 };
        Store.TryCommitAsync(order, null).Now();
        AtOnce(8, _ =>
        {
            for (int i = 0; i < 5; i++)
            {
                ProfileOrder seen;
                do seen = Store.FindOrderAsync(order.Iccid).Now()!;
                while (!Store.TryCommitAsync((seen with { DownloadAttempts = seen.DownloadAttempts + 1 }).After(seen), null).Now());
            }
        });
        Reopen();
        Assert.That(Store.FindOrderAsync(order.Iccid).Now()!.DownloadAttempts, Is.EqualTo(40));
        Assert.That(Store.FindOrderAsync(order.Iccid).Now()!.Revision, Is.EqualTo(41));
    }

    // Threads of their own: a pool may well run its work one after the other.
    private static void AtOnce(int count, Action<int> work)
    {
        using Barrier start = new(count);
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(number);
            }
            catch (Exception e)
            {
                failure = e;
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.That(failure, Is.Null);
    }
}
