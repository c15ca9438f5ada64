using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>Faults strike where, when and as they say, and otherwise not.</summary>
internal sealed class FaultTests
{
    private EsimWorld _world = null!;

    [SetUp]
    public async Task MakeWorldAsync() => _world = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Nist] });

    [TearDown]
    public ValueTask EndWorldAsync() => _world.DisposeAsync();

    [Test]
    public async Task A_refusal_reaches_the_LPA_and_the_server_was_not_asked()
    {
        OrderedProfile ordered = await _world.OrderAsync();
        ActiveFault fault = _world.Inject(Fault.At(Place.Es9).On("authenticateClient").Refuse("8.1.2", "6.3"));
        (await _world.Device.DownloadAsync(ordered.Code)).MustBeRefused("authenticateClient", StatusCodes.EumCertificateExpired);
        Assert.That(fault.Strikes, Is.EqualTo(1));
        Assert.That(_world.Events.Calls.Select(call => call.Function), Does.Not.Contain("authenticateClient"));
        Assert.That(_world.Events.OfType<WorldEvent.FaultStruck>().Single().Fault, Is.SameAs(fault.Fault));
        (await _world.Device.DownloadAsync(ordered.Code)).MustBeInstalled();
    }

    [Test]
    public async Task An_HTTP_status_is_what_the_LPA_sees()
    {
        OrderedProfile ordered = await _world.OrderAsync();
        _world.Inject(Fault.At(Place.Es9).Status(503));
        Es9TransportException? fault = await Assert.ThrowsAsync<Es9TransportException>(() => _world.Device.DownloadAsync(ordered.Code));
        Assert.That(fault!.Message, Does.Contain("503"));
    }

    [Test]
    public async Task A_dropped_request_does_not_reach_the_server_and_a_lost_answer_has()
    {
        OrderedProfile ordered = await _world.OrderAsync();
        _world.Inject(Fault.At(Place.Es9).On("getBoundProfilePackage").Drop());
        await Assert.ThrowsAsync<Es9TransportException>(() => _world.Device.DownloadAsync(ordered.Code));
        Assert.That(Delivered(), Is.Zero);
        _world.Inject(Fault.At(Place.Es9).On("getBoundProfilePackage").LoseAnswer());
        await Assert.ThrowsAsync<Es9TransportException>(() => _world.Device.DownloadAsync(ordered.Code));
        Assert.That(Delivered(), Is.EqualTo(1));
        int Delivered() => _world.Events.Calls.Count(call => call.Function == "getBoundProfilePackage");
    }

    [Test]
    public async Task A_body_that_is_cut_cannot_be_understood()
    {
        OrderedProfile ordered = await _world.OrderAsync();
        _world.Inject(Fault.At(Place.Es9).On("initiateAuthentication").Cut(40));
        await Assert.ThrowsAsync<MalformedResponseException>(() => _world.Device.DownloadAsync(ordered.Code));
    }

    [Test]
    public async Task A_delay_moves_the_clock_before_the_server_looks_at_it()
    {
        OrderedProfile ordered = await _world.OrderAsync(confirmation: new() { ExpiresAt = _world.Time.GetUtcNow().AddHours(1) });
        _world.Inject(Fault.At(Place.Es9).On("getBoundProfilePackage").Delay(TimeSpan.FromHours(2)));
        DownloadOutcome outcome = await _world.Device.DownloadAsync(ordered.Code);
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.RefusedByServer>());
        Assert.That(_world.Time.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_wrong_bit_in_a_command_reaches_the_card_and_one_in_an_answer_does_not()
    {
        _world.Inject(Fault.At(Place.Apdu).On("BF3E").Corrupt(Leg.Request, position: 5, mask: 0x40));
        await Assert.ThatAsync(() => _world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()), Throws.InstanceOf<CardException>());
        Assert.That(_world.Events.Apdus.Select(apdu => apdu.Command.ToString()), Does.Contain("81E2910006FF3E035C015A00"));
        _world.Events.Clear();
        _world.Inject(Fault.At(Place.Apdu).On("BF3E").Corrupt(Leg.Answer, position: 5));
        Assert.That(await _world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()), Is.Not.EqualTo(_world.Device.Eid));
        Assert.That(_world.Events.Apdus.Select(apdu => apdu.Response.ToString()), Does.Contain($"BF3E125A10{_world.Device.Eid}9000"));
    }

    [Test]
    public async Task A_status_word_comes_without_the_card_and_a_dead_line_is_no_answer()
    {
        _world.Inject(Fault.At(Place.Apdu).On("BF3E").Answer("6985"));
        CardException? refusal = await Assert.ThrowsAsync<CardException>(() => _world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()));
        Assert.That(refusal!.Status.ToString(), Is.EqualTo("6985"));
        Assert.That(_world.Events.OfType<TraceEvent.Es10>(), Is.Empty);
        _world.Inject(Fault.At(Place.Apdu).Drop());
        await Assert.ThrowsAsync<TransportException>(() => _world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Power_that_fails_at_a_command_leaves_a_dark_card_and_what_was_durable(bool isDurable)
    {
        _world.Inject(Fault.At(Place.Apdu).On("BF3F").PowerLoss(isDurable));
        await Assert.ThrowsAsync<TransportException>(() => _world.Device.WithLpaAsync(lpa => lpa.Es10a.SetDefaultDpAddressAsync("smdp.example.com")));
        await Assert.ThrowsAsync<TransportException>(async () => await _world.Device.Connection.TransmitAsync(Octets.FromHex("80F20000"), default));
        await _world.Device.ResetAsync();
        Assert.That(_world.Device.State.DefaultDpAddress, Is.EqualTo(isDurable ? "smdp.example.com" : null));
        Assert.That(await _world.Device.WithLpaAsync(lpa => lpa.Es10c.GetEidAsync()), Is.EqualTo(_world.Device.Eid));
    }

    [Test]
    public async Task A_fault_strikes_the_device_and_the_server_that_it_names()
    {
        Device other = _world.AddDevice();
        OrderedProfile first = await _world.OrderAsync(), second = await _world.OrderAsync();
        _world.AddServer("smdp2.example.com");
        _world.Inject(Fault.At(Place.Es9).Of("smdp2.example.com").Always().Status(500));
        other.Inject(Fault.At(Place.Apdu).Always().Drop());
        await _world.Device.InstallAsync(first.Code);
        await Assert.ThrowsAsync<TransportException>(() => other.InstallAsync(second.Code));
        OrderedProfile third = await _world.OrderAsync(server: _world.Servers[1]);
        await Assert.ThrowsAsync<Es9TransportException>(() => _world.Device.InstallAsync(third.Code));
    }

    [Test]
    public async Task The_nth_exchange_is_struck_once_and_a_fault_that_was_withdrawn_never()
    {
        ActiveFault third = _world.Inject(Fault.At(Place.Es9).Nth(3).Drop());
        ActiveFault never = _world.Inject(Fault.At(Place.Es9).Always().Drop());
        never.Withdraw();
        OrderedProfile ordered = await _world.OrderAsync();
        await Assert.ThrowsAsync<Es9TransportException>(() => _world.Device.InstallAsync(ordered.Code));
        Assert.That(_world.Events.Calls.Select(call => call.Function).Take(2), Is.EqualTo(new[] { "initiateAuthentication", "authenticateClient" }));
        await _world.Device.InstallAsync(ordered.Code);
        Assert.That((third.Seen, third.Strikes, never.Strikes), Is.EqualTo((3, 1, 0)));
    }

    [Test]
    public async Task One_fault_is_good_for_many_worlds()
    {
        Fault fault = Fault.At(Place.Es9).Refuse("8.8.1", "3.8");
        await using EsimWorld other = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Nist] });
        foreach (EsimWorld world in new[] { _world, other })
        {
            ActiveFault active = world.Inject(fault);
            OrderedProfile ordered = await world.OrderAsync();
            (await world.Device.DownloadAsync(ordered.Code)).MustBeRefused("initiateAuthentication", StatusCodes.SmdpAddressRefused);
            Assert.That(active.Strikes, Is.EqualTo(1));
        }
        Assert.That(Fault.At(Place.Es9).Refuse("8.8.1", "3.8"), Is.EqualTo(fault), "a value");
        Assert.That(fault.ToString(), Is.EqualTo("Es9: Refuse { Code = 8.8.1/3.8 }"));
    }

    /// <summary>ES12: what the SM-DP+ cannot register it does not release. SGP.22 v2.5 §5.3.2.</summary>
    [Test]
    public async Task An_SM_DS_that_refuses_an_event_makes_the_order_fail()
    {
        _world.Inject(Fault.At(Place.Es12).On("registerEvent").Refuse("8.9.5", "3.3"));
        await Assert.ThrowsAsync<WorldException>(() => EsimWorldTests.AnnouncedAsync(_world));
    }

    [Test]
    public void Effects_that_make_no_sense_at_a_place_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Commit).Drop());
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Apdu).Refuse("8.1", "6.1"));
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Es9).PowerLoss());
        Assert.Throws<InvalidOperationException>(() => Fault.At(Place.Es12).Answer("6985"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.At(Place.Es9).Nth(0));
    }

    [Test]
    public async Task Bodies_of_calls_are_decoded_both_ways()
    {
        OrderedProfile ordered = await EsimWorldTests.AnnouncedAsync(_world);
        await _world.Device.WithLpaAsync(async lpa => await lpa.DiscoverAsync());
        await _world.Device.InstallAsync(ordered.Code);
        _world.Inject(Fault.At(Place.Es9).On("authenticateClient").CorruptMember(Leg.Request, "authenticateServerResponse", 60));
        await _world.Device.DownloadAsync(ordered.Code);
        foreach (HttpCall call in _world.Events.Calls.SkipLast(1))
        {
            Assert.That(call.RequestMessage, Is.Not.Null, call.Function);
            if (!call.Response.IsEmpty) Assert.That(call.ResponseMessage, Is.Not.Null, call.Function);
        }
        Assert.That(_world.Events.Calls.Select(call => call.ResponseMessage?.GetType().Name).Distinct(), Is.SupersetOf(new[]
        {
            "RegisterEventResponse", "AuthenticateClientOkEs11", "AuthenticateClientOk", "GetBoundProfilePackageOk",
        }));
    }
}
