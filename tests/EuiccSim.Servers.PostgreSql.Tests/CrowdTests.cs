using System.Globalization;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>64 sessions at once, 4 threads, and 5 ms more for whatever the database is asked.</summary>
internal sealed class CrowdTests
{
    [Test]
    public void All_end_and_whoever_waits_for_the_database_takes_no_thread()
    {
        (int ended, TimeSpan time, int waitedAtOnce) = Run(blocks: false);
        Assert.That(ended, Is.EqualTo(Crowd.Sessions));
        Assert.That(time, Is.LessThan(s_bound));
        Assert.That(waitedAtOnce, Is.GreaterThan(2 * Crowd.Threads));
    }

    /// <summary>What the other test looks for is lost where a store holds a thread while it waits, as stores did once.</summary>
    [Test]
    public void Where_whoever_waits_holds_a_thread_no_more_wait_at_once_than_there_are_threads()
    {
        (int ended, _, int waitedAtOnce) = Run(blocks: true);
        Assert.That(ended, Is.EqualTo(Crowd.Sessions));
        Assert.That(waitedAtOnce, Is.LessThanOrEqualTo(Crowd.Threads));
    }

    private static (int Ended, TimeSpan Time, int WaitedAtOnce) Run(bool blocks)
    {
        using Child child = new(Crowd.Verb, DatabaseServer.ConnectionString, DatabaseServer.NewSchema(), blocks ? "blocks" : "waits");
        // Threads that wait for other threads of so small a pool wait for ever.
        Task<string?> said = Task.Run(child.Read);
        Assert.That(said.Wait(s_bound), Is.True, "it does not end");
        int[] numbers = [.. said.Result!.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        TestContext.Out.WriteLine($"{numbers[1]} ms, {numbers[2]} waited at once");
        return (numbers[0], TimeSpan.FromMilliseconds(numbers[1]), numbers[2]);
    }

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);
}
