using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>The same seed gives the same octets, whatever other worlds do meanwhile.</summary>
internal sealed class SameSeedTests
{
    [Test]
    public async Task Two_worlds_with_one_seed_have_one_stream_of_events()
    {
        string one = await StoryAsync("one"), again = await StoryAsync("one"), other = await StoryAsync("other");
        Assert.That(again, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
        Assert.That(one.Split('\n'), Has.Length.GreaterThan(150), "it tells what crossed the wires");
    }

    [Test]
    public async Task A_hundred_worlds_side_by_side_do_not_see_each_other()
    {
        string[] alone = new string[Kinds];
        for (int i = 0; i < Kinds; i++) alone[i] = await StoryAsync($"side {i}");
        string[] together = new string[100];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, together.Length),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => together[i] = await StoryAsync($"side {i % Kinds}"));
        for (int i = 0; i < together.Length; i++) Assert.That(together[i] == alone[i % Kinds], Is.True, $"world {i}");
        Assert.That(together.Distinct().Count(), Is.EqualTo(Kinds));
    }

    /// <summary>Two devices, two servers, a lost answer, a power cut and a week.</summary>
    private static async Task<string> StoryAsync(string seed)
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Seed = seed });
        await world.InstallAsync(world.AddDevice());
        world.Advance(TimeSpan.FromDays(7));
        OrderedProfile ordered = await world.OrderAsync(server: world.AddServer("smdp2.example.com"));
        world.Inject(Fault.At(Place.Commit).Nth(3).PowerLoss(isDurable: true));
        await Assert.ThrowsAsync<Protocol.Apdu.TransportException>(() => world.Device.InstallAsync(ordered.Code));
        await world.Device.ResetAsync();
        await world.Device.DeliverNotificationsAsync();
        await world.Device.InstallAsync(ordered.Code);
        await world.Device.EnableAsync(ordered.Iccid);
        return world.Events.ToTranscript();
    }

    private const int Kinds = 10;
}
