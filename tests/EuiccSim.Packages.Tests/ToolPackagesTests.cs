using System.Xml.Linq;

namespace EuiccSim.Packages.Tests;

/// <summary>The packages of the tool: one that points, and one for each platform.</summary>
internal sealed class ToolPackagesTests
{
    private static readonly string[] s_shown = ["LICENSE", "README.md", "icon.png"];

    [Test]
    public void The_tool_points_to_a_native_package_a_portable_one_and_a_portable_one_that_keeps_musl_from_the_native()
    {
        using Package package = PackageFolder.Open("EuiccSim.Cli");
        Assert.That(package.Files, Is.EquivalentTo(s_shown.Append("tools/any/any/DotnetToolSettings.xml")));
        Assert.That(package.All("packageType").Single().Attribute("name")!.Value, Is.EqualTo("DotnetTool"));
        Assert.That(package.All("dependency"), Is.Empty);
        XElement settings = XDocument.Parse(package.ReadText("tools/any/any/DotnetToolSettings.xml")).Root!;
        Assert.That(settings.Descendants("Command").Single().Attribute("Name")!.Value, Is.EqualTo("euiccsim"));
        Assert.That(
            settings.Descendants("RuntimeIdentifierPackage").Select(one => (one.Attribute("RuntimeIdentifier")!.Value, one.Attribute("Id")!.Value)),
            Is.EquivalentTo(new[] { ("linux-x64", PackageFolder.NativeTool), ("linux-musl-x64", "EuiccSim.Cli.linux-musl-x64"), ("any", "EuiccSim.Cli.any") }));
    }

    [Test]
    public void The_native_package_is_one_program_that_needs_no_runtime()
    {
        PackageFolder.NeedNativeTool();
        using Package package = PackageFolder.Open(PackageFolder.NativeTool);
        const string Folder = "tools/any/linux-x64/";
        Assert.That(package.Files, Is.EquivalentTo(s_shown.Concat([Folder + "DotnetToolSettings.xml", Folder + "EuiccSim.Cli"])));
        Assert.That(package.Read(Folder + "EuiccSim.Cli").AsSpan(0, 4).ToArray(), Is.EqualTo("\u007fELF"u8.ToArray()));
        ExpectRunner(package, Folder, "executable", "EuiccSim.Cli");
    }

    [TestCase("any")]
    [TestCase("linux-musl-x64")]
    public void A_portable_package_has_our_assemblies_and_those_named_in_docs_dependencies(string platform)
    {
        using Package package = PackageFolder.Open($"EuiccSim.Cli.{platform}");
        string folder = $"tools/net10.0/{platform}/";
        string[] ours = ["Bench", "Card", "Cli", "Clinic", "Conformance", "Http", "Lpa", "Protocol", "Servers", "Servers.AspNetCore", "Servers.PostgreSql", "Terminal", "Testing", "Transports"];
        string[] assemblies =
        [
            .. ours.Select(name => $"EuiccSim.{name}.dll"),
            // With System.Drawing.Common and its own for Windows, which QRCoder brings. The rest is part of the runtimes.
            "BouncyCastle.Cryptography.dll", "Npgsql.dll", "QRCoder.dll", "Spectre.Console.dll", "StbImageSharp.dll", "System.CommandLine.dll", "System.Drawing.Common.dll", "Microsoft.Win32.SystemEvents.dll", "zxing.dll",
        ];
        string[] files = [.. package.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).Select(file => file[folder.Length..])];
        Assert.That(files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.StartsWith("runtimes/", StringComparison.Ordinal)), Is.EquivalentTo(assemblies));
        // So that a fault of the program tells its line.
        Assert.That(files.Where(file => file.EndsWith(".pdb", StringComparison.Ordinal)), Is.EquivalentTo(ours.Select(name => $"EuiccSim.{name}.pdb")));
        Assert.That(files.Where(file => !file.EndsWith(".dll", StringComparison.Ordinal) && !file.EndsWith(".pdb", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { "DotnetToolSettings.xml", "EuiccSim.Cli.deps.json", "EuiccSim.Cli.runtimeconfig.json" }));
        Assert.That(package.Files.Where(file => !file.StartsWith(folder, StringComparison.Ordinal)), Is.EquivalentTo(s_shown));
        ExpectRunner(package, folder, "dotnet", "EuiccSim.Cli.dll");
    }

    private static void ExpectRunner(Package package, string folder, string runner, string entryPoint)
    {
        Assert.That(package.All("packageType").Single().Attribute("name")!.Value, Is.EqualTo("DotnetToolRidPackage"));
        XElement command = XDocument.Parse(package.ReadText(folder + "DotnetToolSettings.xml")).Descendants("Command").Single();
        Assert.That(
            (command.Attribute("Name")!.Value, command.Attribute("Runner")!.Value, command.Attribute("EntryPoint")!.Value),
            Is.EqualTo(("euiccsim", runner, entryPoint)));
    }
}
