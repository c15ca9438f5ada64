using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>The terminal of a device in a world.</summary>
internal sealed class TerminalTests
{
    [Test]
    public async Task The_SIM_of_an_enabled_profile_is_used_in_one_line()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.EnableAsync(profile.Iccid);
        Assert.That((await world.Device.WithSimAsync(sim => sim.ReadImsiAsync())).Digits, Is.EqualTo("001010000000001"));
        Assert.That(world.Device.Terminal.IsOn);
    }

    [Test]
    public async Task Without_an_enabled_profile_there_is_no_USIM()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        CardException? none = await Assert.ThrowsAsync<CardException>(() => world.Device.WithSimAsync(sim => sim.ReadImsiAsync()));
        Assert.That(none!.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    /// <summary>TS 102 223 §6.4.7: what the card announces to the LPA's commands, the terminal fetches, performs and answers.</summary>
    [Test]
    public async Task A_terminal_that_is_on_performs_the_REFRESH_that_enabling_brings()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.StartAsync();
        world.Events.Clear();
        await world.Device.EnableAsync(profile.Iccid);
        TraceEvent.Proactive refresh = world.Events.OfType<TraceEvent.Proactive>().Single();
        Assert.That((refresh.Party, refresh.Command.Name, refresh.Response), Is.EqualTo(("device 1", "REFRESH", TerminalResponse.Performed)));
        string[] apdus = [.. world.Events.Apdus.Select(apdu => apdu.Command.ToString())];
        Assert.That(apdus, Does.Contain("801400000C810301010482028281830100"), "TERMINAL RESPONSE");
        Assert.That(apdus[^1], Is.EqualTo("8010000003010080"), "TERMINAL PROFILE after the reset");
        Assert.That(world.Events.OfType<TraceEvent.Reset>().Count(), Is.EqualTo(1));
        Assert.That(world.Events.ToTranscript(), Does.Contain("device 1 REFRESH, answered 00"));
    }

    [Test]
    public async Task A_terminal_says_what_its_options_say_after_each_reset()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Nist], Terminal = new() { Profile = Octets.FromHex("0900") } });
        await world.Device.StartAsync();
        await world.Device.ResetAsync();
        Assert.That(world.Events.Apdus.Select(apdu => apdu.Command.ToString()), Is.EqualTo(new[] { "80100000020900", "80100000020900" }));
    }

    /// <summary>A terminal that was never turned on leaves the card alone.</summary>
    [Test]
    public async Task A_terminal_that_is_off_changes_nothing_of_what_an_LPA_does()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        OrderedProfile profile = await world.InstallAsync();
        await world.Device.EnableAsync(profile.Iccid);
        Assert.That(world.Events.OfType<TraceEvent.Proactive>(), Is.Empty);
        Assert.That(world.Events.Apdus.Select(apdu => apdu.Command.ToString()), Has.None.StartsWith("8010"));
        Assert.That(world.Device.Terminal.IsOn, Is.False);
    }
}
