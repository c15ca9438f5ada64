using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es12;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>What a world can do, beside what docs/testing.md shows.</summary>
internal sealed class EsimWorldTests
{
    [Test]
    public async Task Profiles_that_a_world_makes_up_differ_in_all_that_is_a_subscribers()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        for (int i = 0; i < 3; i++) await world.InstallAsync();
        Assert.That(world.Device.Profiles.Select(profile => profile.Iccid), Is.Unique);
        var subscribers = Enumerable.Range(1, 3).Select(WorldProfiles.Subscriber).ToArray();
        Assert.That(subscribers.Select(one => one.Imsi), Is.EqualTo(new[] { "001010000000001", "001010000000002", "001010000000003" }));
        Assert.That(subscribers.Select(one => one.Key), Is.Unique);
        Assert.That(subscribers.Select(one => one.Opc), Is.Unique);
        Assert.That(subscribers[0].Opc, Is.EqualTo(Octets.FromHex("101112131415161718191A1B1C1D1E1F")));
        Assert.That(subscribers.Select(one => one.Iccid.HasWrongCheckDigit), Is.All.False);
    }

    [Test]
    public async Task A_profile_that_is_not_installed_is_told_with_the_outcome()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Server = options => options with { Eligibility = _ => Eligibility.NotEligible } });
        WorldException? why = await Assert.ThrowsAsync<WorldException>(() => world.InstallAsync());
        Assert.That(why!.Message, Does.StartWith("device 1 did not install 1$testsmdpplus1.example.com$SAMPLE-1: authenticateClient: refusedByServer (8.2.5/4.3): ").And.Contain("Ask whoever gave you the Activation Code").And.Not.Contain("{"));
    }

    [Test]
    public async Task An_order_that_is_refused_is_told_with_the_code_and_its_words()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        await world.OrderAsync(confirmation: new() { MatchingId = "ONE" });
        WorldException? why = await Assert.ThrowsAsync<WorldException>(() => world.OrderAsync(confirmation: new() { MatchingId = "ONE" }));
        Assert.That(why!.Message, Is.EqualTo("The SM-DP+ refused the order: 8.2.6/3.3 (MatchingID: already in use)."));
    }

    /// <summary>Its keys are gone: nothing is signed that nobody could verify.</summary>
    [Test]
    public async Task A_world_that_was_disposed_of_says_so_and_its_cards_can_still_be_looked_at()
    {
        EsimWorld world = await EsimWorld.CreateAsync();
        OrderedProfile ordered;
        await using (world)
        {
            await world.InstallAsync();
            ordered = await world.OrderAsync();
        }
        await world.DisposeAsync();
        Assert.That((await world.Device.GetProfilesAsync()).Count, Is.EqualTo(1));
        foreach (Func<Task> use in (Func<Task>[])[() => world.Device.InstallAsync(ordered.Code), () => world.OrderAsync(), () => world.InstallAsync(), () => Task.Run(() => world.AddDevice()), () => Task.Run(() => world.AddServer("b.example.com"))])
        {
            ObjectDisposedException? why = await Assert.ThrowsAsync<ObjectDisposedException>(() => use());
            Assert.That((why!.ObjectName, why.Message), Is.EqualTo(("EsimWorld", why.Message)));
            Assert.That(why.Message, Does.StartWith("This world was disposed of, and its keys are forgotten."));
        }
    }

    [Test]
    public async Task The_end_of_a_world_hides_no_exception_of_its_body()
    {
        InvalidOperationException? why = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using EsimWorld world = await EsimWorld.CreateAsync();
            await using LpaClient lpa = await world.Device.OpenLpaAsync();
            await world.Device.Connection.DisposeAsync();
            throw new InvalidOperationException("mine");
        });
        Assert.That(why!.Message, Is.EqualTo("mine"));
    }

    [Test]
    public async Task Devices_have_EIDs_keys_and_memory_of_their_own()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        Device second = world.AddDevice(), named = world.AddDevice("89049032000000000000000000000114");
        Assert.That(new[] { world.Device.Eid, second.Eid, named.Eid }, Is.Unique);
        Assert.That(second.Eid.IsValid);
        Assert.That(named.Eid.Digits, Is.EqualTo("89049032000000000000000000000114"));
        await world.InstallAsync(second);
        Assert.That((world.Device.Profiles.Count, second.Profiles.Count, named.Profiles.Count), Is.EqualTo((0, 1, 0)));
        Assert.That(world.Devices.Select(device => device.Name), Is.EqualTo(new[] { "device 1", "device 2", "device 3" }));
    }

    [Test]
    public async Task A_copy_of_a_card_goes_its_own_way()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        OrderedProfile profile = await world.InstallAsync();
        Device copy = world.AddDevice(world.Device.State);
        await copy.DeleteAsync(profile.Iccid);
        Assert.That((world.Device.Profiles.Count, copy.Profiles.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_second_server_has_an_identifier_and_orders_of_its_own()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        SmdpServer other = world.AddServer("smdp2.example.com");
        Assert.That(other.Oid, Is.Not.EqualTo(world.Server.Oid));
        OrderedProfile ordered = await world.OrderAsync(server: other);
        await world.Device.InstallAsync(ordered.Code);
        Assert.That(world.Server.Orders.ListAsync().Now(), Is.Empty);
        Assert.That(world.Events.Calls.Select(call => call.Address), Is.All.EqualTo("smdp2.example.com"));
        Assert.That((await ordered.GetOrderAsync()).State, Is.EqualTo(OrderState.Installed));
    }

    /// <summary>SGP.22 v2.5 §3.6: the SM-DP+ registers an event, the LPA asks the SM-DS for it.</summary>
    [Test]
    public async Task An_order_that_is_announced_at_the_SM_DS_is_found_there()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        OrderedProfile ordered = await AnnouncedAsync(world);
        await world.Device.WithLpaAsync(async lpa =>
        {
            SequenceOf<DiscoveredEvent> found = ((DiscoveryOutcome.Answered)await lpa.DiscoverAsync()).Events;
            Assert.That(found.Select(one => one.RspServerAddress), Is.EqualTo(new[] { world.Server.Options.Address }));
            Assert.That(await lpa.DownloadAsync(found[0].ToActivationCode()), Is.InstanceOf<DownloadOutcome.Installed>());
        });
        Assert.That(world.Events.Calls.Select(call => call.Interface).Distinct(), Is.EqualTo(new[] { "es12", "es9plus" }));
        Assert.That(world.Events.OfType<WorldEvent.Smds>(), Is.Not.Empty);
        Assert.That((await ordered.GetOrderAsync()).State, Is.EqualTo(OrderState.Installed));
    }

    [Test]
    public async Task A_wire_that_a_world_is_given_carries_the_calls_beneath_its_events()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        CountingWire wire = new(world.Net.Wire);
        world.Net.Wire = wire;
        await world.InstallAsync();
        Assert.That(wire.Count, Is.EqualTo(world.Events.Calls.Count()).And.EqualTo(4));
    }

    [Test]
    public async Task Keys_of_a_PKI_that_was_given_outlive_the_world()
    {
        await using (EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Nist] })) await world.InstallAsync();
        Assert.That(Pkis.Nist.EuiccKey.Sign([1]).Length, Is.EqualTo(64));
    }

    [Test]
    public async Task A_clock_of_the_systems_cannot_be_moved()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Time = TimeProvider.System });
        await world.InstallAsync();
        Assert.Throws<InvalidOperationException>(() => world.Advance(TimeSpan.FromSeconds(1)));
    }

    [TestCase("brainpool")]
    [TestCase("french")]
    public async Task A_world_on_another_curve(string curve)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new()
        {
            Curve = curve == "french" ? Protocol.Crypto.EcCurve.Frp256v1 : Protocol.Crypto.EcCurve.BrainpoolP256r1,
        });
        await world.InstallAsync();
    }

    [Test]
    public async Task A_store_that_was_given_holds_the_card_of_the_first_device()
    {
        Card.Store.MemoryCardStore store = new();
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Card = new() { Store = store } });
        world.AddDevice();
        await world.InstallAsync();
        Assert.That(store.Load(), Is.SameAs(world.Device.State));
    }

    internal static Task<OrderedProfile> AnnouncedAsync(EsimWorld world) => world.OrderAsync(
        confirmation: new() { MatchingId = "EVENT-1", SmdsAddress = world.Smds!.Options.Address }, eid: world.Device.Eid);

    private sealed class CountingWire(IEs9Transport wire) : IEs9Transport
    {
        internal int Count { get; private set; }

        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
        {
            Count++;
            return wire.PostAsync(serverAddress, function, request, cancellationToken);
        }
    }
}
