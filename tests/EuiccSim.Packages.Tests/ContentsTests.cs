using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace EuiccSim.Packages.Tests;

/// <summary>What is in each package of a library, and nothing else.</summary>
internal sealed class ContentsTests
{
    private const string Curves = "BouncyCastle.Cryptography";
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    /// <summary>
    /// Libraries, and what a user of each gets besides. What all that is below needs is named, too,
    /// as versions are pinned in one place (CentralPackageTransitivePinningEnabled).
    /// </summary>
    private static readonly Dictionary<string, string[]> s_libraries = new()
    {
        ["EuiccSim.Card"] = ["EuiccSim.Protocol", Curves, Logging],
        ["EuiccSim.Clinic"] = ["EuiccSim.Protocol", "EuiccSim.Transports", Curves, Logging],
        ["EuiccSim.Conformance"] = ["EuiccSim.Http", "EuiccSim.Lpa", "EuiccSim.Protocol", "EuiccSim.Servers", "EuiccSim.Testing", "EuiccSim.Transports", Curves, Logging],
        ["EuiccSim.Http"] = ["EuiccSim.Protocol", Curves, Logging],
        ["EuiccSim.Lpa"] = ["EuiccSim.Http", "EuiccSim.Protocol", Curves, Logging],
        ["EuiccSim.Protocol"] = [Curves],
        ["EuiccSim.Servers"] = ["EuiccSim.Http", "EuiccSim.Protocol", Curves, Logging],
        ["EuiccSim.Servers.AspNetCore"] = ["EuiccSim.Http", "EuiccSim.Servers", Curves],
        ["EuiccSim.Servers.PostgreSql"] = ["EuiccSim.Servers", "Npgsql", Curves, Logging],
        ["EuiccSim.Terminal"] = ["EuiccSim.Protocol", Curves],
        ["EuiccSim.Testing"] = ["EuiccSim.Card", "EuiccSim.Lpa", "EuiccSim.Protocol", "EuiccSim.Servers", "EuiccSim.Terminal", Curves, Logging],
        ["EuiccSim.Transports"] = ["EuiccSim.Protocol", "EuiccSim.Terminal", Curves, Logging],
    };

    private static readonly string[] s_shown = ["LICENSE", "README.md", "icon.png"];

    private static IEnumerable<string> Libraries => s_libraries.Keys;

    private static IEnumerable<string> All => [.. Libraries, "EuiccSim", "EuiccSim.Cli", "EuiccSim.Cli.any", "EuiccSim.Cli.linux-musl-x64", PackageFolder.NativeTool];

    [Test]
    public void These_are_the_packages_and_there_are_no_others() =>
        Assert.That(PackageFolder.Ids.Append(PackageFolder.NativeTool).Distinct(), Is.EquivalentTo(All));

    [TestCaseSource(nameof(Libraries))]
    public void A_library_is_an_assembly_with_its_documentation(string id)
    {
        using Package package = PackageFolder.Open(id);
        Assert.That(package.Files, Is.EquivalentTo(new[] { $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml" }.Concat(s_shown)));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Every_public_type_is_documented(string id)
    {
        using Package package = PackageFolder.Open(id);
        XElement members = XDocument.Parse(package.ReadText($"lib/net10.0/{id}.xml")).Root!.Element("members")!;
        HashSet<string> documented = [.. members.Elements("member").Where(member => member.HasElements).Select(member => member.Attribute("name")!.Value)];
        string[] types = PublicTypes(package.Read($"lib/net10.0/{id}.dll"));
        Assert.That(types, Is.Not.Empty);
        Assert.That(types.Select(name => $"T:{name}"), Is.SubsetOf(documented));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Symbols_go_beside_it(string id)
    {
        using Package symbols = PackageFolder.Open(id, "snupkg");
        Assert.That(symbols.Files, Is.EqualTo(new[] { $"lib/net10.0/{id}.pdb" }));
    }

    [TestCaseSource(nameof(Libraries))]
    public void A_library_brings_what_is_named_here(string id)
    {
        using Package package = PackageFolder.Open(id);
        Assert.That(package.All("dependency").Select(dependency => dependency.Attribute("id")!.Value), Is.EquivalentTo(s_libraries[id]));
        ExpectOursOfTheSameVersion(package);
        string[] frameworks = [.. package.All("frameworkReference").Select(reference => reference.Attribute("name")!.Value)];
        Assert.That(frameworks, Is.EqualTo(id == "EuiccSim.Servers.AspNetCore" ? new[] { "Microsoft.AspNetCore.App" } : []));
    }

    [Test]
    public void The_package_of_all_has_no_assembly_and_brings_the_others()
    {
        using Package package = PackageFolder.Open("EuiccSim");
        Assert.That(package.Files, Is.EquivalentTo(s_shown));
        Assert.That(package.All("dependency").Select(dependency => dependency.Attribute("id")!.Value),
            Is.EquivalentTo(new[] { "EuiccSim.Card", "EuiccSim.Lpa", "EuiccSim.Servers", "EuiccSim.Terminal", "EuiccSim.Testing", "EuiccSim.Transports", Curves, Logging }));
        ExpectOursOfTheSameVersion(package);
    }

    [TestCaseSource(nameof(All))]
    public void A_package_says_what_it_is_whose_and_where_from(string id)
    {
        if (id == PackageFolder.NativeTool) PackageFolder.NeedNativeTool();
        using Package package = PackageFolder.Open(id);
        Assert.That((package.Say("id"), package.Say("version")), Is.EqualTo((id, PackageFolder.Version)));
        Assert.That(package.Say("description"), Is.Not.Empty.And.Not.EqualTo("Package Description"));
        Assert.That(package.Say("license"), Is.EqualTo("Apache-2.0"));
        Assert.That(package.Say("tags")?.Split(' '), Does.Contain("esim").And.Contain("euicc"));
        Assert.That((package.Say("icon"), package.Say("readme")), Is.EqualTo(("icon.png", "README.md")));
        Assert.That(package.Read("icon.png").AsSpan(0, 8).ToArray(), Is.EqualTo(s_png));
        Assert.That(package.Files, Is.SupersetOf(s_shown));
        Assert.That(Uri.TryCreate(package.Say("projectUrl"), UriKind.Absolute, out Uri? home) && home.Scheme == Uri.UriSchemeHttps, package.Say("projectUrl"));
        XElement repository = package.All("repository").Single();
        Assert.That((repository.Attribute("type")?.Value, repository.Attribute("url")?.Value), Is.EqualTo(("git", package.Say("projectUrl")!.TrimEnd('/'))));
    }

    private static void ExpectOursOfTheSameVersion(Package package)
    {
        foreach (XElement dependency in package.All("dependency").Where(dependency => dependency.Attribute("id")!.Value.StartsWith("EuiccSim", StringComparison.Ordinal)))
            Assert.That(dependency.Attribute("version")!.Value, Is.EqualTo(PackageFolder.Version), dependency.Attribute("id")!.Value);
    }

    private static string[] PublicTypes(byte[] assembly)
    {
        using PEReader file = new([.. assembly]);
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }

    // PNG, third edition, §5.2.
    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
}
