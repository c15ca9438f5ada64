using System.Text.Json;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>A server in another run of the command line, until it is disposed of.</summary>
internal sealed class Serving : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly FirstLine _announced = new();
    private Task<Terminal.Run> _run = null!;

    internal string Address { get; private set; } = "";

    internal string[] ActivationCodes { get; private set; } = [];

    /// <summary>Where it takes orders.</summary>
    internal string Es2 { get; private set; } = "";

    internal static async Task<Serving> StartAsync(Terminal terminal, params string[] more)
    {
        Serving serving = new();
        string[] es2 = more.Contains("--es2") ? [] : ["--es2", "https://127.0.0.1:0"], listen = more.Contains("--listen") ? [] : ["--listen", "https://127.0.0.1:0"];
        string[] words = ["smdp", "serve", .. listen, .. es2, .. more, "--json"];
        serving._run = Task.Run(() => terminal.RunAsync(words, serving._announced, serving._end.Token));
        if (await Task.WhenAny(serving._run, serving._announced.Task) == serving._run) Assert.Fail((await serving._run).ToString());
        JsonElement line = JsonDocument.Parse(await serving._announced.Task).RootElement;
        serving.Address = line.GetProperty("address").GetString()!;
        serving.Es2 = line.GetProperty("es2").GetString()!;
        serving.ActivationCodes = [.. line.GetProperty("activationCodes").EnumerateArray().Select(code => code.GetString()!)];
        return serving;
    }

    /// <summary>What it said to the person, after its end.</summary>
    internal string Said => _run.Result.Error;

    /// <summary>The line after the first.</summary>
    internal async Task<string> NextLineAsync()
    {
        for (int i = 0; i < 600 && !Lines.Skip(1).Any(); i++) await Task.Delay(100);
        return Lines.ElementAt(1);
    }

    /// <summary>The first line of an event.</summary>
    internal async Task<JsonElement> EventAsync(string name)
    {
        for (int i = 0; i < 600; i++)
        {
            foreach (string line in Lines)
                if (JsonDocument.Parse(line).RootElement is var told && told.GetProperty("event").GetString() == name) return told;
            await Task.Delay(100);
        }
        throw new AssertionException($"There is no event {name} in {_announced}");
    }

    private IEnumerable<string> Lines => _announced.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        if (_run.IsCompleted) return;
        await _end.CancelAsync();
        Assert.That((await _run).ExitCode, Is.Zero, (await _run).Error);
        _end.Dispose();
    }
}
