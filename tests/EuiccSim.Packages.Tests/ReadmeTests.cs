using System.Reflection;
using System.Text.RegularExpressions;

namespace EuiccSim.Packages.Tests;

/// <summary>The README, as the packages show it and as somebody pastes from it.</summary>
internal sealed partial class ReadmeTests
{
    [Test]
    public void Every_link_in_a_packages_readme_is_absolute_and_the_rest_is_the_README()
    {
        foreach (string id in PackageFolder.Ids)
        {
            using Package package = PackageFolder.Open(id);
            string shown = package.ReadText("README.md"), home = package.Say("projectUrl")!.TrimEnd('/');
            string[] links = [.. Link().Matches(shown).Select(match => match.Groups["target"].Value)];
            Assert.That(links, Has.Length.GreaterThan(10), id);
            Assert.That(links.Where(link => !Uri.TryCreate(link, UriKind.Absolute, out _)), Is.Empty, id);
            string back = shown.Replace($"]({home}/blob/main/", "](", StringComparison.Ordinal).Replace($"]({home}#", "](#", StringComparison.Ordinal);
            Assert.That(back, Is.EqualTo(Readme), id);
        }
    }

    /// <summary>A project that knows nothing but the package, with no other code than the README's.</summary>
    [Test]
    public async Task The_code_in_the_README_compiles_as_pasted_and_prints_what_stands_there()
    {
        Match both = CodeAndOutput().Match(Readme);
        Assert.That(both.Success, "The README has no code with what it prints.");
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("nuget.config"), $"""
            <configuration>
              <packageSources><add key="ours" value="{PackageFolder.Path}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="ours"><package pattern="EuiccSim*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        await File.WriteAllTextAsync(folder.File("pasted.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EuiccSim" Version="{PackageFolder.Version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(folder.File("Program.cs"), both.Groups["code"].Value);
        // A cache of its own: another package of the same version may lie in the user's.
        (string, string) cache = ("NUGET_PACKAGES", folder.File("cache"));
        (await ProgramRun.OfAsync("dotnet", ["build", "-warnaserror", "-nodeReuse:false", "-o", "out"], folder.Path, cache)).Succeeded();
        string output = (await ProgramRun.OfAsync("dotnet", ["out/pasted.dll"], folder.Path)).Succeeded();
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(both.Groups["output"].Value));
    }

    private static string Readme
    {
        get
        {
            using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("README.md")!);
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n\nprints\n\n```\n(?<output>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeAndOutput();
}
