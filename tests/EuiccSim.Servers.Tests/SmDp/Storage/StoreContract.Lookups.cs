using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

/// <summary>What orders are found by.</summary>
internal abstract partial class StoreContract
{
    [Test]
    public void An_order_is_found_by_all_that_it_is_known_by()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommitAsync(FullOrder.Create("8901", "other") with { Eid = null }, null).Now();
        Store.TryCommitAsync(order, null).Now();
        Reopen();
        ProfileOrder?[] found =
        [
            Store.FindOrderAsync(order.Iccid).Now(), Store.FindByMatchingIdAsync(order.MatchingId!).Now(), Store.FindPendingAsync(FullOrder.Eid).Now(),
            Store.FindByDeliveryAsync(order.Deliveries[0].TransactionId).Now(), Store.FindByDeliveryAsync(order.Deliveries[1].TransactionId).Now(),
        ];
        Assert.That(found.Select(one => one?.Iccid), Has.All.EqualTo(order.Iccid));
        Assert.That(Store.ListOrdersAsync().Now().Select(one => one.Iccid.Digits), Is.EqualTo(new[] { "8901", order.Iccid.Digits }));
    }

    [Test]
    public void What_is_not_there_is_not_found()
    {
        Store.TryCommitAsync(FullOrder.Create(), null).Now();
        Assert.That(Store.FindOrderAsync(Iccid.FromDigits("8902")).Now(), Is.Null);
        Assert.That(Store.FindByMatchingIdAsync("FULL").Now(), Is.Null);
        Assert.That(Store.FindByMatchingIdAsync("\0").Now(), Is.Null);
        Assert.That(Store.FindByProfileTypeAsync("\0").Now(), Is.Null);
        Assert.That(Store.FindByDeliveryAsync(TransactionId.Parse("00")).Now(), Is.Null);
        Assert.That(Store.FindSessionAsync(TransactionId.Parse("00")).Now(), Is.Null);
        Assert.That(Store.FindPendingAsync(Eid.FromDigits("89049032123451234512345678901299")).Now(), Is.Null);
    }

    [Test]
    public void What_an_order_was_known_by_is_free_after_it_changed()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommitAsync(order, null).Now();
        ProfileOrder next = new ProfileOrder { Profile = TestServer.Profile(), MatchingId = "new" }.After(order);
        Assert.That(Store.TryCommitAsync(next, null).Now(), Is.True);
        Reopen();
        Assert.That(Dump.Of(Store.FindOrderAsync(order.Iccid).Now()), Is.EqualTo(Dump.Of(next)));
        Assert.That(Store.FindByMatchingIdAsync(order.MatchingId!).Now(), Is.Null);
        Assert.That(Store.FindByDeliveryAsync(order.Deliveries[0].TransactionId).Now(), Is.Null);
        Assert.That(Store.FindPendingAsync(FullOrder.Eid).Now(), Is.Null);
        Assert.That(Store.FindByProfileTypeAsync(order.Profile.ProfileType!).Now(), Is.Null);
        Assert.That(Store.TryCommitAsync(FullOrder.Create("8901", order.MatchingId!), null).Now(), Is.True);
    }

    [Test]
    public void The_first_in_stock_of_a_type_is_found_before_the_others()
    {
        void Add(string iccid, OrderState state) => Store.TryCommitAsync(
            new ProfileOrder { Profile = TestServer.Profile(iccid) with { ProfileType = "gold" }, State = state, Revision = 1 }, null).Now();
        Add("8901", OrderState.Installed);
        Assert.That(Store.FindByProfileTypeAsync("gold").Now()!.Iccid.Digits, Is.EqualTo("8901"));
        Add("8902", OrderState.Available);
        Add("8903", OrderState.Available);
        Assert.That(Store.FindByProfileTypeAsync("gold").Now()!.Iccid.Digits, Is.EqualTo("8902"));
        Assert.That(Store.FindByProfileTypeAsync("Gold").Now(), Is.Null);
    }

    [Test]
    public void The_pending_order_of_an_EID_is_the_first_that_is_ready()
    {
        void Add(string iccid, OrderState state) => Store.TryCommitAsync(new ProfileOrder
        {
            Profile = TestServer.Profile(iccid),
            State = state,
            Eid = FullOrder.Eid,
            MatchingId = "",
            Revision = 1,
        }, null).Now();
        Add("8901", OrderState.Installed);
        Assert.That(Store.FindPendingAsync(FullOrder.Eid).Now(), Is.Null);
        Add("8902", OrderState.Confirmed);
        Assert.That(Store.FindPendingAsync(FullOrder.Eid).Now()!.Iccid.Digits, Is.EqualTo("8902"));
        Add("8903", OrderState.Released);
        Add("8904", OrderState.Released);
        Assert.That(Store.FindPendingAsync(FullOrder.Eid).Now()!.Iccid.Digits, Is.EqualTo("8903"));
    }
}
