using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using EuiccSim.Cli;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>
/// Each option and each argument of each verb, as the grammar has them, with values that nobody means: none ends the process with a stack trace,
/// and no message speaks of types of this program.
/// </summary>
[NonParallelizable]
public sealed class ExtremeValueTests : IDisposable
{
    private static readonly string[] s_texts =
    [
        "", "0", "-1", "2147483648", "-2147483649", "99999999999999999999", "2147483647d", "0d", "-7d", "NaN", "Infinity", "1e999", "0x10", ":", "[",
        "localhost:99999", "localhost:-1", "https://127.0.0.1:99999999999", "postgres://x:99999999999/db", "postgres://localhost:1/db?Timeout=99999999999",
        "0001-01-01T00:00+14:00", "10000-01-01", "\u202E\uD800", new('x', 65_300),
    ];

    private static readonly string[] s_names = ["", new string('x', 5000)];

    // What the type alone refuses, and what the verb must.
    private static readonly (string Option, string[] Values)[] s_refused =
    [
        ("--seed", ["2147483648", "-2147483649", "NaN", "1e999", "0x10", ""]),
        ("--attempts", ["0", "-1", "2147483648", "99999999999999999999", "NaN", "1.5", ""]),
        ("--timeout", ["0", "-1", "NaN", "Infinity", "-Infinity", "1e999", "86401", "99999999999999999999"]),
        ("--expires", ["0d", "-7d", "2147483647d", "2147483647m9", "99999999999999999999d", "NaN", "10000-01-01", "99999999-01-01T00:00Z", "7", "7w", ""]),
        ("--es2", ["https://127.0.0.1:65536", "https://127.0.0.1:-1", "NaN", "127.0.0.1:99999999999"]),
        ("--es12", ["https://127.0.0.1:65536", "https://127.0.0.1:-1", "NaN"]),
        ("--listen", ["https://127.0.0.1:65536", "https://127.0.0.1:-1", "NaN"]),
        ("--tcp", ["localhost:65536", "localhost:-1", "NaN", "-1"]),
        ("--block-size", ["0", "-1", "256", "2147483648", "NaN", ""]),
        ("--aid", ["", "A0", "A00", "nonsense", "A0000005591010FFFFFFFF890000010000"]),
        ("--refresh", ["", "maybe", "1"]),
        ("--connect-to", ["a=b:65536", "a:65536=b", "a:-1=b", "NaN"]),
    ];

    private Terminal _terminal = null!;
    private string _before = null!;

    [OneTimeSetUp]
    public void Begin()
    {
        _terminal = new();
        File.WriteAllBytes(_terminal.PathOf("package.der"), Packages.Number(1).Package.ToArray());
        // What a verb makes of a name is made in a folder that goes again.
        _before = Directory.GetCurrentDirectory();
        Directory.CreateDirectory(_terminal.PathOf("here"));
        Directory.SetCurrentDirectory(_terminal.PathOf("here"));
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _terminal.Dispose();
    }

    private static IEnumerable<TestCaseData> Verbs()
    {
        foreach ((string[] path, Command verb, Option[] options) in Leaves([], CommandLine.Build(Surroundings.OfThisProcess()), []))
        {
            // It measures for minutes; its one option is a file.
            if (path[0] == "bench") continue;
            yield return new TestCaseData(path, verb, options).SetArgDisplayNames(string.Join(' ', path));
        }
    }

    [TestCaseSource(nameof(Verbs))]
    [Category(Sweep.Category)]
    public async Task No_value_ends_in_a_stack_trace(string[] path, Command verb, Option[] options)
    {
        string[] arguments = [.. verb.Arguments.Select(Harmless).OfType<string>()];
        List<string[]> lines = [.. from option in options where Takes(option.ValueType) from value in ValuesFor(option.ValueType)
            select (string[])[.. path, .. arguments, $"{option.Name}={value}"]];
        for (int i = 0; i < verb.Arguments.Count; i++)
            foreach (string value in ValuesFor(verb.Arguments[i].ValueType)) lines.Add([.. path, "--", .. arguments.Take(i), value, .. arguments.Skip(i + 1)]);
        if (lines.Count == 0) Assert.Ignore("It takes no value.");
        foreach (int number in new Sweep(24).Of(0, lines.Count, number => number == 0)) await MustEndWellAsync(lines[number]);
    }

