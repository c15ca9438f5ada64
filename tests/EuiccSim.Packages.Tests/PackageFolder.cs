using System.Text.RegularExpressions;

namespace EuiccSim.Packages.Tests;

/// <summary>
/// The folder with the packages of one version, as EUICCSIM_PACKAGES names it. To pack takes minutes and is no test's work; without the folder
/// the tests are skipped with the reason.
/// </summary>
internal static partial class PackageFolder
{
    internal static string Path
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("EUICCSIM_PACKAGES");
            if (string.IsNullOrEmpty(named)) Assert.Ignore("EUICCSIM_PACKAGES names no folder of packages (CONTRIBUTING.md tells how to make them).");
            return System.IO.Path.GetFullPath(named!);
        }
    }

    /// <summary>The names of the packages there, without the version.</summary>
    internal static string[] Ids =>
        [.. Directory.GetFiles(Path, "*.nupkg").Select(file => FileName().Match(System.IO.Path.GetFileName(file)).Groups["id"].Value).Order(StringComparer.Ordinal)];

    internal static bool Has(string id) => Ids.Contains(id, StringComparer.Ordinal);

    /// <summary>The version; there is one.</summary>
    internal static string Version => Directory.GetFiles(Path, "*.nupkg")
        .Select(file => FileName().Match(System.IO.Path.GetFileName(file)).Groups["version"].Value).Distinct().Single();

    internal static Package Open(string id, string extension = "nupkg") => new(System.IO.Path.Combine(Path, $"{id}.{Version}.{extension}"));

    /// <summary>The native tool needs a native compiler; a machine without one makes none.</summary>
    internal static void NeedNativeTool()
    {
        if (!Has(NativeTool)) Assert.Ignore($"There is no package {NativeTool}: it is made on Linux x64, with clang and zlib1g-dev.");
    }

    internal const string NativeTool = "EuiccSim.Cli.linux-x64";

    [GeneratedRegex(@"^(?<id>[A-Za-z].*?)\.(?<version>\d.*)\.nupkg$")]
    private static partial Regex FileName();
}
