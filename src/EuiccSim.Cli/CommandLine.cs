using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EuiccSim.Cli.Cards;
using EuiccSim.Cli.LpaVerbs;
using EuiccSim.Cli.Pki;
using EuiccSim.Cli.Profiles;
using EuiccSim.Cli.Smdp;
using EuiccSim.Cli.Smds;
using EuiccSim.Cli.Suite;
using EuiccSim.Cli.Trace;
using EuiccSim.Cli.Uicc;

namespace EuiccSim.Cli;

/// <summary>The verbs of euiccsim. Exit codes: 0 done, 1 the other side was asked and said no, 2 it could not be asked.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        using Interruption interruption = new();
        int code = await RunAsync(args, Surroundings.OfThisProcess(), interruption.Token);
        return code == ExitCode.Interrupted ? interruption.ExitCode : code;
    }

    /// <summary>The grammar.</summary>
    internal static Command Build(Surroundings at)
    {
        // Not a RootCommand, which is called as the file of the program: a person types "euiccsim".
        Command root = new("euiccsim", "A virtual eUICC, its LPA and its SM-DP+.")
        {
            new HelpOption(), new VersionOption(),
            DemoCommand.Build(at), BenchCommand.Build(at), CardCommand.Build(at), LpaCommand.Build(at), UiccCommand.Build(at), ProfileCommand.Build(at),
            TraceCommand.Build(at), ReadersCommand.Build(at),
            new Command("smdp", "An SM-DP+ over HTTPS, and orders for it.") { Smdp.ServeVerb.Build(at), OrderVerb.Build(at) },
            new Command("smds", "An SM-DS over HTTPS.") { Smds.ServeVerb.Build(at) },
            PkiCommand.Build(at), SuiteCommand.Build(at),
            ApduCommand.Build(at), DecodeVerb.Build(at),
        };
        RequireNames(root);
        BareCommands.PrintHelp(root, at);
        return root;
    }

    /// <summary>Runs one command line with everything from outside given.</summary>
    internal static async Task<int> RunAsync(string[] args, Surroundings at, CancellationToken cancellationToken = default)
    {
        ParseResult parsed = Build(at).Parse(args);
        try
        {
            // A fault of this program is no "no" of the other side: it ends the process as faults do. Signals are taken by who runs the process.
            if (parsed.Errors.Count == 0)
                return await parsed.InvokeAsync(new() { Output = at.Output, Error = at.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
            return await RefuseAsync(args, parsed, at);
        }
        catch (OutputException fault)
        {
            await at.Error.WriteLineAsync(Failures.Of(fault)!.Text);
            return ExitCode.CouldNotAsk;
        }
    }

    private static async Task<int> RefuseAsync(string[] args, ParseResult parsed, Surroundings at)
    {
        string[] faults = [.. parsed.Errors.Select(error => Suggestions.Of(error, parsed) ?? Describe(error))];
        foreach (string fault in faults) await at.Error.WriteLineAsync(fault);
        await at.Error.WriteLineAsync($"'{parsed.CommandResult.Command.FullName()} --help' tells what there is.");
        // A program reads the last line of output also where the verb never ran.
        if (args.Contains(Verb.JsonOption)) JsonLine.WriteResult(at.Output, CommandFailure.Missing("arguments", string.Join(' ', faults)), _ => { });
        return ExitCode.CouldNotAsk;
    }

    // The grammar finds out that "" names no file only when a verb asks for it, and then throws.
    private static void RequireNames(Command command)
    {
        foreach (Option option in command.Options.Where(option => IsName(option.ValueType))) option.Validators.Add(result => RequireNames(result, option.Name));
        foreach (Argument argument in command.Arguments.Where(argument => IsName(argument.ValueType)))
            argument.Validators.Add(result => RequireNames(result, argument.Name));
        foreach (Command child in command.Subcommands) RequireNames(child);
    }

    private static void RequireNames(SymbolResult result, string symbol)
    {
        foreach (Token token in result.Tokens)
            if (token.Value.Length == 0) result.AddError($"{symbol} takes the name of a file or folder, and not nothing.");
    }

    private static bool IsName(Type type) => type == typeof(FileInfo) || type == typeof(DirectoryInfo);

    // The grammar's own sentences end with the name of a type of this program, or with a list over several lines.
    private static string Describe(ParseError error)
    {
        int type = error.Message.IndexOf(" as expected type", StringComparison.Ordinal);
        if (type < 0) return string.Join(' ', error.Message.Split((char[])['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        Type? wanted = error.SymbolResult switch
        {
            OptionResult option => option.Option.ValueType,
            ArgumentResult argument => argument.Argument.ValueType,
            _ => null,
        };
        return $"{error.Message[..type]}: it takes {KindOf(wanted)}.";
    }

    private static string KindOf(Type? wanted)
    {
        Type? one = wanted is null ? null : Nullable.GetUnderlyingType(wanted.GetElementType() ?? wanted) ?? wanted.GetElementType() ?? wanted;
        if (one == typeof(int)) return "a whole number of up to 31 bits";
        if (one == typeof(long)) return "a whole number of up to 63 bits";
        if (one == typeof(double)) return "a number";
        return one is not null && IsName(one) ? "the name of a file or folder" : "something else";
    }
}

/// <summary>What a script can tell from the exit code.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int SaidNo = 1;
    internal const int CouldNotAsk = 2;

    /// <summary>As shells have it: 128 and the number of the signal, here of SIGINT.</summary>
    internal const int Interrupted = 130;
}
