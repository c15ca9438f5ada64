using System.CommandLine;
using System.Text;
using System.Text.Json;
using EuiccSim.Cli;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>docs/json.md and docs/json-schema.json: every verb is there, and writes what stands there.</summary>
public sealed class VerbSchemaTests
{
    private const string Iccid = "89882119900000000001";

    /// <summary>Verbs that are not run in the walk below; a run of them is checked elsewhere.</summary>
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["bench"] = "it takes a minute: EuiccSim.Packages.Tests runs it as it is installed",
        ["readers"] = "it wants the PC/SC service: ReaderVerbTests",
        ["smdp order"] = "it wants a server on the clock of this machine: SmdpVerbTests",
        ["smdp serve"] = "the same",
        ["smds serve"] = "the same: SmdsVerbTests",
        ["demo"] = "DemoTests",
    };

    [Test]
    public void Every_verb_has_a_schema_and_every_schema_a_verb() =>
        Assert.That(JsonSchema.Read().Verbs, Is.EquivalentTo(Verbs()), "docs/json-schema.json, $defs");

    [Test]
    public async Task Every_verb_does_its_work_and_its_lines_are_as_its_schema_says()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        FakeSmds smds = new(Pkis.Nist, world.Net);
        using Terminal terminal = new(world) { Servers = () => smds };
        string card = terminal.PathOf("card.json"), package = terminal.PathOf("profile.der"), spec = terminal.PathOf("spec.json"), trace = terminal.PathOf("t.jsonl");
        await File.WriteAllTextAsync(spec, "{\"iccid\":\"8988211990000000005\",\"imsi\":\"001010000000001\"}");
        HashSet<string> walked = [];
        await RunAsync($"pki create {terminal.PathOf("new")}");
        await RunAsync($"card create {card} --pki {terminal.Pki}");
        await RunAsync($"lpa info --card {card} --trace {trace}");
        await RunAsync($"trace show {trace}");
        await RunAsync($"trace explain {trace}");
        await RunAsync($"trace replay {trace} --card {card}");
        await RunAsync($"lpa discover --card {card}");
        await RunAsync($"lpa default-dp smdp.example.com --card {card}");
        string code = (await world.OrderCodeAsync()).ToString();
        await RunAsync($"lpa download {code} --preview --card {card}");
        await RunAsync($"lpa download {code} --card {card}");
        await RunAsync($"lpa list --card {card}");
        await RunAsync($"lpa nickname {Iccid} mine --card {card}");
        await RunAsync($"lpa enable {Iccid} --card {card}");
        await RunAsync($"uicc files --card {card}");
        await RunAsync($"uicc read EF.ICCID --card {card}");
        await RunAsync($"lpa notifications --card {card}");
        await RunAsync($"lpa notifications list --card {card}");
        await RunAsync($"lpa disable {Iccid} --card {card}");
        await RunAsync($"lpa notifications send --card {card}");
        await RunAsync($"lpa notifications remove --all --card {card}");
        await RunAsync($"card show {card}");
        await RunAsync($"lpa delete {Iccid} --card {card}");
        await RunAsync($"lpa memory-reset --card {card}");
        await RunAsync($"card reset {card}");
        await RunAsync($"profile build {spec} --output {package}");
        await RunAsync($"profile show {package}");
        await RunAsync($"profile check {package}");
        await RunAsync("profile check --rules");
        await RunAsync($"profile diff {package} {package}");
        await RunAsync($"profile extract {package} --file EF.IMSI");
        await RunAsync($"profile remove {package} --element opt-isim --output {terminal.PathOf("smaller.der")}");
        await RunAsync($"profile edit {package} --set imsi=001010123456784 --set pin1=2580 --in-place");
        await RunAsync($"profile convert {package} {terminal.PathOf("profile.json")}");
        string report = terminal.PathOf("report.json");
        await RunAsync($"conformance run --only 4.2.12 --report {report}");
        await RunAsync("conformance list --side euicc");
        await RunAsync("conformance show 4.2.12/fresh");
        await RunAsync($"conformance diff {report} {report}");
        await RunAsync($"decode {package}");
        await RunAsync($"lpa install {package} --card {card} --pki {terminal.Pki} --enable --no-notifications");
        await RunAsync($"apdu 00A40004023F00 --card {card}");
        await RunAsync($"uicc update EF.LOCI FFFFFFFF --pin 0000 --card {card}");
        await ServeAsync($"card serve {card} --tcp 0");
        // The network's side of it is in UiccVerbTests.
        walked.Add("uicc authenticate");
        Assert.That(walked.Concat(s_elsewhere.Keys), Is.EquivalentTo(Verbs()));

        async Task RunAsync(string words)
        {
            await terminal.JsonAsync(words);
            walked.Add(NameOf(terminal, words));
        }

        async Task ServeAsync(string words)
        {
            using CancellationTokenSource end = new();
            FirstLine announced = new();
            Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync([.. words.Split(' '), "--json"], announced, end.Token));
            await announced.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await end.CancelAsync();
            Assert.That((await serving).ExitCode, Is.Zero);
            walked.Add(NameOf(terminal, words));
        }
    }

    /// <summary>The rows of the page; EUICCSIM_UPDATE_JSON names the page to write them anew.</summary>
    [Test]
    public void The_page_lists_each_verb_with_its_members()
    {
        string page = Page.Read("json.md"), head = page[..(page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)];
        string wanted = $"{head}\n\n| verb | members of the last line |\n|---|---|\n{Rows()}";
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_JSON") is { Length: > 0 } file) File.WriteAllText(file, wanted);
        Assert.That(page, Is.EqualTo(wanted));
    }

    [Test]
    public void The_schema_refuses_what_it_does_not_know()
    {
        JsonSchema schema = JsonSchema.Read();
        Assert.That(Faults("""{"event":"result","ok":true,"profiles":[]}"""), Is.Empty);
        Assert.That(Faults("""{"event":"result","ok":true,"profiles":[],"new":1}"""), Is.EqualTo(new[] { "line.new is not in the schema" }));
        Assert.That(Faults("""{"event":"result","ok":true}"""), Is.EqualTo(new[] { "line.profiles is missing" }));
        Assert.That(Faults("""{"event":"result","ok":false}"""), Is.EqualTo(new[] { "line.error is missing" }));
        Assert.That(Faults("""{"event":"result","ok":false,"error":{"function":"f","code":null,"name":"SomeException","message":""}}"""), Has.One.Contains("name is SomeException"));
        Assert.That(Faults("""{"event":"result","ok":true,"profiles":[{"iccid":1}]}"""), Has.One.Contains("iccid is Number"));

        IReadOnlyList<string> Faults(string line) => schema.Check("lpa list", JsonDocument.Parse(line).RootElement);
    }

    private static string Rows()
    {
        StringBuilder rows = new();
        JsonSchema schema = JsonSchema.Read();
        foreach (string verb in schema.Verbs.Order(StringComparer.Ordinal))
        {
            JsonElement result = schema.ResultOf(verb);
            string members = string.Join(", ", result.GetProperty("properties").EnumerateObject().Select(member => $"`{member.Name}`"));
            rows.Append($"| `{verb}` | {result.GetProperty("description").GetString()} {members} |\n");
        }
        return rows.ToString();
    }

    /// <summary>What the grammar can do, as it is built.</summary>
    private static IEnumerable<string> Verbs()
    {
        Surroundings at = new(TextWriter.Null, TextWriter.Null) { DataFolder = "" };
        return All(CommandLine.Build(at)).Where(SchemaCheck.IsVerb).Select(SchemaCheck.NameOf);
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static string NameOf(Terminal terminal, string words)
    {
        Surroundings at = new(TextWriter.Null, TextWriter.Null) { DataFolder = terminal.DataFolder };
        return SchemaCheck.NameOf(CommandLine.Build(at).Parse(words.Split(' ')).CommandResult.Command);
    }

    private const string Mark = "<!-- from json-schema.json -->";
}
