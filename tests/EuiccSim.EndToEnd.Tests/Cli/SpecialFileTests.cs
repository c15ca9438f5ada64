using System.Diagnostics;
using System.Text.Json;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Where a file is named, a folder, a device or a pipe may be.</summary>
public sealed class SpecialFileTests
{
    private static readonly string[][] s_verbs =
    [
        ["profile", "show", "?"], ["profile", "check", "?"], ["profile", "build", "?"], ["card", "show", "?"], ["card", "reset", "?"], ["lpa", "list", "--card", "?"],
        ["trace", "show", "?"], ["smdp", "order", "?"], ["smdp", "serve", "--orders", "?"], ["lpa", "download", "LPA:1$x$y", "--ca", "?"], ["demo", "--profile", "?"],
    ];

    [TestCaseSource(nameof(s_verbs))]
    public async Task A_folder_is_no_file(string[] verb)
    {
        using Terminal terminal = new();
        Directory.CreateDirectory(terminal.PathOf("folder"));
        Terminal.Run run = await terminal.RunAsync([.. verb.Select(word => word == "?" ? terminal.PathOf("folder") : word)]);
        Assert.That((run.ExitCode, run.Error.Length > 0), Is.EqualTo((2, true)), run.ToString());
    }

    [TestCaseSource(nameof(s_verbs))]
    public async Task A_device_that_never_ends_is_given_up_on(string[] verb)
    {
        if (!File.Exists("/dev/zero")) Assert.Ignore("this system has no /dev/zero");
        using Terminal terminal = new();
        string zero = terminal.PathOf("zero");
        File.CreateSymbolicLink(zero, "/dev/zero");
        Terminal.Run run = await terminal.RunAsync([.. verb.Select(word => word == "?" ? zero : word)]);
        Assert.That((run.ExitCode, run.Error.Length > 0), Is.EqualTo((2, true)), run.ToString());
    }

    /// <summary>In a process of its own, which gets the signal while it waits for somebody to write.</summary>
    [TestCase("profile", "show", "?")]
    [TestCase("trace", "show", "?")]
    [TestCase("smdp", "serve", "--orders", "?")]
    [TestCase("demo", "--profile", "?")]
    public async Task A_pipe_where_nobody_writes_does_not_make_a_verb_deaf(params string[] verb)
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("signals and pipes of Linux");
        using Terminal terminal = new();
        string pipe = terminal.PathOf("pipe");
        using (Process made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        ProcessStartInfo start = new("dotnet", ["exec", typeof(EuiccSim.Cli.CommandLine).Assembly.Location, .. verb.Select(word => word == "?" ? pipe : word)])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["EUICCSIM_DATA"] = terminal.DataFolder;
        using Process process = Process.Start(start)!;
        // This comes to an end when the other side opens the pipe, which from then on waits for octets.
        await using FileStream writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write)).WaitAsync(TimeSpan.FromMinutes(2));
        using (Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That(process.ExitCode, Is.Not.Zero);
        Assert.That(await process.StandardError.ReadToEndAsync(), Does.Not.Contain("   at "), "no stack trace");
    }

    [Test]
    public async Task A_pipe_is_no_card_image()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("pipes of Linux");
        using Terminal terminal = new();
        string pipe = terminal.PathOf("pipe");
        using (Process made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        Task<Terminal.Run> run = terminal.RunAsync("card", "show", pipe, "--json");
        await using (await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write)).WaitAsync(TimeSpan.FromMinutes(2)))
        {
            JsonElement error = JsonDocument.Parse((await run).Output).RootElement.GetProperty("error");
            Assert.That((await run).ExitCode, Is.EqualTo(2));
            Assert.That(error.GetProperty("message").GetString(), Does.Contain("pipe"));
        }
    }
}
