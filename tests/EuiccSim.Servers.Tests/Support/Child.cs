using System.Diagnostics;
using System.Reflection;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>This test assembly as a process of its own, which answers by lines and can be killed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    internal Child(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>What it says next; null after its end.</summary>
    internal string? Read() => _process.StandardOutput.ReadLine();

    internal void Write(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>SIGKILL: it has no time for anything.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
