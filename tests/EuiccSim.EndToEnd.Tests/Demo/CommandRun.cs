using System.Text.Json;
using EuiccSim.Cli;

namespace EuiccSim.EndToEnd.Tests.Demo;

/// <summary>One command line, run in this process, with all that it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    internal static async Task<CommandRun> Of(params string[] args)
    {
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter written = new(), complained = new();
        Console.SetOut(written);
        Console.SetError(complained);
        try
        {
            int exitCode = await CommandLine.RunAsync(args);
            return new(exitCode, written.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    /// <summary>Each line, which must be one JSON object.</summary>
    internal JsonElement[] Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    })];

    /// <summary>The last line.</summary>
    internal JsonElement Result => Lines[^1];
}
