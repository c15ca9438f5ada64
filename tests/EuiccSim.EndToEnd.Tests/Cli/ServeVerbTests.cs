using System.Text;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>One run serves a card, others use it.</summary>
public sealed class ServeVerbTests
{
    [TestCase("--tcp 0", "--tcp")]
    [TestCase("--pty", "--modem", ExcludePlatform = "Win")]
    public async Task A_card_that_is_served_is_used_and_keeps_what_happened(string how, string target)
    {
        Scene scene = new();
        using Terminal terminal = new(scene);
        string file = terminal.PathOf("card.json");
        await terminal.JsonAsync($"card create {file} --pki {terminal.Pki}");
        using CancellationTokenSource end = new();
        FirstLine announced = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(["card", "serve", file, .. how.Split(' ')], announced, end.Token));
        string address = await announced.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await terminal.JsonAsync($"lpa download {scene.Order()} {target} {address}");
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

    /// <summary>A reset; a channel with the ISD-R, whose description of itself is asked for by no one; ES10c.GetEID; the channel closed.</summary>
    private static readonly string[] s_trace =
    [
        """{"time":"2026-01-01T00:00:00Z","event":"reset","atr":"3B9F96803FC7828031E073FE2117674555494353494D33"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"0070000001","response":"019000"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"01A4040C10A0000005591010FFFFFFFF8900000100","response":"9000"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"81E2910006BF3E035C015A00","response":"BF3E125A10890490321234512345123456789012359000"}""",
        """{"time":"2026-01-01T00:00:00Z","event":"exchange","command":"00708001","response":"9000"}""",
    ];

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

    /// <summary>Tells the first line as soon as it is whole.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<string> Task => _line.Task;

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _line.TrySetResult(value ?? "");
        }
    }
}
