namespace EuiccSim.Tests;

/// <summary>Test data that users do not have: the folder named by EUICCSIM_SHARED, or "shared" beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    internal static string? Root { get; } = Find();

    /// <summary>The path of a file or folder in it. Where it is absent, the calling test is skipped with that reason.</summary>
    internal static string Require(string relative)
    {
        string? path = Root is null ? null : Path.Combine(Root, relative);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
            Assert.Ignore($"needs shared test data '{relative}': put it in ../shared beside the checkout, or name its folder in EUICCSIM_SHARED");
        return path!;
    }

    /// <summary>The files that match, or none where the folder is absent (a test case source must not skip).</summary>
    internal static string[] Files(string folder, string pattern)
    {
        string? path = Root is null ? null : Path.Combine(Root, folder);
        if (path is null || !Directory.Exists(path)) return [];
        string[] files = Directory.GetFiles(path, pattern);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("EUICCSIM_SHARED");
        if (!string.IsNullOrEmpty(named)) return named;
        string beside = Path.GetFullPath(Clone.PathOf("..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }
}
