using System.Text;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>One run serves as SM-DS, another asks it.</summary>
public sealed class SmdsVerbTests
{
    [Test]
    public async Task An_SM_DS_is_asked_by_the_LPA_and_ends_when_it_is_interrupted()
    {
        using Terminal terminal = new() { Time = TimeProvider.System };
        using CancellationTokenSource end = new();
        FirstLine announced = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(
            ["smds", "serve", "--listen", "https://localhost:0", "--es12", "https://localhost:0"], announced, end.Token));
        string address = await announced.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(address, Does.Match("^localhost:[0-9]+$"));
        JsonElement found = await terminal.JsonAsync("lpa discover --sm-ds " + address);
        Assert.That(found.GetProperty("events").GetArrayLength(), Is.Zero);
        end.Cancel();
        Terminal.Run run = await serving;
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Match("[0-9]{32} was told of 0 events\\."));
    }

    [Test]
    public async Task A_folder_without_an_SM_DS_is_told()
    {
        using Terminal terminal = new();
        string empty = terminal.PathOf("empty");
        Directory.CreateDirectory(empty);
        JsonElement result = await terminal.JsonAsync($"smds serve --pki {empty}", 2);
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("pki"));
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
