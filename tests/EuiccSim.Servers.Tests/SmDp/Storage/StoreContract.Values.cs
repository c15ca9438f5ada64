using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

/// <summary>Whatever is taken is read as it was.</summary>
internal abstract partial class StoreContract
{
    [Test]
    public void Everything_that_an_order_holds_is_kept()
    {
        ProfileOrder order = FullOrder.Create();
        Assert.That(Store.TryCommitAsync(order, null).Now(), Is.True);
        Reopen();
        Assert.That(Dump.Of(Store.FindOrderAsync(order.Iccid).Now()), Is.EqualTo(Dump.Of(order)));
    }

    /// <summary>A store that took something and cannot read it again is lost as a whole.</summary>
    [Test]
    public void Whatever_is_taken_is_read_as_it_was_and_everything_else_is_refused([Range(1, 4)] int seed)
    {
        AnyOrder any = new(seed);
        Dictionary<Iccid, string> taken = [];
        int refused = 0, inUse = 0;
        for (int i = 0; i < 60; i++)
        {
            ProfileOrder order = any.Order($"89{i:D3}");
            try
            {
                if (Store.TryCommitAsync(order, null).Now()) taken.Add(order.Iccid, Dump.Of(order));
                else if (order.MatchingId is { Length: > 0 } id && Store.FindByMatchingIdAsync(id).Now() is not null) inUse++;
            }
            catch (StateValueException)
            {
                refused++;
                Assert.That(Store.FindOrderAsync(order.Iccid).Now(), Is.Null);
            }
        }
        Reopen();
        Assert.That(Store.ListOrdersAsync().Now().Select(order => order.Iccid), Is.EqualTo(taken.Keys));
        foreach ((Iccid iccid, string dump) in taken) Assert.That(Dump.Of(Store.FindOrderAsync(iccid).Now()), Is.EqualTo(dump));
        Assert.That(taken.Count + refused + inUse, Is.EqualTo(60));
        Assert.That(refused, Is.InRange(5, 45));
    }

    [Test]
    public void Whatever_session_is_taken_is_read_as_it_was_and_every_other_is_refused([Range(1, 4)] int seed)
    {
        AnyOrder any = new(seed);
        List<SmdpSession> taken = [];
        for (int i = 0; i < 60; i++)
        {
            SmdpSession session = any.Session(i);
            try
            {
                if (Store.TryCommitAsync(null, session).Now()) taken.Add(session);
            }
            catch (StateValueException)
            {
                Assert.That(Store.FindSessionAsync(session.Id).Now(), Is.Null);
            }
        }
        Assert.That(taken, Has.Count.InRange(10, 55));
        foreach (SmdpSession session in taken) Assert.That(Dump.Of(Store.FindSessionAsync(session.Id).Now()), Is.EqualTo(Dump.Of(session)));
        Reopen();
        // A session whose eUICC is not authenticated need not outlive the process.
        foreach (SmdpSession session in taken.Where(one => one.IsAuthenticated)) Assert.That(Dump.Of(Store.FindSessionAsync(session.Id).Now()), Is.EqualTo(Dump.Of(session)));
    }

    [Test]
    public void Packages_that_are_alike_are_read_each_as_it_was()
    {
        ProfileOrder[] orders = [.. Enumerable.Range(0, 5).Select(i => new ProfileOrder { Profile = TestServer.Profile($"89000{i}", 1500), Revision = 1 })];
        foreach (ProfileOrder order in orders) Assert.That(Store.TryCommitAsync(order, null).Now(), Is.True);
        foreach (ProfileOrder order in orders) Assert.That(Store.FindOrderAsync(order.Iccid).Now()!.Profile.Package, Is.EqualTo(order.Profile.Package));
        ProfileOrder changed = Store.FindOrderAsync(orders[3].Iccid).Now()! with { State = OrderState.Released, Revision = 2 };
        Assert.That(Store.TryCommitAsync(changed, null).Now(), Is.True);
        Reopen();
        foreach (ProfileOrder order in orders) Assert.That(Store.FindOrderAsync(order.Iccid).Now()!.Profile.Package, Is.EqualTo(order.Profile.Package));
    }

    /// <summary>Of a change, too, nothing is taken that could not be read again.</summary>
    [Test]
    public void A_change_to_what_cannot_be_read_again_is_refused()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommitAsync(order, null).Now();
        ProfileOrder known = Store.FindOrderAsync(order.Iccid).Now()!, next = known with { Revision = known.Revision + 1 };
        OrderAnnouncement announced = FullOrder.Create().Announcement!;
        ProfileOrder[] changes =
        [
            next with { OrderedBy = "\uD800" },
            next with { MatchingId = "\uDC00" },
            next with { MatchingId = new('M', 256) },
            next with { Announcement = announced with { SmdsAddress = "\uD800" } },
            next with { WithdrawnAnnouncements = [announced with { EventId = "\uD800" }] },
            next with { Earlier = new() { Counts = [new("\uD800", 1)] } },
        ];
        foreach (ProfileOrder change in changes) Assert.That(() => Store.TryCommitAsync(change, null).Now(), Throws.TypeOf<StateValueException>());
        Assert.That(Dump.Of(Store.FindOrderAsync(order.Iccid).Now()), Is.EqualTo(Dump.Of(known)));
    }

    [Test]
    public void Each_property_of_an_order_is_among_those_tried() => Assert.That(AnyOrder.Changed, Is.EquivalentTo(AnyOrder.Properties));

    [Test]
    public void A_delivery_on_any_curve_can_be_read_again()
    {
        int number = 0;
        foreach (EcCurve curve in EcCurve.All)
        {
            Profile profile = TestServer.Profile($"890{++number}", 10);
            EcKeyAgreementKey key = EcKeyAgreementKey.Generate(curve, new Testing.SeededRandom("DP"));
            EcPublicKey euicc = Testing.Rfc6979SigningKey.Generate(curve, new Testing.SeededRandom("EUICC")).PublicKey;
            ProfileOrder order = new()
            {
                Profile = profile,
                Revision = 1,
                KeptEuiccKey = new(FullOrder.Eid, euicc),
                Deliveries = [new(FullOrder.Id("1", number), FullOrder.Eid, TestServer.Nist.Euicc,
                    Servers.SmDp.Binding.ProfileBinding.Create(profile, key, euicc, Octets.FromHex("01"), FullOrder.Eid))],
            };
            Assert.That(Store.TryCommitAsync(order, null).Now(), Is.True, curve.Name);
            Reopen();
            Assert.That(Dump.Of(Store.FindOrderAsync(order.Iccid).Now()), Is.EqualTo(Dump.Of(order)), curve.Name);
        }
        Assert.That(number, Is.EqualTo(3));
    }

    [Test]
    public void A_package_that_was_kept_is_the_one_that_was_bound()
    {
        ProfileOrder order = FullOrder.Create();
        Store.TryCommitAsync(order, null).Now();
        Reopen();
        Delivery last = Store.FindOrderAsync(order.Iccid).Now()!.LastDelivery!;
        Assert.That(last.Binding!.ToPackage(last.TransactionId, TestServer.Brainpool.DpPbKey).Encoded,
            Is.EqualTo(order.LastDelivery!.Binding!.ToPackage(last.TransactionId, TestServer.Brainpool.DpPbKey).Encoded));
    }
}
