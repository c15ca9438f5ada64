using System.CommandLine;
using EuiccSim.Cli.Bench;
using EuiccSim.Cli.Cards;
using EuiccSim.Cli.Demo;
using EuiccSim.Cli.LpaVerbs;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Pki;
using EuiccSim.Cli.Profiles;
using EuiccSim.Cli.Smdp;
using EuiccSim.Cli.Smds;
using EuiccSim.Cli.Targets;
using EuiccSim.Cli.Trace;
using EuiccSim.Cli.Uicc;

namespace EuiccSim.Cli;

/// <summary>The verbs of euiccsim. Exit codes: 0 done, 1 the other side was asked and said no, 2 it could not be asked.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Surroundings.OfThisProcess());

    /// <summary>Runs one command line with everything from outside given.</summary>
    internal static async Task<int> RunAsync(string[] args, Surroundings at, CancellationToken ct = default)
    {
        RootCommand root = new("A virtual eUICC, its LPA and its SM-DP+.")
        {
            DemoCommand.Build(at), BenchCommand.Build(at), CardCommand.Build(at), LpaCommand.Build(at), UiccCommand.Build(at), ProfileCommand.Build(at),
            TraceCommand.Build(at), ReadersCommand.Build(at), SmdpCommand.Build(at), SmdsCommand.Build(at), PkiCommand.Build(at),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            // A fault of this program is no "no" of the other side: it ends the process as faults do.
            return await parsed.InvokeAsync(new() { Output = at.Output, Error = at.Error, EnableDefaultExceptionHandler = false }, ct);
        }
        string[] faults = [.. parsed.Errors.Select(error => error.Message)];
        foreach (string fault in faults) await at.Error.WriteLineAsync(fault);
        await at.Error.WriteLineAsync("euiccsim --help tells what there is.");
        // A program reads the last line of output also where the verb never ran.
        if (args.Contains(Verb.JsonOption)) JsonLine.WriteResult(at.Output, CommandFailure.Missing("arguments", string.Join(' ', faults)), _ => { });
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
