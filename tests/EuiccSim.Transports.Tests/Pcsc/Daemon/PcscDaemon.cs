using System.Diagnostics;
using System.Globalization;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>
/// pcscd with the vpcd driver, for all tests of this namespace: one that runs already, or else one that is started here, which needs its
/// package and the superuser. Where there is none, the tests are skipped with the reason. A test restarts it: one that runs already is
/// only touched if EUICCSIM_PCSCD_PID names it as the tests' to stop, as .ci/run does, which starts it.
/// </summary>
[SetUpFixture]
internal sealed class PcscDaemon
{
    /// <summary>The readers of vpcd's two slots.</summary>
    internal const string FirstReader = "Virtual PCD 00 00";

    internal const string SecondReader = "Virtual PCD 00 01";

    private static Process? s_daemon;
    private static FileStream? s_turn;

    /// <summary>True if the tests may stop the daemon.</summary>
    internal static bool IsOurs => s_daemon is not null;

    [OneTimeSetUp]
    public async Task Find_or_start()
    {
        s_turn = await VpcdTurn.WaitAsync();
        if (await TryOpenAsync() is { Problem: PcscProblem.LibraryMissing } e) Assert.Ignore(e.Message);
        if (await TryOpenAsync() is not null) await StartAsync();
        else s_daemon = FindGiven();
        using PcscContext context = PcscContext.Open();
        PcscReader[] slots = [.. (await context.ListReadersAsync()).Where(reader => reader.Name is FirstReader or SecondReader)];
        if (slots.Length < 2) Assert.Ignore("pcscd runs without the two slots of the driver vpcd (Debian: apt install vsmartcard-vpcd).");
        if (slots.Any(reader => reader.HasCard)) Assert.Ignore("vpcd's slots are taken by other cards.");
    }

    /// <summary>A daemon that was given stays for whoever gave it, unless a test replaced it by one of its own.</summary>
    [OneTimeTearDown]
    public async Task Stop_what_was_started()
    {
        if (s_daemon?.Id.ToString(CultureInfo.InvariantCulture) != Given) await StopAsync();
        s_turn?.Dispose();
    }

    /// <summary>Ends the daemon, and starts another one when the test has seen what it wants to see meanwhile.</summary>
    internal static async Task RestartAsync(Func<Task> meanwhile)
    {
        await StopAsync();
        await meanwhile();
        await StartAsync();
    }

    private static Process? FindGiven()
    {
        try
        {
            return int.TryParse(Given, CultureInfo.InvariantCulture, out int id) ? Process.GetProcessById(id) : null;
        }
        catch (ArgumentException)
        {
            // The one that runs is another one.
            return null;
        }
    }

    private static async Task StartAsync()
    {
        if (!File.Exists(Program)) Assert.Ignore("pcscd is not installed (Debian: apt install pcscd vsmartcard-vpcd).");
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("pcscd does not run, and only the superuser can start it.");
        ProcessStartInfo start = new(Program, "--foreground") { RedirectStandardOutput = true, RedirectStandardError = true };
        s_daemon = Process.Start(start)!;
        s_daemon.BeginOutputReadLine();
        s_daemon.BeginErrorReadLine();
        for (int i = 0; i < 100; i++)
        {
            if (await TryOpenAsync() is null && await HasSlotsAsync()) return;
            await Task.Delay(100);
        }
        Assert.Ignore("pcscd was started, and does not show the readers of vpcd (Debian: apt install vsmartcard-vpcd).");
    }

    private static async Task StopAsync()
    {
        if (s_daemon is not { } daemon) return;
        s_daemon = null;
        // SIGTERM lets it take its socket and its process number away. The shell has a kill of its own, which a bare machine lacks.
        using (Process kill = Process.Start("sh", ["-c", $"kill -TERM {daemon.Id}"])) await kill.WaitForExitAsync();
        await daemon.WaitForExitAsync();
        daemon.Dispose();
    }

    private static async Task<PcscException?> TryOpenAsync()
    {
        try
        {
            await Task.Run(() => PcscContext.Open().Dispose());
            return null;
        }
        catch (PcscException e)
        {
            return e;
        }
    }

    private static async Task<bool> HasSlotsAsync()
    {
        using PcscContext context = PcscContext.Open();
        return (await context.ListReadersAsync()).Any(reader => reader.Name == SecondReader);
    }

    private static string? Given => Environment.GetEnvironmentVariable("EUICCSIM_PCSCD_PID");

    private const string Program = "/usr/sbin/pcscd";
}
