using EuiccSim.Card;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Summaries;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Terminal;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>
/// What our LPA must get done on each personality, fixed beforehand: download, enable, disable and delete, but where the card itself says no: an
/// element that it refuses, a curve that it lacks, and a card that has gone mute. There the LPA says what the card does wrong.
/// </summary>
internal sealed class PersonalityTests
{
    private static IEnumerable<string> Names => Personality.Names;

    private static readonly string[] s_refusingPackages = ["refuses-element", "mute-after-failures"];

    [TestCaseSource(nameof(Names))]
    public async Task In_a_reader_all_four_operations_succeed_where_they_must(string name)
    {
        await using EsimWorld world = await CreateAsync(name);
        if (s_refusingPackages.Contains(name))
        {
            DownloadOutcome outcome = await world.Device.DownloadAsync((await world.OrderAsync()).Code);
            string said = name == "refuses-element" ? "identification 6: invalid-parameter" : "identification 2: bad-values";
            Assert.That(outcome, Is.InstanceOf<DownloadOutcome.InstallationFailed>());
            Assert.That(outcome.ToString(), Does.Contain(said).IgnoreCase);
            return;
        }
        OrderedProfile first = await world.OrderAsync(), second = await world.OrderAsync();
        await world.Device.InstallAsync(first.Code);
        await world.Device.InstallAsync(second.Code);
        await SwitchAsync(world, second.Iccid, enables: true);
        Assert.That(await StateAsync(world, second.Iccid), Is.EqualTo("enabled"));
        await SwitchAsync(world, second.Iccid, enables: false);
        Assert.That(await StateAsync(world, second.Iccid), Is.EqualTo("disabled"));
        await world.Device.WithLpaAsync(async lpa => await lpa.DeleteAsync(await FindAsync(lpa, second.Iccid)));
        Assert.That((await world.Device.GetProfilesAsync()).Select(one => one.Iccid), Is.EqualTo(new Iccid?[] { first.Iccid }));
    }

    [TestCaseSource(nameof(Names))]
    public async Task In_a_phone_that_performs_REFRESH_the_profile_is_a_SIM_afterwards(string name)
    {
        if (s_refusingPackages.Contains(name)) Assert.Pass("no package gets onto it");
        await using EsimWorld world = await CreateAsync(name);
        OrderedProfile profile = await world.OrderAsync();
        await world.Device.StartAsync();
        world.Device.Channels = new LogicalChannelOpener(world.Device.Terminal) { FallsBackToBasicChannel = true };
        await world.Device.InstallAsync(profile.Code);
        await world.Device.WithLpaAsync(async lpa => await lpa.EnableAsync(await FindAsync(lpa, profile.Iccid)));
        Assert.That(await ReadIccidAsync(world.Device), Is.EqualTo(profile.Iccid.Digits));
        await world.Device.ResetAsync();
        await world.Device.WithLpaAsync(async lpa => await lpa.DisableAsync(await FindAsync(lpa, profile.Iccid)));
        CardException none = (await Assert.ThrowsAsync<CardException>(() => ReadIccidAsync(world.Device)))!;
        Assert.That(none.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    [Test]
    public async Task A_card_that_is_mute_after_failures_answers_again_after_a_reset()
    {
        await using EsimWorld world = await CreateAsync("mute-after-failures");
        for (int i = 0; i < 2; i++) await world.Device.DownloadAsync((await world.OrderAsync()).Code);
        TransportException mute = (await Assert.ThrowsAsync<TransportException>(() => world.Device.GetProfilesAsync()))!;
        Assert.That(mute.Message, Is.EqualTo("The card does not answer."));
        await world.Device.ResetAsync();
        Assert.That(await world.Device.GetProfilesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_card_without_brainpool_is_no_customer_of_a_server_that_has_nothing_else()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Brainpool, Pkis.Nist], Card = new() { Personality = Personality.Find("no-brainpool") } });
        OrderedProfile both = await world.OrderAsync();
        await world.Device.InstallAsync(both.Code);
        await using EsimWorld only = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Brainpool], Card = new() { Personality = Personality.Find("no-brainpool") } });
        DownloadOutcome outcome = await only.Device.DownloadAsync((await only.OrderAsync()).Code);
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.RefusedByServer>());
        Assert.That(outcome.ToString(), Does.Contain("8.8.2"), "SM-DP+ certificate: none under a CI that the eUICC has");
    }

    [Test]
    public async Task A_factory_profile_comes_back_and_the_others_do_not()
    {
        await using EsimWorld world = await CreateAsync("keeps-first-profile");
        OrderedProfile factory = await world.InstallAsync(), other = await world.InstallAsync();
        await world.Device.WithLpaAsync(async lpa => await lpa.DeleteAllAsync());
        Assert.That(await world.Device.GetProfilesAsync(), Is.Empty);
        await world.Device.ResetAsync();
        Assert.That((await world.Device.GetProfilesAsync()).Select(one => (one.Iccid, one.ProfileState)), Is.EqualTo(new (Iccid?, ProfileState?)[] { (factory.Iccid, ProfileState.Disabled) }));
    }

    [Test]
    public async Task A_slow_card_takes_its_time_by_the_clock_of_the_world()
    {
        await using EsimWorld world = await CreateAsync("slow");
        OrderedProfile profile = await world.OrderAsync();
        DateTimeOffset before = world.Time.GetUtcNow();
        await world.Device.InstallAsync(profile.Code);
        TimeSpan took = world.Time.GetUtcNow() - before;
        Assert.That(took, Is.GreaterThan(TimeSpan.FromSeconds(6.7)).And.LessThan(TimeSpan.FromSeconds(10)), "3.0 and 3.7 s for the two functions, and 62 µs for each octet");
    }

    [Test]
    public void The_page_has_a_row_for_each()
    {
        string[] rows = [.. File.ReadAllLines(Clone.PathOf("docs", "personalities.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.That(rows.Select(row => row.Split('`')[1]).Take(Personality.Names.Count), Is.EqualTo(Names));
    }

    private static async Task<EsimWorld> CreateAsync(string name)
    {
        EsimWorld world = await EsimWorld.CreateAsync(new() { Pkis = [Pkis.Nist], Card = new() { Personality = Personality.Find(name) } });
        world.Device.Channels = new LogicalChannelOpener(world.Device.Connection) { FallsBackToBasicChannel = true };
        if (name == "other-isd-r") world.Device.LpaOptions = world.Device.LpaOptions with { IsdRAids = [Aid.IsdR, Personality.Find(name)!.IsdRAid!.Value] };
        return world;
    }

    /// <summary>As the verbs do it with a reader: the card is reset after the change.</summary>
    private static async Task SwitchAsync(EsimWorld world, Iccid iccid, bool enables)
    {
        await world.Device.WithLpaAsync(async lpa =>
        {
            ProfileSummary profile = await FindAsync(lpa, iccid);
            await (enables ? lpa.EnableAsync(profile) : lpa.DisableAsync(profile));
        });
        await world.Device.ResetAsync();
    }

    private static async Task<string> ReadIccidAsync(Device device)
    {
        await using Sim sim = await Sim.OpenAsync(device.Channels);
        return (await sim.ReadIccidAsync()).Digits;
    }

    private static Task<string?> StateAsync(EsimWorld world, Iccid iccid) => world.Device.WithLpaAsync<string?>(async lpa => (await FindAsync(lpa, iccid)).State);

    private static async Task<ProfileSummary> FindAsync(LpaClient lpa, Iccid iccid) => (await lpa.FindProfilesAsync(iccid.Digits)).Single();
}
