using System.Runtime.InteropServices;

namespace EuiccSim.Packages.Tests;

/// <summary>The tool, installed from the folder of packages as a user does it, and the portable one beside it.</summary>
internal sealed class InstalledTool : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>What the installation put there.</summary>
    internal string Folder => _folder.File("tool");

    /// <summary>The program that the user calls.</summary>
    internal string Program => System.IO.Path.Combine(Folder, OperatingSystem.IsWindows() ? "euiccsim.exe" : "euiccsim");

    internal static bool IsNativeHere => OperatingSystem.IsLinux() && RuntimeInformation.RuntimeIdentifier == "linux-x64";

    internal async Task InstallAsync()
    {
        if (IsNativeHere) PackageFolder.NeedNativeTool();
        string[] install = ["tool", "install", "EuiccSim.Cli", "--tool-path", Folder, "--source", PackageFolder.Path, "--version", PackageFolder.Version];
        (await ProgramRun.OfAsync("dotnet", install, _folder.Path, ("NUGET_PACKAGES", _folder.File("cache")))).Succeeded();
    }

    /// <summary>The portable package, as it lies in the folder of packages; 'dotnet' runs it.</summary>
    internal string Portable
    {
        get
        {
            string folder = _folder.File("portable");
            if (!Directory.Exists(folder))
            {
                using Package package = PackageFolder.Open("EuiccSim.Cli.any");
                package.ExtractTo(folder);
            }
            return System.IO.Path.Combine(folder, "tools", "net10.0", "any", "EuiccSim.Cli.dll");
        }
    }

    /// <summary>A shell of somebody with cards and keys of their own.</summary>
    internal Shell OpenShell(bool portable = false) => portable ? new("dotnet", Portable) : new(Program);

    public void Dispose() => _folder.Dispose();
}
