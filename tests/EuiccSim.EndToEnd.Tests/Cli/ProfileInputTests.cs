using System.Text.Json;
using System.Xml.Linq;
using EuiccSim.EndToEnd.Tests.Support;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Profile verbs read their package from the standard input as well, and CI has its report whatever they read.</summary>
public sealed class ProfileInputTests
{
    [TestCase("profile show -")]
    [TestCase("profile check -")]
    [TestCase("profile extract - --element usim")]
    [TestCase("profile remove - --element rfm --output {0}")]
    [TestCase("profile edit - --set spn=Mine --output {0}")]
    [TestCase("profile convert - {0} --to vn")]
    [TestCase("profile diff - {1}")]
    [TestCase("profile diff {1} -")]
    [TestCase("decode -")]
    [TestCase("demo --profile -")]
    public async Task A_package_comes_from_the_standard_input(string words)
    {
        using Terminal terminal = await WithPackageAsync();
        await terminal.JsonAsync(string.Format(null, words, terminal.PathOf("out.txt"), terminal.PathOf("a.der")));
        terminal.Typed = "no package";
        JsonElement error = (await terminal.JsonAsync(string.Format(null, words, terminal.PathOf("other.txt"), terminal.PathOf("a.der")), 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("malformed").Or.EqualTo("arguments"));
    }

    [Test]
    public async Task A_specification_comes_from_the_standard_input_if_the_package_has_a_place()
    {
        using Terminal terminal = new() { Typed = """{"iccid":"8949000000000000018","imsi":"001010000000123"}""" };
        await terminal.JsonAsync($"profile build - --output {terminal.PathOf("built.der")}");
        await terminal.JsonAsync($"profile check {terminal.PathOf("built.der")}");
        Assert.That((await terminal.JsonAsync("profile build -", 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain("--output OUT"));
    }

    [Test]
    public async Task The_standard_input_is_one_file_and_is_not_written_over()
    {
        using Terminal terminal = await WithPackageAsync();
        foreach (string words in (string[])["profile diff - -", "profile edit - --set spn=Mine --in-place", $"profile edit - --add-element - --output {terminal.PathOf("x")}"])
            Assert.That((await terminal.JsonAsync(words, 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("arguments"), words);
    }

    /// <summary>A file of another kind, one that is cut, and none.</summary>
    [TestCase("text", "malformed")]
    [TestCase("cut", "malformed")]
    [TestCase("none", "profile")]
    public async Task A_report_is_written_of_what_cannot_be_read(string file, string name)
    {
        using Terminal terminal = await WithPackageAsync();
        byte[] octets = await File.ReadAllBytesAsync(terminal.PathOf("a.der"));
        await File.WriteAllTextAsync(terminal.PathOf("text"), "no package");
        await File.WriteAllTextAsync(terminal.PathOf("cut"), Convert.ToHexString(octets[..^3]));
        string sarif = terminal.PathOf("a.sarif"), junit = terminal.PathOf("a.xml");
        JsonElement result = await terminal.JsonAsync($"profile check {terminal.PathOf(file)} --sarif {sarif} --junit {junit}", 2);
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
        using JsonDocument log = JsonDocument.Parse(await File.ReadAllTextAsync(sarif));
        JsonElement found = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single();
        Assert.That((found.GetProperty("ruleId").GetString(), found.GetProperty("level").GetString()), Is.EqualTo(("encoding-element", "error")));
        Assert.That(result.GetProperty("error").GetProperty("message").GetString(), Does.StartWith(found.GetProperty("message").GetProperty("text").GetString()!.Split(" says: ")[1]));
        Assert.That(XDocument.Load(junit).Descendants("failure").Single().Parent!.Attribute("name")!.Value, Is.EqualTo("encoding-element"));
    }

    /// <summary>Nobody serves a card there: the rules are told all the same.</summary>
    [Test]
    public async Task A_report_is_written_where_the_card_cannot_be_asked()
    {
        using Terminal terminal = await WithPackageAsync();
        string sarif = terminal.PathOf("a.sarif");
        await terminal.JsonAsync($"profile edit {terminal.PathOf("a.der")} --set ADF.USIM/EF.ACC=0x0001 --in-place");
        await terminal.JsonAsync($"profile check {terminal.PathOf("a.der")} --tcp 127.0.0.1:1 --sarif {sarif}", 2);
        using JsonDocument log = JsonDocument.Parse(await File.ReadAllTextAsync(sarif));
        Assert.That(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(one => one.GetProperty("ruleId").GetString()), Does.Contain("acc-class"));
    }

    [TestCase("profile edit {0}/a.der --set spn=Mine --output {0}/none/x.der")]
    [TestCase("profile convert {0}/a.der {0}/none/x.der")]
    [TestCase("profile check {0}/a.der --sarif {0}/none/x.der")]
    [TestCase("profile build {0}/spec.json --output {0}/none/x.der")]
    public async Task A_folder_that_is_not_there_is_named(string words)
    {
        using Terminal terminal = await WithPackageAsync();
        await File.WriteAllTextAsync(terminal.PathOf("spec.json"), """{"iccid":"8949000000000000018","imsi":"001010000000123"}""");
        JsonElement error = (await terminal.JsonAsync(string.Format(null, words, Path.GetDirectoryName(terminal.Pki)), 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("output"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(terminal.PathOf("none")).And.Not.Contain(".new"));
    }

    private static async Task<Terminal> WithPackageAsync()
    {
        byte[] package = Packages.Number(1).Package.ToArray();
        Terminal terminal = new() { Typed = Convert.ToHexString(package) };
        await File.WriteAllBytesAsync(terminal.PathOf("a.der"), package);
        return terminal;
    }
}
