using System.Diagnostics;
using System.Text.RegularExpressions;
using EuiccSim.Transports.Tests.Pcsc.Daemon;

namespace EuiccSim.Packages.Tests;

/// <summary>The tool from its package does what it does from the build: each part that a native compiler might have left out is used once.</summary>
internal sealed partial class InstalledToolTests : IDisposable
{
    private InstalledTool _tool = null!;

    [OneTimeSetUp]
    public async Task Install()
    {
        _ = PackageFolder.Path;
        _tool = new();
        await _tool.InstallAsync();
    }

    public void Dispose() => _tool?.Dispose();

    [Test]
    public void On_Linux_x64_no_assembly_is_installed()
    {
        if (!InstalledTool.IsNativeHere) Assert.Ignore("Here the portable package is installed.");
        Assert.That(Directory.GetFiles(_tool.Folder, "*.dll", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task It_tells_the_version_of_its_package()
    {
        using Shell shell = _tool.OpenShell();
        Assert.That((await shell.RunAsync("--version")).Succeeded().TrimEnd().Split('+')[0], Is.EqualTo(PackageFolder.Version));
    }

    [TestCase("nist")]
    [TestCase("brainpool")]
    public async Task It_does_the_main_job_in_memory(string curve)
    {
        using Shell shell = _tool.OpenShell();
        Assert.That((await shell.RunAsync($"demo --curve {curve}")).Succeeded(), Does.Contain("All 21 steps held"));
    }

    [TestCase("")]
    [TestCase(" --json")]
    public async Task A_profile_goes_from_a_server_in_one_process_to_a_card_in_another_over_HTTPS(string json)
    {
        using Shell shell = _tool.OpenShell();
        await BuildProfileAsync(shell);
        (Process server, string first) = await shell.StartAsync("smdp serve --listen https://127.0.0.1:0 --es2 https://127.0.0.1:0 --state state.json");
        try
        {
            Assert.That(first, Does.StartWith("SM-DP+ localhost:"));
            string ordered = (await shell.RunAsync("smdp order profile.der --qr" + json)).Succeeded();
            string code = Code().Match(ordered).Value;
            ProgramRun download = await shell.RunAsync("lpa download" + json, code, "--yes");
            Assert.That(download.Succeeded(), Does.Contain(Iccid));
            (await shell.RunAsync("lpa enable " + Iccid)).Succeeded();
            Assert.That((await shell.RunAsync("lpa list" + json)).Succeeded(), Does.Contain(Iccid).And.Contain("nabled"));
            Assert.That((await shell.RunAsync("uicc read imsi" + json)).Succeeded(), Is.Not.Empty);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    [Test]
    public async Task It_asks_the_PCSC_service_for_readers_or_names_what_is_missing()
    {
        await using FileStream turn = await VpcdTurn.WaitAsync();
        using Shell shell = _tool.OpenShell();
        ProgramRun run = await shell.RunAsync("readers --json");
        // SCARD_E_NO_SERVICE is pcsclite.h's.
        Assert.That(run.Output, run.ExitCode == 0 ? Does.Contain("\"readers\":[") : Does.Contain("SCARD_E_NO_SERVICE").Or.Contain("libraryMissing"));
        Assert.That(run.ExitCode, Is.Zero.Or.EqualTo(2), run.Error);
    }

    [Test]
    public async Task PostgreSQL_is_asked_and_its_absence_told()
    {
        using Shell shell = _tool.OpenShell();
        // Nobody listens at port 1; a client that a compiler has left out would end otherwise.
        ProgramRun run = await shell.RunAsync("smdp serve --listen https://127.0.0.1:0 --es2 https://127.0.0.1:0 --state postgres://nobody@127.0.0.1:1/none");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain("127.0.0.1:1"));
    }

    private static async Task BuildProfileAsync(Shell shell)
    {
        await File.WriteAllTextAsync(shell.File("spec.json"), $$"""{"iccid":"{{Iccid}}","imsi":"001010000000001"}""");
        (await shell.RunAsync("profile build spec.json --output profile.der")).Succeeded();
        Assert.That((await shell.RunAsync("profile check profile.der")).Succeeded(), Does.Contain("In order"));
    }

    private const string Iccid = "89882119900000000012";

    [GeneratedRegex(@"LPA:1\$[^\s""]+")]
    private static partial Regex Code();
}
