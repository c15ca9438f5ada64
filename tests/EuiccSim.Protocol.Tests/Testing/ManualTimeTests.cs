using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Testing;

internal sealed class ManualTimeTests
{
    [Test]
    public void Time_stands_still_until_it_is_advanced()
    {
        ManualTime time = new();
        DateTimeOffset start = time.GetUtcNow();
        long stamp = time.GetTimestamp();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(time.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(time.GetElapsedTime(stamp), Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Timers_fire_at_their_moments_in_order()
    {
        ManualTime time = new();
        DateTimeOffset start = time.GetUtcNow();
        List<string> fired = [];
        using ITimer once = time.CreateTimer(_ => Note("once"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using ITimer often = time.CreateTimer(_ => Note("often"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        ITimer never = time.CreateTimer(_ => Note("never"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        never.Dispose();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(fired, Is.EqualTo((string[])["often 2", "once 3", "often 4"]));

        void Note(string what) => fired.Add($"{what} {(time.GetUtcNow() - start).TotalSeconds}");
    }

    [Test]
    public async Task Delays_end_when_the_clock_passes_them()
    {
        ManualTime time = new();
        Task delay = Task.Delay(TimeSpan.FromHours(1), time);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.That(delay.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }
}
