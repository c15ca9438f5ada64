using System.Text.Json;
using System.Xml.Linq;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary><c>profile check</c>: rules, reports for CI, and cards of which no more is known than what they tell.</summary>
internal sealed class ProfileCheckTests
{
    /// <summary>A wrong check digit is a warning, and a known key a note.</summary>
    private const string Spec = """{"iccid":"8949000000000000019","imsi":"001010000000123","key":"465B5CE8B199B49FAA5F0A2EE238A6BC"}""";

    [TestCase("", 0)]
    [TestCase("--fail-on error", 0)]
    [TestCase("--fail-on warning", 1)]
    [TestCase("--fail-on note", 1)]
    [TestCase("--fail-on warning --ignore iccid-check-digit", 0)]
    [TestCase("--fail-on note --ignore iccid-check-digit --ignore aka-key-published", 0)]
    public async Task The_exit_code_is_that_of_the_worst_that_is_asked_for(string options, int exitCode)
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal);
        JsonElement result = await terminal.JsonAsync($"profile check {package} {options}".Trim(), exitCode);
        if (exitCode != 0) Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("rulesBroken"));
        string[] ids = [.. result.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()!)];
        Assert.That(ids, Is.EquivalentTo(new[] { "iccid-check-digit", "aka-key-published", "aka-key-published" }.Where(id => !options.Contains(id))));
        Assert.That(result.GetProperty("warnings").GetArrayLength(), Is.EqualTo(options.Contains("iccid-check-digit") ? 0 : 1));
    }

    [Test]
    public async Task A_person_sees_a_table_with_the_rule_and_the_card_s_answer()
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync("profile", "check", await BuildAsync(terminal));
        Assert.That(run.Output, Does.Match("warning +1 +header +iccid-check-digit").And.Contain("note").And.Contain("In order: a card installs it (1 warning, 2 notes)."));
    }

    [Test]
    public async Task A_rule_that_is_mistyped_is_guessed()
    {
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync("profile check none.der --ignore iccid-chek-digit", 2)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("message").GetString()),
            Is.EqualTo(("noSuchRule", "There is no rule 'iccid-chek-digit'. Did you mean iccid-check-digit?")));
    }

    [Test]
    public async Task All_rules_are_listed_without_a_file()
    {
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync("profile check --rules");
        Assert.That(result.GetProperty("rules").GetArrayLength(), Is.GreaterThan(110));
        Assert.That((await terminal.JsonAsync("profile check", 2)).GetProperty("error").GetProperty("message").GetString(), Does.Contain("FILE"));
    }

    [Test]
    public async Task Reports_for_CI_are_written_also_where_the_card_refuses()
    {
        using Terminal terminal = new();
        string package = await BuildAsync(terminal), sarif = terminal.PathOf("a.sarif"), junit = terminal.PathOf("a.xml");
        byte[] octets = await File.ReadAllBytesAsync(package);
        // Without PE-End.
        await File.WriteAllBytesAsync(package, octets[..Array.LastIndexOf(octets, (byte)0xAA)]);
        JsonElement result = await terminal.JsonAsync($"profile check {package} --sarif {sarif} --junit {junit}", 1);
        Assert.That(result.GetProperty("faults")[0].GetProperty("id").GetString(), Is.EqualTo("order-end-last"));
        Assert.That(result.GetProperty("findings").EnumerateArray().Count(finding => finding.GetProperty("id").GetString() == "order-end-last"), Is.EqualTo(1), "the card and the rules say one thing");
        using JsonDocument log = JsonDocument.Parse(await File.ReadAllTextAsync(sarif));
        Assert.That(log.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("ruleId").GetString(), Is.EqualTo("order-end-last"));
        XElement[] failed = [.. XDocument.Load(junit).Descendants("failure")];
        Assert.That(failed.Select(one => (string?)one.Parent!.Attribute("name")), Is.EqualTo(new[] { "order-end-last" }));
        await terminal.JsonAsync($"profile check {package} --sarif {terminal.PathOf("none/a.sarif")}", 2);
    }

    [Test]
    public async Task Another_card_is_asked_what_it_is_and_stays_as_it_is()
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new()
        {
            Euicc = euicc => euicc with { Properties = euicc.Properties with { ProfileVersion = new(2, 1, 0), UiccCapability = UiccCapability.UsimSupport | UiccCapability.AkaMilenage, NonVolatileMemory = 4000 } },
        });
        using Terminal terminal = new(world);
        string package = await BuildAsync(terminal);
        await using ServedCard card = new(world.Device.Connection, _ => null);
        JsonElement result = await terminal.JsonAsync($"profile check {package} --tcp {card.Address}", 1), said = result.GetProperty("card");
        Assert.That(said.GetProperty("takes").GetBoolean(), Is.False);
        Assert.That(said.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()),
            Is.EqualTo(new[] { "card-minor-version", "header-service-supported", "card-memory" }));
        Assert.That(said.GetProperty("findings")[1].GetProperty("rule").GetString(), Does.EndWith("it lacks isimSupport"));
        Assert.That(said.GetProperty("unknown").GetArrayLength(), Is.GreaterThan(0));
        Assert.That((await terminal.JsonAsync($"lpa list --tcp {card.Address}")).GetProperty("profiles").GetArrayLength(), Is.Zero);
    }

    [Test, Says("rulesBroken")]
    public async Task A_card_that_has_the_profile_already_would_refuse_it()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string package = await BuildAsync(terminal);
        await using ServedCard card = new(world.Device.Connection, _ => null);
        JsonElement fresh = await terminal.JsonAsync($"profile check {package} --tcp {card.Address}");
        Assert.That(fresh.GetProperty("card").GetProperty("takes").GetBoolean());
        await terminal.JsonAsync($"lpa install {package} --tcp {card.Address} --pki {terminal.Pki} --no-notifications");
        JsonElement again = await terminal.JsonAsync($"profile check {package} --tcp {card.Address}", 1);
        Assert.That(again.GetProperty("card").GetProperty("findings")[0].GetProperty("id").GetString(), Is.EqualTo("card-iccid"));
    }

    private static async Task<string> BuildAsync(Terminal terminal)
    {
        await File.WriteAllTextAsync(terminal.PathOf("a.json"), Spec);
        await terminal.JsonAsync($"profile build {terminal.PathOf("a.json")} --force --seed 7");
        return terminal.PathOf("a.der");
    }
}
