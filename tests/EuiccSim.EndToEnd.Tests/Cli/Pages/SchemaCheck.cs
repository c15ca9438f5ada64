using System.CommandLine;
using System.Text.Json;
using EuiccSim.Cli;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Whatever a test runs with --json, its lines are as docs/json-schema.json says.</summary>
internal static class SchemaCheck
{
    private static readonly JsonSchema s_schema = JsonSchema.Read();

    internal static void OfRun(string[] args, Terminal.Run run, Surroundings at)
    {
        if (!args.Contains("--json") || args.Contains("--stdio")) return;
        ParseResult parsed = CommandLine.Build(at).Parse(args);
        // What was not understood is no verb's.
        if (parsed.Errors.Count == 0 && IsVerb(parsed.CommandResult.Command)) OfLines(NameOf(parsed.CommandResult.Command), run.Output);
    }

    /// <summary>A family that only prints its help has --json hidden.</summary>
    internal static bool IsVerb(Command command) => command.Options.Any(option => option is { Name: "--json", Hidden: false });

    internal static void OfLines(string verb, string output)
    {
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            Assert.That(s_schema.Check(verb, json.RootElement), Is.Empty, $"'{verb}', whose schema is in docs/json-schema.json, wrote {line}");
        }
    }

    /// <summary>"lpa list"</summary>
    internal static string NameOf(Command command) => command.FullName()["euiccsim".Length..].TrimStart();
}
