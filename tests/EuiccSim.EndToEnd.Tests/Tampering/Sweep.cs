using System.Collections.Concurrent;
using System.Globalization;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>Tries many positions, each in a world of its own, and gathers what is wrong.</summary>
internal static class Sweep
{
    /// <summary>Fails with the list of positions at which a check found fault.</summary>
    /// <param name="positions">Where to change a bit.</param>
    /// <param name="check">Runs one position; null if all is as it must be, otherwise what is not.</param>
    internal static async Task OverAsync(IEnumerable<int> positions, Func<int, Task<string?>> check)
    {
        ConcurrentDictionary<int, string> faults = new();
        int count = 0;
        await Parallel.ForEachAsync(positions, async (position, _) =>
        {
            Interlocked.Increment(ref count);
            if (await check(position) is { } fault) faults[position] = fault;
        });
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} positions"));
        Assert.That(count, Is.GreaterThan(0));
        Assert.That(faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key}: {fault.Value}"), Is.Empty);
    }
}
