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

        end.Cancel();
        Assert.That((await serving).ExitCode, Is.Zero);
        JsonElement afterwards = await terminal.JsonAsync("lpa list --card " + file);
        Assert.That(afterwards.GetProperty("profiles")[0].GetProperty("nickname").GetString(), Is.EqualTo("served"));
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
