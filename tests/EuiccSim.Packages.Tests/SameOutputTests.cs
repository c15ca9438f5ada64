using System.Text.RegularExpressions;

namespace EuiccSim.Packages.Tests;

/// <summary>Native or portable, the tool says the same: every verb's help, and what each prints that chance and time have no part in.</summary>
internal sealed partial class SameOutputTests : IDisposable
{
    private InstalledTool _tool = null!;

    [OneTimeSetUp]
    public async Task Install()
    {
        _ = PackageFolder.Path;
        if (!InstalledTool.IsNativeHere) Assert.Ignore("Here the installed tool is the portable one.");
        _tool = new();
        await _tool.InstallAsync();
    }

    public void Dispose() => _tool?.Dispose();

    /// <summary>From the root down, each command that the help names.</summary>
    [Test]
    public async Task The_help_of_every_verb()
    {
        Queue<string> commands = new([""]);
        int told = 0;
        while (commands.TryDequeue(out string? command))
        {
            (ProgramRun native, ProgramRun portable) = await BothAsync(command + " --help");
            Assert.That(native, Is.EqualTo(portable), command);
            told++;
            foreach (Match named in Command().Matches(native.Output.Split("Commands:\n").ElementAtOrDefault(1) ?? "")) commands.Enqueue($"{command} {named.Groups[1].Value}");
        }
        Assert.That(told, Is.GreaterThan(40));
    }

    [TestCase("demo --seed 7 --json")]
    [TestCase("demo --seed 7 --curve brainpool --trace trace.jsonl --json", "trace show trace.jsonl", "trace show trace.jsonl --json")]
    [TestCase("profile build spec.json --seed 1 --output p.der", "profile show p.der", "profile show p.der --json", "profile check p.der", "profile check p.der --json", "demo --profile p.der --seed 1 --json")]
    [TestCase("card show card.json", "card show card.json --json", "lpa list --card card.json", "lpa info --card card.json", "lpa info --card card.json --json", "lpa notifications --card card.json", "uicc files --card card.json", "card reset card.json")]
    // What is refused, and in which words.
    [TestCase("", "nonsense", "lpa", "lpa list --card none.json", "lpa list --card spec.json", "profile show spec.json", "profile build none.json", "lpa enable 1 --card card.json --json",
        "lpa download LPA:1$127.0.0.1:1$X --card card.json", "smdp order none.der", "trace show spec.json", "lpa list --tcp 127.0.0.1:1", "pki create")]
    public async Task What_these_print(params string[] lines)
    {
        using Shell native = _tool.OpenShell(), portable = _tool.OpenShell(portable: true);
        (await native.RunAsync("card create card.json")).Succeeded();
        File.Copy(native.File("card.json"), portable.File("card.json"));
        foreach (Shell shell in (Shell[])[native, portable]) await File.WriteAllTextAsync(shell.File("spec.json"), Spec);
        foreach (string line in lines)
        {
            ProgramRun one = Settled(await native.RunAsync(line), native), other = Settled(await portable.RunAsync(line), portable);
            Assert.That(one.Output, Is.EqualTo(other.Output), line);
            Assert.That((one.ExitCode, one.Error), Is.EqualTo((other.ExitCode, other.Error)), line);
        }
    }

    private async Task<(ProgramRun Native, ProgramRun Portable)> BothAsync(string line)
    {
        using Shell native = _tool.OpenShell(), portable = _tool.OpenShell(portable: true);
        return (await native.RunAsync(line), await portable.RunAsync(line));
    }

    /// <summary>Without what no two runs share: how long it took, the time of day, and the folder.</summary>
    private static ProgramRun Settled(ProgramRun run, Shell shell) => run with
    {
        Output = Times().Replace(run.Output.Replace(shell.File(""), "", StringComparison.Ordinal), ""),
        Error = run.Error.Replace(shell.File(""), "", StringComparison.Ordinal),
    };

    private const string Spec = """{"iccid":"89882119900000000012","imsi":"001010000000001","key":"000102030405060708090A0B0C0D0E0F","opc":"101112131415161718191A1B1C1D1E1F","puk1":"11111111","puk2":"22222222","adm1":"33333333"}""";

    [GeneratedRegex(@"^  ([a-z][a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"""ms"":[0-9.]+|[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]+")]
    private static partial Regex Times();
}
