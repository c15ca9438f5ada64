using System.Diagnostics;

namespace EuiccSim.Packages.Tests;

/// <summary>Runs the tool in a folder of its own, with a user's data of its own.</summary>
internal sealed class Shell(string program, params string[] first) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal string File(string name) => _folder.File(name);

    internal Task<ProgramRun> RunAsync(string line, params string[] more) =>
        ProgramRun.OfAsync(program, [.. first, .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. more], _folder.Path, Data);

    /// <summary>Starts a verb that goes on, and tells the first line that it prints.</summary>
    internal async Task<(Process Process, string FirstLine)> StartAsync(string line)
    {
        Process process = ProgramRun.Start(program, [.. first, .. line.Split(' ')], _folder.Path, Data);
        // Nobody reads it, and it must not fill up.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return (process, await process.StandardOutput.ReadLineAsync() ?? "");
    }

    private (string, string) Data => ("EUICCSIM_DATA", _folder.File("data"));

    public void Dispose() => _folder.Dispose();
}
