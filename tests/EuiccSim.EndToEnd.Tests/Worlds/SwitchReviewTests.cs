using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>What a terminal does after a switch: one that does all of it, and for each step one that forgets it.</summary>
internal sealed class SwitchReviewTests
{
    [Test]
    public async Task A_phone_that_does_all_of_it_forgot_nothing()
    {
        await using EsimWorld world = await SwitchAsync(new Phone());
        Assert.That(SwitchReview.Of(world.Events).Select(one => one.ToString()), Is.EqualTo(new[] { "EnableProfileRequest: nothing was forgotten" }));
    }

    [TestCase(SwitchStep.ReadIccid)]
    [TestCase(SwitchStep.ReadImsi)]
    [TestCase(SwitchStep.Attach)]
    [TestCase(SwitchStep.CloseChannels)]
    [TestCase(SwitchStep.ResetCard)]
    public async Task A_phone_that_forgets_a_step_is_caught(SwitchStep forgotten)
    {
        await using EsimWorld world = await SwitchAsync(new Phone { Forgets = forgotten });
        SwitchReview review = SwitchReview.Of(world.Events, "device 1").Single();
        // Without the reset all that is read is the other subscription's.
        SwitchStep[] expected = forgotten == SwitchStep.ResetCard ? [SwitchStep.ResetCard, SwitchStep.ReadIccid, SwitchStep.ReadImsi, SwitchStep.Attach] : [forgotten];
        Assert.That(review.Forgotten, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_phone_that_does_not_fetch_the_REFRESH_and_resets_the_card_is_caught()
    {
        await using EsimWorld world = await SwitchAsync(new Phone { Forgets = SwitchStep.PerformRefresh });
        Assert.That(SwitchReview.Of(world.Events).Single().Forgotten, Does.Contain(SwitchStep.PerformRefresh).And.Not.Contain(SwitchStep.ResetCard));
    }

    [Test]
    public async Task Without_refreshFlag_there_is_no_REFRESH_to_perform_and_the_reset_is_the_phones_own()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.WithLpaAsync(lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(profile.Iccid), refresh: false));
        Assert.That(SwitchReview.Of(world.Events).Single().Forgotten, Does.Contain(SwitchStep.ResetCard).And.Not.Contain(SwitchStep.PerformRefresh));
        await world.Device.ResetAsync();
        Assert.That(SwitchReview.Of(world.Events).Single().Forgotten, Does.Not.Contain(SwitchStep.ResetCard));
    }

    [Test]
    public async Task After_the_last_profile_is_disabled_there_is_nothing_to_read()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.StartAsync();
        await world.Device.EnableAsync(profile.Iccid);
        await world.Device.DisableAsync(profile.Iccid);
        SequenceOf<SwitchReview> reviews = SwitchReview.Of(world.Events);
        Assert.That(reviews.Select(one => one.Request.GetType()), Is.EqualTo(new[] { typeof(EnableProfileRequest), typeof(DisableProfileRequest) }));
        Assert.That(reviews[1].Forgotten, Is.Empty);
    }

    [Test]
    public async Task A_switch_that_the_card_refuses_is_none()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        await world.InstallAsync();
        await Assert.CatchAsync(() => world.Device.EnableAsync(Iccid.FromDigits("89019990001234567893")));
        Assert.That(SwitchReview.Of(world.Events), Is.Empty);
    }

    private static async Task<EsimWorld> SwitchAsync(Phone phone)
    {
        EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Nist], Terminal = new() { ResetsOnRefresh = phone.Forgets is not SwitchStep.ResetCard } });
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.StartAsync();
        LogicalChannel old = await OpenAsync(world.Device.Terminal);
        if (phone.Forgets == SwitchStep.PerformRefresh) world.Device.Terminal.TurnOff();
        await world.Device.EnableAsync(profile.Iccid);
        if (phone.Forgets == SwitchStep.PerformRefresh) await world.Device.ResetAsync();
        if (phone.Forgets == SwitchStep.CloseChannels) await old.TransmitAsync(new(0x80, 0xF2, 0x00, 0x0C), default);
        if (phone.Forgets is not (SwitchStep.ResetCard or SwitchStep.PerformRefresh)) await phone.UseAsync(world.Device);
        return world;
    }

    private static async Task<LogicalChannel> OpenAsync(UiccTerminal terminal) => new(terminal, await CardChannels.OpenAsync(terminal, default));

    /// <summary>What a phone does with a SIM that it finds.</summary>
    private sealed record Phone
    {
        internal SwitchStep? Forgets { get; init; }

        internal Task UseAsync(Device device) => device.WithSimAsync(async sim =>
        {
            if (Forgets != SwitchStep.ReadIccid) await sim.ReadIccidAsync();
            if (Forgets != SwitchStep.ReadImsi) await sim.ReadImsiAsync();
            if (Forgets == SwitchStep.Attach) return;
            using AkaAlgorithm network = new Milenage(WorldProfiles.Subscriber(1).Key.Span, WorldProfiles.Subscriber(1).Opc.Span);
            AkaChallenge challenge = AkaChallenge.Draw(network, new SeededRandom("network"), AkaChallenge.OrdinaryAmf);
            Assert.That(challenge.IsAnswer(await sim.AuthenticateAsync(challenge.Rand, challenge.Autn)));
        });
    }
}
