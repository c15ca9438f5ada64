using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>
/// The messages that runs of the tool ended with. Whatever test brings one about: its name stands in docs/errors.md, under its exit code, and it
/// is written for a person.
/// </summary>
internal static partial class SaidMessages
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<string>> s_ofTests = [];

    /// <summary>The names that the test which runs now has been told so far.</summary>
    internal static IReadOnlyCollection<string> Names => s_ofTests.GetValueOrDefault(TestContext.CurrentContext.Test.ID) ?? [];

    internal static void OfRun(string[] args, Terminal.Run run, Terminal terminal)
    {
        if (run.ExitCode == 0 || Read(run) is not var (name, message)) return;
        s_ofTests.GetOrAdd(TestContext.CurrentContext.Test.ID, _ => []).Add(name);
        // A code that SGP.22 does not know has its number for a name.
        if (!int.TryParse(name, out _)) Assert.That(ErrorPage.ExitCodesOf(name), Does.Contain(run.ExitCode), $"{name}, whose exit code is in docs/errors.md: {message}");
        Assert.That(message, Does.Match("[.?!…]$"), "It ends as a sentence does.");
        // A name that a person gave stays as it is, also at the beginning.
        if (Beginning().Match(message) is { Success: true } word)
            Assert.That(args.Any(one => one.Contains(word.Value, StringComparison.Ordinal)), $"'{word.Value}' begins a sentence without a capital: {message}");
        Manners.Check(message, terminal);
    }

    /// <summary>The error of the last line, or of the last message; null for what the grammar refused and for help.</summary>
    private static (string Name, string Message)? Read(Terminal.Run run)
    {
        if (LastLine(run.Output) is ['{', ..] last && JsonDocument.Parse(last).RootElement.TryGetProperty("error", out JsonElement error))
            return (error.GetProperty("name").GetString()!, error.GetProperty("message").GetString()!);
        return LastLine(run.Error) is { } line && Line().Match(line) is { Success: true } said ? (said.Groups["name"].Value, said.Groups["message"].Value) : null;
    }

    private static string? LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();

    [GeneratedRegex(@"(^|\] )[\w .+]+: (?<name>[a-z]\w+|\d+)( \([^)]*\))?: (?<message>.*)$")]
    private static partial Regex Line();

    [GeneratedRegex("^[a-z][a-z']*(?=[ :])")]
    private static partial Regex Beginning();
}
