namespace EuiccSim.Tests.House;

/// <summary>The sources of the product, as they lie beside the tests.</summary>
internal static class SourceTree
{
    /// <summary>The folder of one project; all of src if null.</summary>
    internal static string Of(string? project = null) => Clone.PathOf("src", project ?? "");

    /// <summary>The sources in it that people write.</summary>
    internal static IEnumerable<string> Files(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Any(step => step is "obj" or "bin"))
        .Order(StringComparer.Ordinal);
}
