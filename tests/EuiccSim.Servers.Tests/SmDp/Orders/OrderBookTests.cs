using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

internal sealed class OrderBookTests
{
    [Test]
    public void An_ICCID_is_taken_in_once()
    {
        OrderBook orders = new();
        orders.AddAsync(TestServer.Profile()).Now();
        Assert.That(() => orders.AddAsync(TestServer.Profile()).Now(), Throws.ArgumentException);
    }

    [Test]
    public void A_change_of_what_was_changed_meanwhile_is_refused()
    {
        OrderBook orders = new();
        ProfileOrder seen = orders.AddAsync(TestServer.Profile()).Now();
        Assert.That(orders.TryUpdateAsync(seen, seen with { State = OrderState.Allocated }).Now(), Is.Not.Null);
        Assert.That(orders.TryUpdateAsync(seen, seen with { State = OrderState.Unavailable }).Now(), Is.Null);
        Assert.That(orders.FindAsync(seen.Iccid).Now()!.State, Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void A_MatchingID_belongs_to_one_order_and_follows_its_changes()
    {
        OrderBook orders = new();
        ProfileOrder one = orders.AddAsync(new ProfileOrder { Profile = TestServer.Profile(), MatchingId = "A" }).Now();
        ProfileOrder two = orders.AddAsync(TestServer.Profile("8901")).Now();
        Assert.That(orders.TryUpdateAsync(two, two with { MatchingId = "A" }).Now(), Is.Null);
        Assert.That(orders.TryUpdateAsync(one, one with { MatchingId = "B" }).Now(), Is.Not.Null);
        Assert.That(orders.FindByMatchingIdAsync("A").Now(), Is.Null);
        Assert.That(orders.FindByMatchingIdAsync("B").Now()!.Iccid, Is.EqualTo(one.Iccid));
        Assert.That(orders.TryUpdateAsync(two, two with { MatchingId = "A" }).Now(), Is.Not.Null);
    }

    [Test]
    public void The_pending_order_of_an_EID_is_the_first_that_is_ready()
    {
        OrderBook orders = new();
        Eid eid = Eid.FromDigits(TestServer.Nist.EidDigits);
        void Add(string iccid, OrderState state) =>
            orders.AddAsync(new ProfileOrder { Profile = TestServer.Profile(iccid), State = state, Eid = eid, MatchingId = "" }).Now();
        Add("8901", OrderState.Installed);
        Assert.That(orders.FindPendingAsync(eid).Now(), Is.Null);
        Add("8902", OrderState.Confirmed);
        Assert.That(orders.FindPendingAsync(eid).Now()!.Iccid.Digits, Is.EqualTo("8902"));
        Add("8903", OrderState.Released);
        Add("8904", OrderState.Released);
        Assert.That(orders.FindPendingAsync(eid).Now()!.Iccid.Digits, Is.EqualTo("8903"));
    }

    [Test]
    public void A_package_without_a_header_is_no_profile()
    {
        Assert.That(() => Profile.FromPackage(Octets.Empty, "ACME"), Throws.TypeOf<Asn1ContentException>());
        Assert.That(() => Profile.FromPackage(Octets.FromHex("AA00"), "ACME"), Throws.TypeOf<Asn1ContentException>());
        Assert.That(() => Profile.FromPackage(Octets.FromHex("A0FF"), "ACME"), Throws.TypeOf<Asn1ContentException>());
    }

    [Test]
    public void A_header_with_the_ICCID_as_in_EF_ICCID_is_understood() =>
        Assert.That(TestServer.Profile("980010325476981032F4").Iccid.Digits, Is.EqualTo("8900012345678901234"));

    [Test]
    public void Metadata_of_another_profile_or_too_long_are_refused()
    {
        Profile profile = TestServer.Profile();
        Assert.That(() => Profile.FromPackage(profile.Package, profile.Metadata.Value with { Iccid = Iccid.FromDigits("8901") }),
            Throws.ArgumentException);
        Assert.That(() => Profile.FromPackage(profile.Package, new string('x', 33)), Throws.TypeOf<Asn1ContentException>());
    }

    [Test]
    public void Neither_a_profile_nor_an_order_shows_its_secrets_as_text()
    {
        ProfileOrder order = new() { Profile = TestServer.Profile(), ConfirmationCodeHash = Octets.FromHex("ABCDEF") };
        Assert.That(order.ToString(), Is.EqualTo("8900012345678901234 Available"));
        Assert.That(order.Profile.ToString(), Is.EqualTo("8900012345678901234 \"Profile\""));
    }
}
