using EuiccSim.Tests;

namespace EuiccSim.Api.Tests;

/// <summary>
/// The public surface of a library stands in PublicAPI.Unshipped.txt beside it, and an analyzer compares both. It does so only where the file is,
/// and with nullability only where the file says so.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Test]
    public void Every_library_that_is_packed_has_its_surface_on_file()
    {
        string[] libraries = [.. Libraries()];
        Assert.That(libraries, Has.Length.GreaterThanOrEqualTo(9));
        foreach (string library in libraries)
        {
            string[] lines = [.. SurfaceOf(library)];
            Assert.That(lines.Count(line => line == "#nullable enable"), Is.EqualTo(2), library);
            Assert.That(lines.Any(line => line.StartsWith("EuiccSim.", StringComparison.Ordinal)), library);
        }
    }

    /// <summary>A '~' says that nullability is not known. Only what the compiler writes for a record may be so.</summary>
    [Test]
    public void Nullability_is_known_of_all_that_is_written_by_hand() => Assert.That(
        Libraries().SelectMany(SurfaceOf).Where(line => line.StartsWith('~') && !line.EndsWith(".Equals(object obj) -> bool", StringComparison.Ordinal)
            && !line.EndsWith(".ToString() -> string", StringComparison.Ordinal)), Is.Empty);

    private static IEnumerable<string> SurfaceOf(string library) =>
        File.ReadLines(Path.Combine(library, "PublicAPI.Shipped.txt")).Concat(File.ReadLines(Path.Combine(library, "PublicAPI.Unshipped.txt")));

    // The tool has no surface, and EuiccSim is a package of references.
    private static IEnumerable<string> Libraries() => Directory.EnumerateDirectories(Clone.PathOf("src")).Where(folder =>
        Directory.EnumerateFiles(folder, "*.csproj").Any(project => File.ReadAllText(project) is { } text
            && text.Contains("<IsPackable>true", StringComparison.Ordinal) && !text.Contains("<PackAsTool>", StringComparison.Ordinal)
            && !text.Contains("<IncludeBuildOutput>false", StringComparison.Ordinal)));
}
