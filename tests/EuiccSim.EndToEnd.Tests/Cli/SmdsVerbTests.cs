using System.Net;
using System.Net.Sockets;
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
    public async Task To_a_program_what_happens_at_an_SM_DS_is_told_as_objects()
    {
        using Terminal terminal = new() { Time = TimeProvider.System };
        using CancellationTokenSource end = new();
        FirstLine announced = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(
            ["smds", "serve", "--listen", "https://localhost:0", "--es12", "https://localhost:0", "--json"], announced, end.Token));
        string address = JsonDocument.Parse(await announced.Task.WaitAsync(TimeSpan.FromSeconds(60))).RootElement.GetProperty("address").GetString()!;
        await terminal.JsonAsync("lpa discover --sm-ds " + address);
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using HttpClient client = new(handler);
        using HttpResponseMessage answer = await client.GetAsync($"https://{address}/gsma/rsp2/es9plus/authenticateClient");
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("GET is not taken here; POST is"));
        end.Cancel();
        JsonElement[] lines = [.. (await serving).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement retrieved = lines.Single(line => line.GetProperty("event").GetString() == "retrieved");
        Assert.That((retrieved.GetProperty("eid").GetString()!.Length, retrieved.GetProperty("count").GetInt32()), Is.EqualTo((32, 0)));
        JsonElement rejected = lines.Single(line => line.GetProperty("event").GetString() == "requestRejected");
        Assert.That((rejected.GetProperty("function").GetString(), rejected.GetProperty("httpStatus").GetInt32()), Is.EqualTo(("/gsma/rsp2/es9plus/authenticateClient", 405)));
    }

    [TestCase("http://localhost:8447")]
    [TestCase("https://localhost:8447/rsp")]
    [TestCase("localhost:8446=")]
    [TestCase("a=b=c")]
    [TestCase("")]
    public async Task What_names_no_SM_DS_is_refused_before_anything_is_served(string smds)
    {
        using Terminal terminal = new() { Time = TimeProvider.System };
        // The limit is for a server that starts all the same.
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        Terminal.Run run = await terminal.RunAsync(
            ["smdp", "serve", "--listen", "https://localhost:0", "--es2", "https://localhost:0", "--sm-ds", smds], new StringWriter(), patience.Token);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain("--sm-ds takes"));
    }

    [Test]
    public async Task An_order_announced_on_the_command_line_is_discovered_downloaded_and_forgotten()
    {
        using Terminal terminal = new() { Time = TimeProvider.System };
        using CancellationTokenSource end = new();
        FirstLine smds = new(), smdp = new();
        int es12 = FreePort(), es2 = FreePort();
        Task<Terminal.Run> discovery = Task.Run(() => terminal.RunAsync(
            ["smds", "serve", "--listen", "https://localhost:0", "--es12", $"https://localhost:{es12}"], smds, end.Token));
        string address = await smds.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Task<Terminal.Run> server = Task.Run(() => terminal.RunAsync(
            ["smdp", "serve", "--listen", "https://localhost:0", "--es2", $"https://localhost:{es2}", "--sm-ds", $"https://{address}/=https://localhost:{es12}"],
            smdp, end.Token));
        await smdp.Task.WaitAsync(TimeSpan.FromSeconds(60));

        JsonElement card = await terminal.JsonAsync("lpa info");
        string package = terminal.PathOf("profile.der");
        File.WriteAllBytes(package, Packages.Number(1).Package.Span);
        JsonElement order = await terminal.JsonAsync($"smdp order {package} --eid {card.GetProperty("eid").GetString()} --sm-ds {address}");
        JsonElement found = (await terminal.JsonAsync("lpa discover --sm-ds " + address)).GetProperty("events");
        Assert.That(found.GetArrayLength(), Is.EqualTo(1));
        Assert.That(found[0].GetProperty("eventId").GetString(), Is.EqualTo(order.GetProperty("matchingId").GetString()));
        await terminal.JsonAsync($"lpa discover --sm-ds {address} --download --yes");
        Assert.That((await terminal.JsonAsync("lpa list")).GetProperty("profiles").GetArrayLength(), Is.EqualTo(1));
        // The server tells the SM-DS in a moment; the limit is for a test that fails.
        for (int i = 0; i < 100 && found.GetArrayLength() > 0; i++)
        {
            await Task.Delay(50);
            found = (await terminal.JsonAsync("lpa discover --sm-ds " + address)).GetProperty("events");
        }
        Assert.That(found.GetArrayLength(), Is.Zero);
        end.Cancel();
        Terminal.Run[] runs = await Task.WhenAll(discovery, server);
        Assert.That(runs.Select(run => run.ExitCode), Is.All.Zero, string.Join('\n', runs.Select(run => run.Error)));
        Assert.That(runs[1].Error, Does.Contain("announced at " + address).And.Contain("no longer announced at " + address));
    }

    [Test]
    public async Task An_event_outlives_the_SM_DS_that_it_was_announced_at()
    {
        using Terminal terminal = new() { Time = TimeProvider.System };
        string state = terminal.PathOf("events");
        int es11 = FreePort(), es12 = FreePort(), es2 = FreePort();
        string[] serve = ["smds", "serve", "--listen", $"https://localhost:{es11}", "--es12", $"https://localhost:{es12}", "--state", state];
        string? matchingId;
        using (CancellationTokenSource end = new())
        {
            FirstLine smds = new(), smdp = new();
            Task<Terminal.Run> discovery = Task.Run(() => terminal.RunAsync(serve, smds, end.Token));
            await smds.Task.WaitAsync(TimeSpan.FromSeconds(60));
            JsonElement inUse = await terminal.JsonAsync($"smds serve --listen https://localhost:0 --es12 https://localhost:0 --state {state}", 2);
            Assert.That(inUse.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("state"));
            Task<Terminal.Run> server = Task.Run(() => terminal.RunAsync(["smdp", "serve", "--listen", "https://localhost:0",
                "--es2", $"https://localhost:{es2}", "--sm-ds", $"localhost:{es11}=localhost:{es12}"], smdp, end.Token));
            await smdp.Task.WaitAsync(TimeSpan.FromSeconds(60));
            string package = terminal.PathOf("profile.der");
            File.WriteAllBytes(package, Packages.Number(1).Package.Span);
            string? eid = (await terminal.JsonAsync("lpa info")).GetProperty("eid").GetString();
            matchingId = (await terminal.JsonAsync($"smdp order {package} --eid {eid} --sm-ds localhost:{es11}")).GetProperty("matchingId").GetString();
            end.Cancel();
            foreach (Terminal.Run run in await Task.WhenAll(discovery, server)) Assert.That(run.ExitCode, Is.Zero, run.Error);
        }
        using CancellationTokenSource second = new();
        FirstLine again = new();
        Task<Terminal.Run> serving = Task.Run(() => terminal.RunAsync(serve, again, second.Token));
        await again.Task.WaitAsync(TimeSpan.FromSeconds(60));
        JsonElement found = (await terminal.JsonAsync($"lpa discover --sm-ds localhost:{es11}")).GetProperty("events");
        second.Cancel();
        Assert.That((await serving).ExitCode, Is.Zero);
        Assert.That(found.EnumerateArray().Select(one => one.GetProperty("eventId").GetString()), Is.EqualTo(new[] { matchingId }));
    }

    [TestCase("postgres://localhost/events", "not built")]
    [TestCase("nowhere/at/all", "nowhere")]
    public async Task A_state_that_cannot_be_used_is_told(string state, string why)
    {
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync($"smds serve --state {state}", 2);
        Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("state"));
        Assert.That(result.GetRawText(), Does.Contain(why));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
}
