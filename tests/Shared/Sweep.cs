using System.Collections.Concurrent;
using System.Globalization;

namespace EuiccSim.Tests;

/// <summary>
/// A test over everything that there is of a kind: every octet, every position, every cut. It runs whole where EUICCSIM_SWEEPS is "whole", as
/// .ci/sweeps has it; elsewhere a part, drawn by EUICCSIM_SWEEP_SEED (1 if absent), and says which. Such a test has the category "Sweep",
/// by which it is found there; one that has not fails in every run.
/// </summary>
/// <param name="oneIn">How many there are for each one that runs in the ordinary run.</param>
internal sealed class Sweep(int oneIn)
{
    private readonly ulong _oneIn = (ulong)InCategory(oneIn);
    private long _ran;
    private long _seen;

    internal const string Category = "Sweep";

    internal static bool IsWhole { get; } = Environment.GetEnvironmentVariable("EUICCSIM_SWEEPS") == "whole";

    /// <summary>How many of a number of drawn inputs are run, and says so.</summary>
    internal static int CountOf(int whole, int oneIn)
    {
        int part = whole / InCategory(oneIn);
        int count = IsWhole ? whole : part;
        if (!IsWhole) TestContext.Out.WriteLine($"{count} of {whole} inputs; EUICCSIM_SWEEPS=whole runs all");
        return count;
    }

    /// <summary>True if this one is run. The same numbers are, whatever the order they are asked for in, from any thread.</summary>
    /// <param name="number">The number of the one.</param>
    internal bool Takes(long number)
    {
        Interlocked.Increment(ref _seen);
        if (!IsWhole && Mix((ulong)number + s_seed) % _oneIn != 0) return false;
        Interlocked.Increment(ref _ran);
        return true;
    }

    /// <summary>The numbers of a range that are run.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="end">The number after the last one.</param>
    /// <param name="always">Those that no run leaves out; null for none.</param>
    internal IEnumerable<int> Of(int first, int end, Func<int, bool>? always = null)
    {
        for (int i = first; i < end; i++)
        {
            bool isTaken = Takes(i);
            if (!isTaken && always?.Invoke(i) != true) continue;
            if (!isTaken) Interlocked.Increment(ref _ran);
            yield return i;
        }
        Tell();
    }

    /// <summary>Runs those of the numbers that are run, several at a time, and fails with the list of faults.</summary>
    /// <param name="all">The numbers.</param>
    /// <param name="check">Runs one; null if all is as it must be, otherwise what is not.</param>
    internal async Task OverAsync(IEnumerable<int> all, Func<int, Task<string?>> check)
    {
        ConcurrentDictionary<int, string> faults = new();
        await Parallel.ForEachAsync(all, async (number, _) =>
        {
            if (Takes(number) && await check(number) is { } fault) faults[number] = fault;
        });
        Tell();
        Assert.That(faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key}: {fault.Value}"), Is.Empty);
    }

    /// <summary>Says what part was run. None would prove nothing.</summary>
    internal void Tell()
    {
        TestContext.Out.WriteLine(IsWhole ? $"all {_seen}" : $"{_ran} of {_seen}, seed {s_seed}; EUICCSIM_SWEEPS=whole runs all");
        Assert.That(_ran, Is.Positive, "something was run");
    }

    private static int InCategory(int oneIn) => TestContext.CurrentContext.Test.AllCategories().Contains(Category)
        ? oneIn
        : throw new InvalidOperationException($"a sweep in a test without [Category(Sweep.Category)]: {TestContext.CurrentContext.Test.FullName}");

    // SplitMix64: neighbours go different ways.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    private static readonly ulong s_seed = ulong.Parse(Environment.GetEnvironmentVariable("EUICCSIM_SWEEP_SEED") ?? "1", CultureInfo.InvariantCulture);
}
