using System.Diagnostics;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Bench;

/// <summary>A pcscd for as long as a measurement takes, where none runs and this process may start one.</summary>
internal sealed class Pcscd : IAsyncDisposable
{
    private readonly Process _process;

    private Pcscd(Process process) => _process = process;

    /// <summary>Starts one; null if one runs already, or none can be started: whoever needs it sees that when opening it.</summary>
    internal static async Task<Pcscd?> StartIfAbsentAsync()
    {
        if (IsThere() || !Environment.IsPrivilegedProcess || !File.Exists(Program)) return null;
        ProcessStartInfo start = new(Program, "--foreground") { RedirectStandardOutput = true, RedirectStandardError = true };
        Pcscd pcscd = new(Process.Start(start)!);
        pcscd._process.BeginOutputReadLine();
        pcscd._process.BeginErrorReadLine();
        for (int i = 0; i < 100 && !IsThere(); i++) await Task.Delay(100);
        return pcscd;
    }

    /// <summary>SIGTERM lets it take its socket and its process number away.</summary>
    public async ValueTask DisposeAsync()
    {
        using (Process kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool IsThere()
    {
        try
        {
            PcscContext.Open().Dispose();
            return true;
        }
        catch (PcscException)
        {
            return false;
        }
    }

    private const string Program = "/usr/sbin/pcscd";
}
