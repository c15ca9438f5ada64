using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Families without a verb, typing errors, narrow terminals, pipes, full disks and Ctrl-C.</summary>
public sealed class TerminalMannersTests
{
    [TestCase("", "lpa")]
    [TestCase("lpa", "list")]
    [TestCase("card", "create")]
    [TestCase("smdp", "order")]
    [TestCase("uicc", "read")]
    [TestCase("profile", "check")]
    [TestCase("trace", "show")]
    [TestCase("pki", "create")]
    public async Task A_family_without_a_verb_prints_its_help(string family, string verb)
    {
        using Terminal terminal = new();
        Terminal.Run bare = await terminal.RunAsync(family.Length == 0 ? [] : [family]), help = await terminal.RunAsync(family.Length == 0 ? ["--help"] : [family, "--help"]);
        Assert.That((bare.ExitCode, help.ExitCode), Is.EqualTo((2, 0)));
        Assert.That(bare.Error, Is.EqualTo(help.Output).And.Contains(verb).And.Contains($"Usage:{Environment.NewLine}  euiccsim "));
        Assert.That(bare.Output, Is.Empty, "which is for programs");
    }

    [TestCase("lpa lst", "Did you mean 'euiccsim lpa list'?")]
    [TestCase("lpa lsit", "Did you mean 'euiccsim lpa list'?")]
    [TestCase("lpa downlaod", "Did you mean 'euiccsim lpa download'?")]
    [TestCase("lpa notif", "Did you mean 'euiccsim lpa notifications'?")]
    [TestCase("lap", "Did you mean 'euiccsim lpa'?")]
    [TestCase("lpa list --crad x", "Did you mean --card?")]
    [TestCase("smdp sevre", "Did you mean 'euiccsim smdp serve'?")]
    [TestCase("lpa xyzzy", "'euiccsim lpa --help' tells what there is.")]
    public async Task A_typing_error_gets_a_suggestion(string words, string says)
    {
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync(words.Split(' '));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.Contain(says));
        Manners.Check(run.Error, terminal);
    }

    [Test]
    public async Task A_wide_terminal_gets_a_frame_a_narrow_one_a_fact_a_line_and_a_pipe_plain_lines()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync()}");
        terminal.Columns = 120;
        string wide = (await terminal.RunAsync("lpa", "list")).Output;
        Assert.That(wide, Does.StartWith("╭─").And.Contains("│ 89882119900000000001 │ disabled │"));
        terminal.Columns = 60;
        string[] narrow = (await terminal.RunAsync("lpa", "list")).Output.Split('\n');
        Assert.That(narrow[..2], Is.EqualTo(new[] { "ICCID: 89882119900000000001", "state: disabled" }));
        string info = (await terminal.RunAsync("lpa", "info")).Output;
        Assert.That(info, Does.StartWith("EID: 89049032123451234512345678901235").And.Contain("UICC: usimSupport").And.Contain("\n  isimSupport"));
        foreach (string[] verb in (string[][])[["lpa", "info"], ["card", "show"], ["lpa", "notifications"], ["demo"]])
            Assert.That((await terminal.RunAsync(verb)).Output.Split('\n').Where(line => line.Contains('│', StringComparison.Ordinal) && line.Length > 60), Is.Empty, string.Join(' ', verb));
        terminal.Columns = null;
        string[] plain = (await terminal.RunAsync("lpa", "list")).Output.Split('\n');
        Assert.That(plain[0], Does.Match("^ICCID +state +nickname +service provider +name +class$"));
        Assert.That(plain[1], Does.Match("^89882119900000000001  disabled  [^│]*operational$"));
    }

    [Test]
    public async Task A_hint_does_what_it_says_when_it_is_copied_also_for_a_card_that_was_chosen()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string card = terminal.PathOf("my card.json");
        await terminal.RunAsync("card", "create", card, "--pki", terminal.Pki);
        Terminal.Run run = await terminal.RunAsync("lpa", "download", (await world.OrderCodeAsync()).ToString(), "--card", card);
        Assert.That(run.Output, Does.Contain($"'euiccsim lpa enable 89882119900000000001 --card \"{card}\"' enables it."));
        string hint = run.Output.Split('\'')[1]["euiccsim ".Length..];
        Terminal.Run typed = await terminal.RunAsync([.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(hint)]);
        Assert.That((typed.ExitCode, typed.Output), Is.EqualTo((0, "Enabled 89882119900000000001." + Environment.NewLine)), typed.Error);
    }

    [Test]
    public async Task What_has_to_be_copied_is_not_broken_at_the_edge_of_a_narrow_terminal()
    {
        using Terminal terminal = new() { Columns = 40 };
        Terminal.Run made = await terminal.RunAsync("card", "create", terminal.PathOf("a-card-with-a-name-that-is-long.json"));
        Assert.That(made.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_full_disk_is_told()
    {
        if (!File.Exists("/dev/full")) Assert.Ignore("this system has no /dev/full");
        using Terminal terminal = new();
        await File.WriteAllTextAsync(terminal.PathOf("spec.json"), """{"iccid":"8949000000000000018","imsi":"001010000000001"}""");
        string spec = terminal.PathOf("spec.json"), package = terminal.PathOf("package.der");
        Assert.That((await terminal.RunAsync("profile", "build", spec, "--output", package)).ExitCode, Is.Zero);
        string[] verbs =
        [
            "--help", "--version", "lpa list --help", "demo --json", "demo", "lpa list", "lpa list --json", "decode BF3E035C015A", "readers --json", "pki create {folder} --curve nist",
            $"profile build {spec} --force", $"profile show {package}", $"profile show {package} --tree", $"profile check {package} --json", "profile check --rules", $"profile convert {package} - --to hex",
            $"profile diff {package} {package}", "lpa list --tcp nowhere --json",
        ];
        foreach (string verb in verbs)
        {
            string words = verb.Replace("{folder}", terminal.PathOf("new"), StringComparison.Ordinal);
            using Process process = Start(terminal, $"euiccsim {words} > /dev/full");
            string error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.That(process.ExitCode, Is.EqualTo(2), $"{words}: {error}");
            Assert.That(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], Does.Match("^prepare: output: .*the disk is full\\.$").IgnoreCase, words);
            Manners.Check(error, terminal);
        }
    }

    /// <summary>Who cannot be told anything has the exit code.</summary>
    [TestCase("lpa list --tcp nowhere", 2)]
    [TestCase("lpa list", 0)]
    [TestCase("no-such-verb", 2)]
    [TestCase("lpa list > /dev/full", 2)]
    public async Task Messages_for_which_there_is_no_room_are_lost_and_nothing_else(string words, int exitCode)
    {
        if (!File.Exists("/dev/full")) Assert.Ignore("this system has no /dev/full");
        using Terminal terminal = new();
        using Process process = Start(terminal, $"euiccsim {words} 2> /dev/full");
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That(process.ExitCode, Is.EqualTo(exitCode), output);
    }

    [Test]
    public async Task A_pipe_that_is_closed_is_nobodys_fault()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("a shell of Unix");
        using Terminal terminal = new();
        using Process process = Start(terminal, "euiccsim demo --json | head -1");
        string error = await process.StandardError.ReadToEndAsync(), output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That((error, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length), Is.EqualTo(("", 1)));
    }

    /// <summary>While it waits for a server that does not answer, for a card, or for what a person types.</summary>
    [TestCase("lpa download 1$HOLE$x --insecure-tls", 130, "INT")]
    [TestCase("lpa list --tcp HOLE", 130, "INT")]
    [TestCase("lpa list --tcp HOLE", 143, "TERM")]
    [TestCase("lpa list --tcp HOLE --json", 130, "INT")]
    public async Task Ctrl_C_ends_at_once_with_its_word(string words, int exitCode, string signal)
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("signals of Linux");
        using Terminal terminal = new();
        // It takes connections and says nothing.
        using System.Net.Sockets.TcpListener hole = new(System.Net.IPAddress.Loopback, 0);
        hole.Start();
        using Process process = Start(terminal, "exec dotnet exec TOOL " + words.Replace("HOLE", hole.LocalEndpoint.ToString(), StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal));
        using System.Net.Sockets.TcpClient caller = await hole.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Stopwatch watch = Stopwatch.StartNew();
        using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        string error = await process.StandardError.ReadToEndAsync(), output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That(process.ExitCode, Is.EqualTo(exitCode), error);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "a second, on a machine that has nothing else to do");
        if (!words.EndsWith("--json", StringComparison.Ordinal)) Assert.That(error, Does.Contain("cancelled: Given up."));
        else Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("cancelled"));
        Manners.Check(error, terminal);
    }

    private static Process Start(Terminal terminal, string command)
    {
        string tool = typeof(EuiccSim.Cli.CommandLine).Assembly.Location;
        command = command.Replace("TOOL", $"'{tool}'", StringComparison.Ordinal).Replace("euiccsim ", $"dotnet exec '{tool}' ", StringComparison.Ordinal);
        ProcessStartInfo start = new("sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["EUICCSIM_DATA"] = terminal.DataFolder;
        return Process.Start(start)!;
    }
}
