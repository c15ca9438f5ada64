using System.CommandLine;
using EuiccSim.Cli.Bench;
using EuiccSim.Cli.Demo;
using EuiccSim.Cli.Trace;

namespace EuiccSim.Cli;

/// <summary>The verbs of euiccsim. Exit codes: 0 done, 1 the other side was asked and said no, 2 it could not be asked.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("A virtual eUICC, its LPA and its SM-DP+.") { DemoCommand.Build(), BenchCommand.Build(), TraceCommand.Build() };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("euiccsim --help tells what there is.");
        return ExitCode.CouldNotAsk;
    }
}

/// <summary>What a script can tell from the exit code.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int SaidNo = 1;
    internal const int CouldNotAsk = 2;
}