    [TestCaseSource(nameof(Verbs))]
    [Category(Sweep.Category)]
    public async Task What_is_out_of_range_is_refused_by_the_name_of_its_option(string[] path, Command verb, Option[] options)
    {
        string[] arguments = [.. verb.Arguments.Select(Harmless).OfType<string>()];
        if (path is ["trace", "replay"]) Assert.Ignore("It reads the trace before it looks for a card.");
        Sweep sweep = new(4);
        foreach ((string name, string[] values) in s_refused)
        {
            // A program that a card is served to, and one that serves a card, say --tcp otherwise.
            if (!options.Any(option => option.Name == name) || (name == "--tcp" && path is ["card", ..])) continue;
            foreach (int number in sweep.Of(0, values.Length, number => number == 0))
            {
                string value = values[number];
                Terminal.Run run = await MustEndWellAsync([.. path, .. arguments, $"{name}={value}"]);
                Assert.That((run.ExitCode, run.Error.Contains(name, StringComparison.Ordinal)), Is.EqualTo((2, true)), $"{name}={value}: {run.Error}");
            }
        }
    }

    [Test]
    public void The_table_of_what_is_refused_names_options_that_are_there()
    {
        HashSet<string> there = [.. Leaves([], CommandLine.Build(Surroundings.OfThisProcess()), []).SelectMany(leaf => leaf.Options).Select(option => option.Name)];
        Assert.That(s_refused.Select(one => one.Option), Is.SubsetOf(there));
    }

    private async Task<Terminal.Run> MustEndWellAsync(string[] words)
    {
        // Whatever would go on serving, or asks a network, gives up at once.
        using CancellationTokenSource given = new();
        await given.CancelAsync();
        string line = string.Join(' ', words.Select(word => word.Length > 100 ? word[..100] : word));
        try
        {
            Terminal.Run run = await _terminal.RunAsync(words, new StringWriter(CultureInfo.InvariantCulture), given.Token);
            string told = run.Output + run.Error;
            Assert.That(run.ExitCode, Is.InRange(0, 2).Or.EqualTo(130), line);
            Assert.That(told, Does.Not.Contain("Exception").And.Not.Contain("System.").And.Not.Contain("(Parameter").And.Not.Contain("   at "), line);
            return run;
        }
        catch (Exception e) when (e is not NUnit.Framework.AssertionException)
        {
            throw new AssertionException($"{line}: {e}");
        }
    }

    private static IEnumerable<(string[] Path, Command Verb, Option[] Options)> Leaves(string[] path, Command command, Option[] inherited)
    {
        Option[] own = [.. inherited, .. command.Options];
        if (path.Length > 0 && command.Action is not null) yield return (path, command, own);
        foreach (Command child in command.Subcommands)
        {
            foreach ((string[] Path, Command, Option[]) leaf in Leaves([.. path, child.Name], child, [.. own.Where(option => option.Recursive)]))
                yield return leaf;
        }
    }

    private static bool Takes(Type type) => type != typeof(bool) && type != typeof(bool?) && type != typeof(void);

    private static string[] ValuesFor(Type type) =>
        type == typeof(FileInfo) || type == typeof(DirectoryInfo) ? s_names : s_texts;

    // What is looked at before the options must be in order; all else names nothing that is there. Null where none need be given.
    private string? Harmless(Argument argument) => argument switch
    {
        { Name: "FILE" } => "absent",
        { Arity.MinimumNumberOfValues: 0 } => null,
        { Name: "PACKAGE" } => _terminal.PathOf("package.der"),
        { Name: "RAND" or "AUTN" } => "00112233445566778899AABBCCDDEEFF",
        { Name: "PATH" } => "EF.IMSI",
        { Name: "HEX" } => "0070000001",
        _ => argument.ValueType == typeof(long[]) ? "1" : "absent",
    };
}
