namespace EuiccSim.Tests;

/// <summary>The clone that the tests were built in: its sources and pages lie there as people write them.</summary>
internal static class Clone
{
    /// <summary>The whole path of something in it.</summary>
    /// <param name="steps">Its path from the top; none for the top.</param>
    internal static string PathOf(params ReadOnlySpan<string> steps)
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "EuiccSim.sln"))) at = at.Parent;
        return Path.Combine([at?.FullName ?? throw new InvalidOperationException("the tests do not run in a clone"), .. steps]);
    }
}
