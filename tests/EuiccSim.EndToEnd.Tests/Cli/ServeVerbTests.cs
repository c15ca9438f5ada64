using System.Text.Json;
using EuiccSim.Cli;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>One run serves a card, others use it.</summary>
public sealed class ServeVerbTests
{
    [TestCase("--tcp 0", "--tcp")]
    [TestCase("--tcp 127.0.0.1:0", "--tcp")]
    [TestCase("--tcp [::1]:0", "--tcp")]
    [TestCase("--pty", "--modem", ExcludePlatform = "Win")]
    public async Task A_card_that_is_served_is_used_and_keeps_what_happened(string how, string target)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --pki {terminal.Pki}");
        using CancellationTokenSource end = new();
        FirstLine announced = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(["card", "serve", file, .. how.Split(' ')], announced, end.Token));
        string address = await announced.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()} {target} {address}");
        await terminal.JsonAsync($"lpa nickname 89882119900000000001 served {target} {address}");
        JsonElement list = await terminal.JsonAsync($"lpa list {target} {address}");
        Assert.That(list.GetProperty("profiles")[0].GetProperty("nickname").GetString(), Is.EqualTo("served"));
        await terminal.JsonAsync("lpa list --card " + file, 2);

        // The octets of a modem come in parts, and without an ATR: a trace of any card can be replayed to it.
        string trace = terminal.PathOf("trace.jsonl");
        await File.WriteAllLinesAsync(trace, s_trace);
        JsonElement replayed = await terminal.JsonAsync($"trace replay {trace} {target} {address}");
        Assert.That(replayed.GetProperty("records").GetInt32(), Is.EqualTo(s_trace.Length));

        end.Cancel();
        Assert.That((await serving).ExitCode, Is.Zero);
        JsonElement afterwards = await terminal.JsonAsync("lpa list --card " + file);
        Assert.That(afterwards.GetProperty("profiles")[0].GetProperty("nickname").GetString(), Is.EqualTo("served"));
    }

    [TestCase("0.0.0.0:0", true)]
    [TestCase("*:0", true)]
    [TestCase("localhost:0", false)]
    [TestCase("0", false)]
    public async Task Other_machines_reach_a_card_only_where_somebody_asks_for_it_and_are_warned_of(string where, bool warned)
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --pki {terminal.Pki}");
        using CancellationTokenSource end = new();
        FirstLine announced = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(["card", "serve", file, "--tcp", where], announced, end.Token));
        string address = await announced.Task.WaitAsync(TimeSpan.FromSeconds(30));
        end.Cancel();
        Assert.That(address, Does.StartWith(warned ? "0.0.0.0:" : "127.0.0.1:"));
        Assert.That((await serving).Error.Contains("Nothing protects", StringComparison.Ordinal), Is.EqualTo(warned));
    }

    // The lines of lpac 2.3.0, docs/backends/stdio.md; ES10c.GetEID of SGP.22 §5.7.20.
    [Test]
    public async Task A_card_on_standard_input_and_output_answers_lpac_and_shows_what_else_it_says()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --pki {terminal.Pki}");
        terminal.Typed = """
            {"type":"apdu","payload":{"func":"connect","param":null}}
            {"type":"apdu","payload":{"func":"logic_channel_open","param":"a0000005591010ffffffff8900000100"}}
            {"type":"apdu","payload":{"func":"transmit","param":"81e2910006bf3e035c015a"}}
            {"type":"apdu","payload":{"func":"transmit","param":"81c0000015"}}
            {"type":"lpa","payload":{"code":0,"message":"success","data":null}}
            {"type":"apdu","payload":{"func":"disconnect","param":null}}

            """;
        Terminal.Run run = await terminal.RunAsync("card", "serve", file, "--stdio");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            """{"type":"apdu","payload":{"ecode":0}}""",
            """{"type":"apdu","payload":{"ecode":1}}""",
            """{"type":"apdu","payload":{"ecode":0,"data":"6115"}}""",
            """{"type":"apdu","payload":{"ecode":0,"data":"bf3e125a10890490321234512345123456789012359000"}}""",
            """{"type":"apdu","payload":{"ecode":0}}""",
        }));
        Assert.That(run.Error, Is.EqualTo("""{"type":"lpa","payload":{"code":0,"message":"success","data":null}}""" + "\n"));
    }

    [Test]
    public async Task A_card_of_another_program_is_used_by_lpacs_lines()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --pki {terminal.Pki}");
        string program = $"dotnet \"{typeof(CommandLine).Assembly.Location}\" card serve \"{file}\" --stdio";
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}", more: ["--stdio", program]);
        JsonElement list = await terminal.JsonAsync("lpa list", more: ["--stdio", program]);
        Assert.That(list.GetProperty("profiles")[0].GetProperty("iccid").GetString(), Is.EqualTo("89882119900000000001"));
        JsonElement afterwards = await terminal.JsonAsync("lpa list --card " + file);
        Assert.That(afterwards.GetProperty("profiles").GetArrayLength(), Is.EqualTo(1), "the program ended and let the card go");
    }

    [TestCase("no-such-program", "cardProgram")]
    [TestCase("  ", "arguments")]
    public async Task A_program_that_is_not_there_is_told(string program, string name)
    {
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync("lpa list", 2, "--stdio", program);
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo(name));
    }

    [Test]
    public async Task A_verb_is_watched()
    {
        using Terminal terminal = new();
        string trace = terminal.PathOf("trace.jsonl");
        await terminal.JsonAsync("lpa info --trace " + trace);
        Terminal.Run shown = await terminal.RunAsync("trace", "show", trace);
        Assert.That(shown.ExitCode, Is.Zero, shown.Error);
        Assert.That(shown.Output, Does.Contain("89049032123451234512345678901235"));
        Terminal.Run text = await terminal.RunAsync("lpa", "info", "--trace", "text", "--json");
        Assert.That(text.Error, Does.Contain("89049032123451234512345678901235"));
        Assert.That(text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }

    /// <summary>A reset; a channel with the ISD-R, whose description of itself is asked for by no one; ES10c.GetEID; the channel closed.</summary>
    private static readonly string[] s_trace =
    [
        """{"time":"2026-01-01T00:00:00Z","event":"reset","atr":"3B9F96803FC7828031E073FE211F674555494353494D3B"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"0070000001","response":"019000"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"01A4040C10A0000005591010FFFFFFFF8900000100","response":"9000"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"81E2910006BF3E035C015A00","response":"BF3E125A10890490321234512345123456789012359000"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"00708001","response":"9000"}""",
    ];
}
